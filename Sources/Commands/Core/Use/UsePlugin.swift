import Engine
package import PluginKit
import ShellKit
import SystemKit

/// `awsx use` and `awsx unuse` as a program can't carry them out: no process changes the variables of the shell that
/// started it. The shell's function, which `awsx init` defines, calls `shell-hook` instead.
package struct UsePlugin: CorePlugin {
    package let manifest: Manifest

    package static let use = UsePlugin(
        manifest: Manifest(name: "use", summary: "Change who you are in this shell", answersInJSON: false))
    package static let unuse = UsePlugin(
        manifest: Manifest(name: "unuse", summary: "Give this shell back what it had before", answersInJSON: false))

    package func run(_ invocation: Invocation) throws -> Int32 {
        // Help needs no shell, and wrong words are wrong in either case.
        if manifest.name == "use" {
            _ = try UseArguments.understand(invocation.words)
        } else {
            _ = try UnuseArguments.understand(invocation.words)
        }
        let shell = invocation.context.environment.text("SHELL").flatMap(Shell.init(path:)) ?? .bash
        let (line, file) = shell.initLine
        throw Failure(
            .usage, "awsx \(manifest.name) changes your shell, so your shell has to know awsx first",
            hint: "add this line to \(file) and open a new shell: \(line)")
    }
}
