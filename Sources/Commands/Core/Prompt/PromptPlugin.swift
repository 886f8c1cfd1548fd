import ArgumentParser
import Engine
package import PluginKit
import SystemKit

/// `awsx prompt`: the segment for prompts and status lines that awsx's own scripts don't draw. It fails for nothing but
/// words that it can't understand.
package struct PromptPlugin: CorePlugin {
    package let manifest = Manifest(name: "prompt", summary: "Print the prompt segment, for prompts of your own")

    package init() {}

    package func run(_ invocation: Invocation) throws -> Int32 {
        let (form, format) = try request(invocation.words)
        let segment = PromptSegment.load(invocation.context, format: format)
        let now = invocation.context.clock.now()
        invocation.context.streams.output.write(form.text(segment, at: now, on: invocation.context.terminal))
        return ExitStatus.done.rawValue
    }

    private static func option(_ spelling: String) -> FastArguments.Option? {
        switch spelling {
        case "--shell": .valued("shell")
        case "--format": .valued("format")
        default: nil
        }
    }

    /// Reads plain words at once, all others by the parser.
    private func request(_ words: [String]) throws -> (PromptTarget, String?) {
        if let hot = FastArguments(words, option: Self.option),
            hot.plain.isEmpty, let form = PromptTarget(rawValue: hot["shell"] ?? "plain")
        {
            return (form, hot["format"])
        }
        let arguments = try PromptArguments.understand(words)
        return (arguments.shell, arguments.format)
    }
}

private struct PromptArguments: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prompt", _superCommandName: "awsx", abstract: "Print the prompt segment.",
        discussion: """
            The line of awsx init draws the segment by itself and starts no process for it. This is for other prompts \
            and status lines. In ~/.config/awsx/config, [prompt] may set the same format, and each [rule NAME] a \
            colour for the profiles that its glob "profile" matches.

            A format holds {profile}, {account}, {role}, {region} (where it is not the profile's own), {keys} (a mark \
            if keys in the environment would be used by other programs) and {time}.
            """)

    @Option(help: "For: \(PromptTarget.allCases.map(\.rawValue).joined(separator: ", ")).")
    var shell: PromptTarget = .plain

    @Option(help: "Such as '{profile} {region} {time}'.")
    var format: String?

    @OptionGroup var common: CommonOptions
}

extension PromptTarget: ExpressibleByArgument {}
