#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The instant at which a file says that it was changed.
package enum FileTimestamp {
    /// Sets it, to the second.
    package static func set(_ path: String, _ seconds: Int64) throws(SystemFailure) {
        let time = timespec(tv_sec: time_t(seconds), tv_nsec: 0)
        let times = [time, time]
        guard unsafe utimensat(AT_FDCWD, path, times, 0) == 0 else {
            throw SystemFailure("set the modification time of", path, currentErrno)
        }
    }
}
