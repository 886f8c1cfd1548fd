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
        let context = invocation.context
        guard InitScript.isName(arguments.cmd) else {
            throw Failure(
                .usage, "\(arguments.cmd) is not a valid function name (letters, digits, - and _)",
                at: .argument("--cmd"))
        }
        let side = try side(arguments)
        let text =
            switch arguments.shell {
            case .evaluating(let shell):
                InitScript(
                    shell, side: side, command: arguments.cmd, isAuto: arguments.auto,
                    executable: CoreExecutable.asCalled(context.environment),
                    variables: PromptVariables.names, secrets: PromptVariables.secrets
                ).text
            case .reading(let shell): try script(shell, side, arguments, context)
            }
        try context.streams.output.print(text)
        return ExitStatus.done.rawValue
    }

    private func script(
        _ shell: DataShell, _ side: InitScript.Side, _ arguments: InitArguments, _ context: RuntimeContext
    ) throws -> String {
        if arguments.auto {
            throw Failure(
                .usage, "--auto is for bash, zsh and fish", at: .argument("--auto"), hint: "awsx init \(shell.rawValue)"
            )
        }
        if shell == .nu, arguments.cmd != "awsx" {
            throw Failure(
                .usage, "--cmd can't name Nushell's command, which a script defines by a fixed name",
                at: .argument("--cmd"), hint: "awsx init nu")
        }
        return shell.initScript(
            side: side, command: arguments.cmd, executable: CoreExecutable.asCalled(context.environment))
    }

    /// Where the segment goes: the typed side, if the shell has one there.
    private func side(_ arguments: InitArguments) throws -> InitScript.Side {
        let sides: [InitScript.Side] =
            switch arguments.shell {
            case .evaluating(.bash), .reading(.pwsh): [.left, .none]
            case .evaluating(.zsh): [.left, .right, .none]
            case .evaluating(.fish): [.right, .left, .none]
            case .reading(.nu): [.right, .none]
            }
        guard let typed = arguments.prompt else { return sides[0] }
        guard sides.contains(typed) else {
            let name = arguments.shell.name
            throw Failure(
                .usage, "\(name) has no \(typed.rawValue) prompt for awsx", at: .argument("--prompt"),
                hint: "awsx init \(name) --prompt \(sides[0].rawValue)")
        }
        return typed
    }
}

private struct InitArguments: DeclaredCommand {
    static var name: String { "init" }
    static let configuration = CommandConfiguration(
        commandName: name, abstract: "Print the shell integration script.",
        discussion: """
            Add one line to your shell's startup file:
              ~/.bashrc                   eval "$(awsx init bash)"
              ~/.zshrc                    eval "$(awsx init zsh)"
              ~/.config/fish/config.fish  status is-interactive; and awsx init fish | source
              $PROFILE (PowerShell 7.3)   awsx init pwsh | Out-String | Invoke-Expression
            Nushell reads a saved file: awsx init nu | save -f ~/.config/nushell/awsx.nu, then in config.nu: \
            source ~/.config/nushell/awsx.nu. The last two are not tested yet.
            """)

    static let listing = CommandListing(
        .shell, 1, summary: "Set up your shell: use, prompt", answersInJSON: false)

    @Argument(help: "bash, zsh, fish, pwsh or nu.", completion: .list(KnownShell.names))
    var shell: KnownShell

    @Option(help: "Where the prompt segment goes: left, right or none.")
    var prompt: InitScript.Side?

    @Option(help: "The name of the command in your shell.")
    var cmd = "awsx"

    @Flag(help: "Follow .awsx files that awsx allow has approved.")
    var auto = false

    @OptionGroup var common: CommonOptions
}

extension Shell: ExpressibleByArgument {}
extension KnownShell: ExpressibleByArgument {
    package init?(argument: String) { self.init(name: argument) }

    package static var allValueStrings: [String] { names }
}
extension InitScript.Side: ExpressibleByArgument {}
