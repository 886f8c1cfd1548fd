import SystemPackage

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A program that runs beside this one.
package struct ChildProcess: ~Copyable {
    /// How a child's standard streams are laid.
    package enum Streams: Sendable {
        /// Standard input and output are pipes to this process; standard error is shared.
        case piped
        /// Standard input is a pipe from this process; the others are shared.
        case fed
        /// All three are `/dev/null`, and the child leads a session of its own: what it does outlives us.
        case detached
    }

    package let processID: Int32
    private var input: OwnedDescriptor?
    private let output: OwnedDescriptor?
    private let outputDescriptor: FileDescriptor?
    private var pending: [UInt8] = []
    private let kept: SIGCHLDGuard

    /// Starts a program.
    package static func start(
        _ program: String, words: [String], environment: Environment, streams: Streams
    ) throws(SystemFailure) -> ChildProcess {
        let kept = SIGCHLDGuard()
        let words = words.map { Array($0.utf8) }
        switch streams {
        case .piped:
            let toChild = try Pipe.open()
            let fromChild = try Pipe.open()
            let child = try spawn(
                program, words, environment,
                redirecting: [(toChild.readEnd.descriptor, 0), (fromChild.writeEnd.descriptor, 1)])
            return ChildProcess(processID: child, kept, input: toChild.writeEnd, output: fromChild.readEnd)
        case .fed:
            let toChild = try Pipe.open()
            let child = try spawn(program, words, environment, redirecting: [(toChild.readEnd.descriptor, 0)])
            return ChildProcess(processID: child, kept, input: toChild.writeEnd, output: nil)
        case .detached:
            let null = try OwnedDescriptor.open("/dev/null", .readWrite, options: [.closeOnExec])
            let child = try spawn(
                program, words, environment,
                redirecting: [(null.descriptor, 0), (null.descriptor, 1), (null.descriptor, 2)],
                flags: sessionFlag)
            return ChildProcess(processID: child, kept, input: nil, output: nil)
        }
    }

    private init(
        processID: Int32, _ kept: consuming SIGCHLDGuard, input: consuming OwnedDescriptor?,
        output: consuming OwnedDescriptor?
    ) {
        self.processID = processID
        self.kept = kept
        self.input = input
        outputDescriptor = output?.descriptor
        self.output = output
    }

    /// Sends one line to the child's standard input; `EPIPE` if it no longer listens.
    package func send(line: String) throws(SystemFailure) { try send("\(line)\n") }

    /// Sends a text to the child's standard input; `EPIPE` if it no longer listens.
    package func send(_ text: String) throws(SystemFailure) {
        let shield = SIGPIPEGuard()
        defer { extendLifetime(shield) }
        try input?.writeAll(Array(text.utf8), "the child's input")
    }

    /// Tells the child that nothing more comes.
    package mutating func endInput() { input = nil }

    /// The child's next line without its end, or nil when it closed its output; `EFBIG` past the limit.
    package mutating func receiveLine(limit: Int) throws(SystemFailure) -> [UInt8]? {
        while true {
            if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
                let line = Array(pending[..<end])
                pending.removeFirst(end + 1)
                return line
            }
            guard pending.count <= limit else { throw SystemFailure("read", "the child's output", .fileTooLarge) }
            guard let outputDescriptor else { return nil }
            let chunk = try failing("read", "the child's output") {
                try unsafe [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
                    count = try unsafe outputDescriptor.read(into: UnsafeMutableRawBufferPointer(buffer))
                }
            }
            if chunk.isEmpty { return nil }
            pending += chunk
        }
    }

    /// How the child ended: its exit status, or 128 and the number of the signal that ended it. Its streams are closed
    /// first, so that a child which reads on, or writes more than was asked for, ends.
    package consuming func wait() throws(SystemFailure) -> Int32 {
        let processID = processID
        // Ours goes with the streams.
        let kept = SIGCHLDGuard()
        defer { extendLifetime(kept) }
        Self.close(self)
        return try Self.reap(processID, "process \(processID)")
    }

    private static func close(_ child: consuming ChildProcess) {}
}
