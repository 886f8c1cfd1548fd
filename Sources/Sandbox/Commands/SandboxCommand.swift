package import ArgumentParser
import CVersion
import NIOCore
package import SystemKit
import SystemPackage

/// `awsx-sandbox`: a local Identity Center.
package struct SandboxCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "awsx-sandbox",
        abstract: "Run a local Identity Center for trials, demos and tests.",
        usage: "awsx sandbox COMMAND",
        discussion: """
            Serves the sign-in pages, the access portal and STS on one port of 127.0.0.1. It rejects what AWS rejects, \
            counts every request, and fails on demand; see `awsx sandbox serve --help`.
            """,
        version: AWSX_VERSION,
        subcommands: [
            ServeCommand.self, RunCommand.self, ShellCommand.self, BrowserCommand.self, ApproveCommand.self,
        ]
    )

    package init() {}

    /// Parses the words of this process, runs the command, and says how to end.
    package static func runMain() async -> ProcessEnd {
        do {
            if let refusal = unknownCommand(CommandLine.arguments.dropFirst().first) {
                return tell(refusal, status: ExitCode.validationFailure.rawValue)
            }
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            return .status(0)
        } catch let failure as CommandFailure {
            return tell(failure.message, status: failure.status)
        } catch let failure as SystemFailure {
            if failure.isBrokenPipe { return .brokenPipe }
            return tell(failure.description)
        } catch let failure as ForegroundCommand.Refusal {
            return tell(failure.message, status: failure.status)
        } catch let failure as IOError {
            let reason = Errno(rawValue: failure.errnoCode)
            return tell(
                "can't listen on 127.0.0.1: \(reason). Choose another --port, or omit it for any free port.",
                status: 69)
        } catch {
            let text = fullMessage(for: error)
            let code = exitCode(for: error)
            let streams = StandardStreams.live()
            (code.isSuccess ? streams.output : streams.error).write(text.isEmpty ? "" : "\(text)\n")
            return .status(code.rawValue)
        }
    }

    /// What is said of a first word that names no command; nil for one that does, for an option and for none.
    static func unknownCommand(_ word: String?) -> String? {
        let names = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
        guard let word, !word.hasPrefix("-"), !names.contains(word) else { return nil }
        let near = SimilarNames.of(word, among: names).map { "awsx sandbox \($0)" }.joined(separator: " or ")
        let shown = word.utf8.allSatisfy { (0x21...0x7E).contains($0) } ? " \(word)" : ""
        return "there is no sandbox command\(shown)\n"
            + "  → \(near.isEmpty ? "" : "did you mean \(near)? ")List all: awsx sandbox --help"
    }

    private static func tell(_ message: String, status: Int32 = 1) -> ProcessEnd {
        StandardStreams.live().error.write("awsx-sandbox: \(message)\n")
        return .status(status)
    }
}
