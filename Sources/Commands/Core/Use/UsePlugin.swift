import Engine
package import PluginKit
import ShellKit
import SystemKit

/// `awsx use` and `awsx unuse` as a program can't carry them out: no process changes the variables of the shell that
/// started it. The shell's function, which `awsx init` defines, calls `shell-hook` instead.
package struct UsePlugin: CoreCommand {
    package let declaration: any DeclaredCommand.Type

    package static let use = UsePlugin(declaration: UseArguments.self)
    package static let unuse = UsePlugin(declaration: UnuseArguments.self)

    package func run(_ invocation: Invocation) throws -> Int32 {
        // Help needs no shell, and wrong words are wrong in either case.
        _ = try declaration.understandAny(invocation.words)
        let shell = invocation.context.environment.text("SHELL").flatMap(Shell.init(path:)) ?? .bash
        let (line, file) = shell.initLine
        throw Failure(
            .usage, "awsx \(name) needs awsx's shell integration",
            hint: "add this line to \(file) and open a new shell: \(line)")
    }
}
