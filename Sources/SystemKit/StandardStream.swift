import SystemPackage

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The three streams that a process is born with.
package enum StandardStream: Int32, Sendable {
    case input = 0
    case output = 1
    case error = 2

    package var isTerminal: Bool { isatty(rawValue) == 1 }

    /// How long a line may be here; nil where no terminal is.
    package var columns: Int? {
        // The last column is left free: some terminals go to the next line there.
        isTerminal ? max(1, TerminalSize.of(rawValue).columns - 1) : nil
    }

    /// Writes all of a text; a reader that went away is no error of ours.
    package func write(_ text: String) { write(Array(text.utf8)) }

    package func write(_ bytes: [UInt8]) {
        try? FileDescriptor(rawValue: rawValue).writeWhole(bytes)
    }

    /// Writes all of a text or says why not, for output that somebody relies on.
    package func writeChecked(_ text: String) throws(SystemFailure) {
        let descriptor = FileDescriptor(rawValue: rawValue)
        try failing("write", "standard output") { try descriptor.writeWhole(Array(text.utf8)) }
    }
}
