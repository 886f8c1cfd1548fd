import Subprocess
import SystemKit
import SystemPackage
import Testing

/// Runs the built `awsx-sandbox`, which lies beside the test bundle.
enum Program {
    struct Outcome: Sendable {
        let status: Int32
        let output: String
        let error: String
    }

    /// Its path: beside the test bundle, or in `.build/debug` of this package.
    static var path: String {
        if let runner = ExecutablePath.current() {
            let sibling = FilePath(runner).removingLastComponent().appending("awsx-sandbox").string
            if realPath(sibling) != nil { return sibling }
        }
        var folder = FilePath(#filePath)
        for _ in 0..<4 { folder.removeLastComponent() }
        return folder.appending(".build/debug/awsx-sandbox").string
    }

    static func run(
        _ words: [String],
        setting variables: [String: String] = [:]
    ) async throws -> Outcome {
        var environment = SystemKit.Environment.current()
        for (name, value) in variables { environment.set(name, value) }
        // A session of its own, so that a test sees the same with and without a terminal.
        var options = PlatformOptions()
        options.createSession = true
        let result = try await Subprocess.run(
            .path(FilePath(path)),
            arguments: Arguments(words),
            environment: .custom(environment.blocks.map { $0 + [0] }),
            platformOptions: options,
            output: .string(limit: 1 << 20),
            error: .string(limit: 1 << 20)
        )
        let status: Int32 =
            switch result.terminationStatus {
            case .exited(let code): code
            case .signaled(let signal): 128 + signal
            }
        return Outcome(status: status, output: result.standardOutput, error: result.standardError)
    }

    /// Runs a script of the POSIX shell under `awsx-sandbox run`.
    static func script(
        _ options: [String],
        _ script: String,
        setting variables: [String: String] = [:]
    ) async throws -> Outcome {
        try await run(["run"] + options + ["--", "sh", "-c", script], setting: variables)
    }
}
