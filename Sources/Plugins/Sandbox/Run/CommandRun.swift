import Subprocess
import SystemKit
import SystemPackage

/// A command that runs in this process's place on the terminal, until it ends.
struct CommandRun: Sendable {
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
        let result = try await withThrowingTaskGroup(of: TerminationStatus?.self) { group in
            let (running, started) = AsyncStream.makeStream(of: (@Sendable (EndingSignal) -> Void).self)
            group.addTask {
                try await Subprocess.run(
                    .path(FilePath(program)),
                    arguments: Arguments(
                        executablePathOverride: words.first.map(Self.ended),
                        remainingValues: words.dropFirst().map(Self.ended)
                    ),
                    environment: .custom(environment.blocks.map(Self.ended)),
                    input: .fileDescriptor(.standardInput, closeAfterSpawningProcess: false),
                    output: .fileDescriptor(.standardOutput, closeAfterSpawningProcess: false),
                    error: .fileDescriptor(.standardError, closeAfterSpawningProcess: false)
                ) { execution in
                    started.yield { try? execution.send(signal: .init(rawValue: $0.rawValue)) }
                    started.finish()
                }.terminationStatus
            }
            group.addTask {
                for await send in running {
                    for await signal in signals where !(hasTerminal && signal.comesFromTerminal) { send(signal) }
                }
                return nil
            }
            defer { group.cancelAll() }
            while let status = try await group.next() {
                if let status { return status }
            }
            throw CancellationError()
        }
        switch result {
        case .exited(let code): return code
        case .signaled(let signal): return 128 + signal
        }
    }

    /// Bytes as Subprocess hands them to the C library: with the zero that ends them.
    private static func ended(_ bytes: [UInt8]) -> [UInt8] { bytes + [0] }

    private func find() throws(Refusal) -> String {
        let name = String(decoding: words.first ?? [], as: UTF8.self)
        switch ProgramSearch.find(name, path: environment["PATH"]) {
        case .found(let path): return path
        case .notFound: throw Refusal(status: 127, message: "command not found: \(name)")
        case .notExecutable(let path, let reason): throw Refusal(status: 126, message: "cannot run \(path): \(reason)")
        }
    }
}

extension EndingSignal {
    /// Whether a key or the end of the terminal sends it to the whole foreground group.
    fileprivate var comesFromTerminal: Bool { self == .interrupt || self == .quit }
}
