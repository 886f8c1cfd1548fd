import ArgumentParser
import Engine
package import PluginKit
import ShellKit
import SystemKit

/// `awsx init`: the text that brings awsx into a shell.
package struct InitPlugin: CoreCommand {
    package let declaration: any DeclaredCommand.Type = InitArguments.self

    package init() {}

    package func run(_ invocation: Invocation) throws -> Int32 {
        let arguments = try InitArguments.understand(invocation.words)
        let shell = arguments.shell
        let side = arguments.prompt ?? (shell == .fish ? .right : .left)
        if shell == .bash, side == .right {
            throw Failure(
                .usage, "bash has no right prompt", at: .argument("--prompt"), hint: "awsx init bash --prompt left")
        }
        guard InitScript.isName(arguments.cmd) else {
            throw Failure(
                .usage, "\(arguments.cmd) can't be the name of a function: letters, digits, - and _",
                at: .argument("--cmd"))
        }
        let script = InitScript(
            shell, side: side, command: arguments.cmd, isAuto: arguments.auto,
            executable: executable(invocation.context),
            variables: PromptVariables.names, secrets: PromptVariables.secrets)
        try invocation.context.streams.output.print(script.text)
        return ExitStatus.done.rawValue
    }

    /// As it was found, not where a link led: a package manager's own folder goes with the next update.
    private func executable(_ context: RuntimeContext) -> String {
        let called = RawArguments.current().first.map { String(decoding: $0, as: UTF8.self) } ?? ""
        if called.hasPrefix("/") { return called }
        if !called.contains("/"),
            case .found(let path) = ProgramSearch.find(called, path: context.environment[EnvironmentKey.path]),
            path.hasPrefix("/")
        {
            return path
        }
        return ExecutablePath.current() ?? "awsx"
    }
}

private struct InitArguments: DeclaredCommand {
    static var name: String { "init" }
    static let configuration = CommandConfiguration(
        commandName: name, abstract: "Print what brings awsx into a shell.",
        discussion: """
            Add one line to your shell's file:
              ~/.bashrc                   eval "$(awsx init bash)"
              ~/.zshrc                    eval "$(awsx init zsh)"
              ~/.config/fish/config.fish  status is-interactive; and awsx init fish | source
            """)

    static let listing = CommandListing(
        .shell, 1, summary: "Bring awsx into your shell: use, prompt", answersInJSON: false)

    @Argument(help: "bash, zsh or fish.")
    var shell: Shell

    @Option(help: "Where the prompt segment goes: left, right or none.")
    var prompt: InitScript.Side?

    @Option(help: "The name of the command in your shell.")
    var cmd = "awsx"

    @Flag(help: "Follow .awsx files, once awsx allow has seen them.")
    var auto = false

    @OptionGroup var common: CommonOptions
}

extension Shell: ExpressibleByArgument {}
extension InitScript.Side: ExpressibleByArgument {}
