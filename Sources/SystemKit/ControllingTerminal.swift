import Dispatch
import Synchronization
import SystemPackage

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The terminal that a command belongs to, wherever its standard streams lead.
package enum ControllingTerminal {
    /// Asks, and returns the line that was typed without its end; nil without a terminal, or at its end (Ctrl-D).
    ///
    /// The reading waits on a thread of its own, which a cancelled task leaves behind.
    package static func ask(_ prompt: String) async throws -> String? {
        guard let terminal = Terminal.open() else { return nil }
        try terminal.write(prompt)
        let answer = Answer()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                answer.await(continuation)
                DispatchQueue(label: "awsx.terminal").async {
                    answer.resume(with: Result { try terminal.line() })
                }
            }
        } onCancel: {
            answer.resume(with: .failure(CancellationError()))
        }
    }

    /// Whether there is one.
    package static var isThere: Bool { Terminal.open() != nil }

    private final class Terminal: Sendable {
        private let descriptor: OwnedDescriptor

        private init(_ descriptor: consuming OwnedDescriptor) { self.descriptor = descriptor }

        static func open() -> Terminal? {
            let options: FileDescriptor.OpenOptions = [.closeOnExec]
            guard let descriptor = try? OwnedDescriptor.open("/dev/tty", .readWrite, options: options) else {
                return nil
            }
            return Terminal(descriptor)
        }

        func write(_ text: String) throws(SystemFailure) {
            try descriptor.writeAll(Array(text.utf8), "/dev/tty")
        }

        /// A terminal hands over one line at a time.
        func line() throws(SystemFailure) -> String? {
            var line: [UInt8] = []
            while line.last != UInt8(ascii: "\n"), line.count < 4096 {
                let chunk = try failing("read", "/dev/tty") {
                    try unsafe [UInt8](unsafeUninitializedCapacity: 1024) { buffer, count in
                        count = try unsafe descriptor.descriptor.read(into: UnsafeMutableRawBufferPointer(buffer))
                    }
                }
                if chunk.isEmpty { break }
                line += chunk
            }
            guard !line.isEmpty else { return nil }
            return String(decoding: line.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }, as: UTF8.self)
        }
    }

    /// Whichever comes first, the line or the cancellation, and only that.
    private final class Answer: Sendable {
        private enum State {
            case idle
            case waiting(CheckedContinuation<String?, any Error>)
            case answered(Result<String?, any Error>?)
        }

        private let state = Mutex<State>(.idle)

        func await(_ continuation: CheckedContinuation<String?, any Error>) {
            let early: Result<String?, any Error>? = state.withLock { state in
                if case .answered(let result) = state { return result }
                state = .waiting(continuation)
                return nil
            }
            if let early { continuation.resume(with: early) }
        }

        func resume(with result: Result<String?, any Error>) {
            let waiting: CheckedContinuation<String?, any Error>? = state.withLock { state in
                switch state {
                case .idle:
                    state = .answered(result)
                    return nil
                case .waiting(let continuation):
                    state = .answered(nil)
                    return continuation
                case .answered: return nil
                }
            }
            waiting?.resume(with: result)
        }
    }
}
