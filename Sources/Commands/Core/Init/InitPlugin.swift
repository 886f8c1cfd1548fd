import Engine
package import PluginKit
import ShellKit
import SystemKit

/// `awsx init`: the text that brings awsx into a shell.
package struct InitPlugin: CoreCommand {
    package let declaration: any DeclaredCommand.Type = InitArguments.self

    package init() {}

    package func run(_ invocation: Invocation) throws -> Int32 {
        let arguments = try InitRequest(invocation.words)
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
        _ shell: DataShell, _ side: InitScript.Side, _ arguments: InitRequest, _ context: RuntimeContext
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
    private func side(_ arguments: InitRequest) throws -> InitScript.Side {
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
