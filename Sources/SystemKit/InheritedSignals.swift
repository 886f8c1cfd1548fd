#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// What whoever started this process had arranged about signals.
package enum InheritedSignals {
    /// Signals that ask for an end.
    private static let endings = [SIGHUP, SIGINT, SIGQUIT, SIGTERM]

    /// Those that ask for an end and were ignored at the start: by nohup, or by a script for its jobs in the background.
    ///
    /// Read before any of them is changed: on macOS those that Dispatch listens to are ignored.
    package static let ignored = Set(endings.filter(SignalDisposition.isIgnored))

    /// What a program that we start must not ignore, whatever this process does: what it was immune to at our start it
    /// stays immune to. A broken pipe and the end of a child are as every program expects them.
    static var undoneInPrograms: [Int32] { [SIGPIPE, SIGCHLD] + endings.filter { !ignored.contains($0) } }
}
