import SystemPackage

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The terminal that a person sits at: standard input and error where they are one, else `/dev/tty`, since a pipe may
/// stand in their place.
package final class TerminalDevice: Sendable {
    let input: FileDescriptor
    let output: FileDescriptor
    /// `/dev/tty`, if it had to be opened.
    private let opened: FileDescriptor?

    private init(input: FileDescriptor, output: FileDescriptor, opened: FileDescriptor?) {
        self.input = input
        self.output = output
        self.opened = opened
    }

    deinit { try? opened?.close() }

    /// - Returns: nil if there is no terminal.
    package static func open(_ streams: StandardStreams) -> TerminalDevice? {
        let hasInput = streams.input.isTerminal
        let hasError = streams.error.isTerminal
        if hasInput && hasError { return TerminalDevice(input: .standardInput, output: .standardError, opened: nil) }
        guard
            let opened = try? FileDescriptor.open(
                FilePath("/dev/tty"), .readWrite, options: [.closeOnExec])
        else { return nil }
        return TerminalDevice(
            input: hasInput ? .standardInput : opened, output: hasError ? .standardError : opened, opened: opened)
    }

    /// The descriptors, for C.
    package var inputNumber: Int32 { input.rawValue }
    package var outputNumber: Int32 { output.rawValue }

    package var size: TerminalSize { .of(output.rawValue) }

    /// Writes all of it; a terminal that is gone is no error of ours.
    package func write(_ text: String) { write(Array(text.utf8)) }

    package func write(_ bytes: [UInt8]) { try? output.writeWhole(bytes) }
}
