import Engine
import ShellKit
import SystemKit
import TestSupport

/// A shell of this machine, started without anybody's settings.
enum RealShell: String, CaseIterable, Sendable {
    case bash, zsh, dash, fish, posixBash

    private var program: (name: String, options: [String]) {
        switch self {
        case .bash: ("bash", ["--norc", "--noprofile"])
        case .posixBash: ("bash", ["--norc", "--noprofile", "--posix"])
        case .zsh: ("zsh", ["-f"])
        case .dash: ("dash", [])
        case .fish: ("fish", ["--no-config"])
        }
    }

    var quoting: Quoting { self == .fish ? .fish : .posix }

    var format: CredentialFormat {
        switch self {
        case .bash: .bash
        case .zsh: .zsh
        case .fish: .fish
        case .dash, .posixBash: .posix
        }
    }

    /// Runs a script that lies in a file of the folder; anything on stderr or another status than 0 is a failure.
    func run(
        _ script: String, in folder: TemporaryFolder, environment: Environment = Environment()
    ) async throws -> [UInt8] {
        let path = try folder.put(script, at: "script")
        var environment = environment
        if environment.text("PATH") == nil { environment.set("PATH", "/usr/local/bin:/usr/bin:/bin") }
        if environment.text("LC_ALL") == nil { environment.set("LC_ALL", "C.UTF-8") }
        environment.set("HOME", folder.path)
        let outcome = try await InstalledProgram.run(
            program.name, program.options + [path], environment: environment)
        guard outcome.status == 0, outcome.errors.isEmpty else {
            throw Failure(
                .failed, "\(self) ended with \(outcome.status): \(TerminalSafe.text(outcome.errors.prefix(1000)))")
        }
        return outcome.output
    }

    /// A command that evaluates a file of the folder as the user would.
    func evaluating(_ path: String) -> String {
        self == .fish ? "cat \(quoting.word(path)) | source\n" : "eval \"$(cat \(quoting.word(path)))\"\n"
    }
}
