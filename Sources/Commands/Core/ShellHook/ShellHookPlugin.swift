import Engine
package import PluginKit
import ShellKit
import SystemKit

/// `awsx shell-hook SHELL VERB …`: what the scripts of `awsx init` ask, answered by statements to evaluate. Its words
/// are an agreement between the two and may change with every version.
package struct ShellHookPlugin: CorePlugin {
    package let manifest = Manifest(
        name: "shell-hook", summary: "Answer awsx's own shell scripts", answersInJSON: false, isHidden: true)
    package var name: String { manifest.name }

    package init() {}

    package func run(_ invocation: Invocation) throws -> Int32 {
        let words = invocation.words
        guard words.count >= 2, let shell = Shell(rawValue: words[0]) else { throw misused }
        let rest = Array(words[2...])
        let code: ShellCode
        switch (words[1], rest.count) {
        case ("prompt", 0):
            let segment = PromptSegment.load(invocation.context)
            invocation.context.streams.output.write(ShellPromptCache(segment, invocation.context, shell).statements())
            return ExitStatus.done.rawValue
        case ("use", 2...):
            let past = UseHook.Past(profile: rest[0], region: rest[1])
            code = try UseHook(invocation.context, shell, past).use(UseArguments.understand(rest.dropFirst(2)))
        case ("unuse", 2...):
            let past = UseHook.Past(profile: rest[0], region: rest[1])
            _ = try UnuseArguments.understand(rest.dropFirst(2))
            code = UseHook(invocation.context, shell, past).unuse()
        case ("enter", 1):
            code = try FolderHook(invocation.context, shell).enter(rest[0]) {
                invocation.context.streams.error.write($0)
            }
        case ("enter", 2) where rest[1] == "held": code = FolderHook(invocation.context, shell).enterSilently(rest[0])
        default: throw misused
        }
        try invocation.context.streams.output.print(code.text)
        return ExitStatus.done.rawValue
    }

    private var misused: Failure {
        Failure(.usage, "shell-hook is for awsx's own shell scripts", hint: "awsx init --help")
    }
}
