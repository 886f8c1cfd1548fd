import Engine
package import PluginKit
import ShellKit
import SystemKit

/// `awsx shell-hook SHELL VERB …`: what the scripts of `awsx init` ask, answered by statements to evaluate or to read. Its words
/// are an agreement between the two and may change with every version.
package struct ShellHookPlugin: CorePlugin {
    static var name: String { "shell-hook" }

    package var name: String { Self.name }
    package var manifest: Manifest {
        Manifest(name: name, summary: "Answer awsx's own shell scripts", answersInJSON: false, isHidden: true)
    }

    private let builtIn: @Sendable () -> [Manifest]

    /// - Parameter builtIn: what a person may call.
    package init(builtIn: @escaping @Sendable () -> [Manifest]) {
        self.builtIn = builtIn
    }

    package func run(_ invocation: Invocation) throws -> Int32 {
        let words = invocation.words
        guard words.count >= 2, let shell = KnownShell(name: words[0]) else { throw misused }
        let rest = Array(words[2...])
        let text =
            switch shell {
            case .evaluating(let shell): try evaluated(shell, words[1], rest, invocation.context)
            case .reading: words[1] == "complete" ? completed(rest, invocation.context) : nil
            }
        let answer = try text ?? shell.text(changed(shell, words[1], rest, invocation.context))
        try invocation.context.streams.output.print(answer)
        return ExitStatus.done.rawValue
    }

    /// What changes in any shell.
    private func changed(
        _ shell: KnownShell, _ verb: String, _ rest: [String], _ context: RuntimeContext
    ) throws -> [ShellStatement] {
        guard rest.count >= 2 else { throw misused }
        let past = UseHook.Past(profile: rest[0], region: rest[1])
        switch verb {
        case "use": return try UseHook(context, shell, past).use(UseRequest(Array(rest.dropFirst(2))))
        case "unuse":
            _ = try UnuseArguments.understand(rest.dropFirst(2))
            return UseHook(context, shell, past).unuse()
        default: throw misused
        }
    }

    /// What only the shells ask that draw the prompt by themselves and follow folders; nil for anything else.
    private func evaluated(
        _ shell: Shell, _ verb: String, _ rest: [String], _ context: RuntimeContext
    ) throws -> String? {
        switch (verb, rest.count) {
        case ("prompt", 0): return ShellPromptCache(PromptSegment.load(context), context, shell).statements()
        case ("enter", 1):
            let statements = try FolderHook(context).enter(rest[0]) { context.streams.error.write($0) }
            return ShellCode(shell, statements).text
        case ("enter", 2) where rest[1] == "held":
            return ShellCode(shell, FolderHook(context).enterSilently(rest[0])).text
        default: return nil
        }
    }

    /// Candidates for the last word, as an array of objects.
    private func completed(_ words: [String], _ context: RuntimeContext) -> String {
        let commands = Candidates.Commands(builtIn: builtIn, in: context)
        let candidates = CommandLineCompleter(context, commands).candidates(for: words)
        let json = candidates.map { candidate in
            JSON.object([
                "value": .string(String(decoding: candidate.value, as: UTF8.self)),
                "description": .string(TerminalSafe.text(candidate.description)),
            ])
        }
        return JSON.array(json).serialized(.sortedLine) + "\n"
    }

    private var misused: Failure {
        Failure(.usage, "shell-hook is for awsx's own shell scripts", hint: "awsx init --help")
    }
}
