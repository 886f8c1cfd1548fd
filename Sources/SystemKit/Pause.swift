#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Waiting in a program that does nothing else meanwhile.
package enum Pause {
    /// Returns after so many milliseconds, or at a signal.
    package static func milliseconds(_ count: Int) {
        var time = timespec(tv_sec: count / 1000, tv_nsec: count % 1000 * 1_000_000)
        unsafe nanosleep(&time, nil)
    }
}
