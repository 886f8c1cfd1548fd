import SystemKit
import SystemPackage

/// A command that runs in this process's place on the terminal, until it ends.
struct ForegroundCommand: Sendable {
    /// The command's words, undecoded.
    let words: [[UInt8]]
    let environment: SystemKit.Environment

    /// How a command could not be started: 126 or 127.
    struct Refusal: Error {
        let status: Int32
        let message: String
    }

    /// Runs the command and returns its exit status, or 128 and the number of the signal that ended it. The terminal
    /// sends its own signals to the command as well as to us; only what the command did not get is passed on.
    func run(passingOn signals: AsyncStream<EndingSignal>) async throws -> Int32 {
        let program = try find()
        let hasTerminal =
            (try? FileDescriptor.open(FilePath("/dev/tty"), .readOnly, options: .closeOnExec).close()) != nil
        let child = try ForegroundChild(program, words: words, environment: environment)
        return try await withThrowingTaskGroup(of: Int32?.self) { group in
            group.addTask {
                try await withTaskCancellationHandler {
                    try await child.wait()
                } onCancel: {
                    child.send(EndingSignal.terminate.rawValue)
                }
            }
            group.addTask {
                for await signal in signals where !(hasTerminal && signal.comesFromTerminal) {
                    child.send(signal.rawValue)
                }
                return nil
            }
            defer { group.cancelAll() }
            while let status = try await group.next() {
                if let status { return status }
            }
            throw CancellationError()
        }
    }

    private func find() throws(Refusal) -> String {
        let name = String(decoding: words.first ?? [], as: UTF8.self)
        switch ProgramSearch.find(name, path: environment["PATH"]) {
        case .found(let path): return path
        case .notFound: throw Refusal(status: 127, message: "command not found: \(name)")
        case .notExecutable(let path, let reason): throw Refusal(status: 126, message: "can't run \(path): \(reason)")
        }
    }
}

extension EndingSignal {
    /// Whether a key or the end of the terminal sends it to the whole foreground group.
    fileprivate var comesFromTerminal: Bool { self == .interrupt || self == .quit }
}
