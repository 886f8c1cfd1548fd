package import SystemPackage

/// One of the streams that a process is born with, or what a test puts in its place.
package struct StandardStream: Sendable {
    private let descriptor: FileDescriptor
    private let substitute: (@Sendable ([UInt8]) -> Errno?)?
    /// Decided when the stream was made.
    package let isTerminal: Bool

    init(_ descriptor: FileDescriptor) {
        self.descriptor = descriptor
        substitute = nil
        isTerminal = descriptor.isTerminal
    }

    /// A stream that is no descriptor.
    ///
    /// - Parameter substitute: takes what is written, or says why it can't.
    package init(isTerminal: Bool = false, _ substitute: @escaping @Sendable ([UInt8]) -> Errno?) {
        descriptor = FileDescriptor(rawValue: -1)
        self.substitute = substitute
        self.isTerminal = isTerminal
    }

    /// How much the terminal shows; nil where none is.
    package var screen: TerminalSize? { isTerminal ? .of(descriptor.rawValue) : nil }

    /// How long a line may be here; nil where no terminal is.
    package var columns: Int? {
        // The last column is left free: some terminals go to the next line there.
        screen.map { max(1, $0.columns - 1) }
    }

    /// What comes until its end, or the first so many bytes; what can't be read is its end. Blocks.
    package func readToEnd(limit: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while bytes.count < limit, substitute == nil,
            let count = try? unsafe chunk.withUnsafeMutableBytes({ try unsafe descriptor.read(into: $0) }), count > 0
        {
            bytes += chunk[..<count]
        }
        return Array(bytes.prefix(limit))
    }

    /// Writes all of a text; a reader that went away is no error of ours.
    package func write(_ text: String) { write(Array(text.utf8)) }

    package func write(_ bytes: [UInt8]) { try? writeChecked(bytes) }

    /// Writes all of a text or says why not, for output that somebody relies on.
    package func writeChecked(_ text: String) throws(SystemFailure) { try writeChecked(Array(text.utf8)) }

    private func writeChecked(_ bytes: [UInt8]) throws(SystemFailure) {
        guard let substitute else {
            return try failing("write", "standard output") { try descriptor.writeWhole(bytes) }
        }
        if let errno = substitute(bytes) { throw SystemFailure("write", "standard output", errno) }
    }
}
