import Foundation
import TestSupport
import Testing

/// Runs awsx under strace and looks for the sandbox's secrets where none may be.
struct Canary: Sendable {
    static let marker = "AWSXSANDBOXCANARY"

    let home: Home

    /// What a command may show: its own keys, on stdout.
    enum Output: Sendable {
        case nothing, keys
    }

    /// Runs a command; every word of every process that came of it is looked at, and all that was written.
    @discardableResult
    func run(
        _ words: [String], showing output: Output = .nothing, setting variables: KeyValuePairs<String, String?> = [:]
    ) async throws -> Outcome {
        let log = "\(try Workspace.shared.folder("strace"))/log"
        let outcome = try await Program.run(
            "/usr/bin/strace",
            [
                "-f", "--seccomp-bpf", "-qq", "-s", "65535", "-e", "trace=execve,execveat,openat,creat,fchmod,fchmodat",
                "-o", log,
            ]
                + [try Prefix.shared.get().awsx] + words,
            environment: home.environment.setting(variables), folder: home.path)
        check(try String(contentsOfFile: log, encoding: .isoLatin1), outcome, words, output)
        try checkFiles(after: words)
        return outcome
    }

    private func check(_ log: String, _ outcome: Outcome, _ words: [String], _ output: Output) {
        let calls = log.split(separator: "\n")
        let starts = calls.filter { $0.contains("execve(") || $0.contains("execveat(") }
        #expect(!starts.isEmpty, "strace saw no program start: \(words)")
        for start in starts {
            #expect(!start.contains(Self.marker), "\(words) passed a secret to a program: \(start)")
        }
        for call in calls where call.contains("O_CREAT") || call.contains("chmod(") {
            guard let path = call.firstMatch(of: #/"([^"]*)"/#)?.1, path.hasPrefix(home.path) else { continue }
            // Where another thread's call came between, strace breaks the line behind the last argument.
            #expect(
                call.contains(#/, 0600(\)| <unfinished)/#) || !(path.contains("/.aws/") || path.contains("/.local/")),
                "\(words) made a file for others to read: \(call)")
        }
        #expect(!outcome.error.contains(Self.marker), "\(words) told a secret: \(outcome)")
        switch output {
        case .nothing: #expect(!outcome.output.contains(Self.marker), "\(words) showed a secret: \(outcome)")
        case .keys: #expect(outcome.output.contains(Self.marker), "\(words) has no marked keys: \(outcome)")
        }
    }

    /// A file that others may read holds nothing secret.
    func checkFiles(after words: [String]) throws {
        for (name, mode) in try home.modes() where mode & 0o077 != 0 {
            let bytes = (try? Data(contentsOf: URL(fileURLWithPath: "\(home.path)/\(name)"))) ?? Data()
            #expect(
                bytes.range(of: Data(Self.marker.utf8)) == nil,
                "after \(words) \(name), \(String(mode, radix: 8)), holds a secret")
        }
    }
}
