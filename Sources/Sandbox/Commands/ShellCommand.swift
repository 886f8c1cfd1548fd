import ArgumentParser
import SystemKit

/// `awsx-sandbox shell`.
struct ShellCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shell",
        abstract: "Open a shell that uses a sandbox in a temporary HOME.",
        usage: "awsx sandbox shell [options]",
        discussion: "Everything is removed when the shell exits, unless --home keeps it."
    )

    @OptionGroup var options: ServerOptions
    @OptionGroup var location: HomeOption

    func run() async throws {
        let sandbox = try SandboxedCommand(options: options, home: location.home, standby: location.standby)
        let state = sandbox.state
        let kept = location.home != nil
        let status = try await sandbox.run { scene in
            let shell = scene.environment.text("SHELL") ?? "/bin/sh"
            let file = ShellStartupFile(shell: shell, home: scene.home, awsx: scene.awsx)
            StandardStreams.live().error.write(Self.welcome(scene, state, kept: kept, knowsAwsx: file.write()))
            return [Array(shell.utf8), Array("-i".utf8)]
        }
        if status != 0 { throw ExitCode(status) }
    }

    /// What approves a code from outside of this shell, where the sign-in has the terminal.
    private static func approval(_ scene: SandboxedCommand.Scene) -> String {
        let authority = scene.url.hasPrefix("https:") ? scene.environment.text("AWS_CA_BUNDLE") : nil
        return "\(authority.map { "AWS_CA_BUNDLE=\($0) " } ?? "")awsx sandbox approve --url \(scene.url) CODE"
    }

    private static func welcome(
        _ scene: SandboxedCommand.Scene, _ state: SandboxConfiguration, kept: Bool, knowsAwsx: Bool
    ) -> String {
        // A HOME that is kept may have its own.
        let config = try? LocalFiles().read("\(scene.home)/.aws/config", limit: 1 << 20)
        let text = String(decoding: config ?? [], as: UTF8.self)
        let names = AWSConfigFile(state: state, home: scene.home).profileNames
            .filter { text.contains("[profile \($0)]") || text.contains("[\($0)]") }
        let some =
            names.prefix(6).map { "\n  \($0)" }.joined() + (names.count > 6 ? "\n  and \(names.count - 6) more" : "")
        let profiles =
            names.isEmpty
            ? "No profiles yet; run awsx configure sso and enter\n  \(state.startUrl) in \(state.region)"
            : "Profiles:\(some)"
        let clicks =
            state.autoApprove == .off
            ? "Sign-in pages wait for you to press Allow. Without a browser, approve the code in\n"
                + "another terminal:\n  \(approval(scene))"
            : "Sign-ins are answered automatically (--auto-approve \(state.autoApprove.rawValue))."
        return """
            A local Identity Center listens at \(scene.url). Nothing here is AWS.
            HOME is \(scene.home)\(kept ? "" : ", which is removed when this shell exits").
            \(clicks)
            \(profiles)
            Try:  awsx login        or:  aws sso login
                  awsx whoami            aws sts get-caller-identity\(knowsAwsx ? "\n      awsx use" : "")
            Leave with `exit`.

            """
    }
}
