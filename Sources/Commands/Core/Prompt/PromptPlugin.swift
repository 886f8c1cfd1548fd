import ArgumentParser
import Engine
package import PluginKit
import SystemKit

/// `awsx prompt`: the segment for prompts and status lines that awsx's own scripts don't draw. It fails for nothing but
/// words that it can't understand.
package struct PromptPlugin: CoreCommand {
    package let declaration: any DeclaredCommand.Type = PromptArguments.self

    package init() {}

    package func run(_ invocation: Invocation) throws -> Int32 {
        let (form, format) = try request(invocation.words)
        let segment = PromptSegment.load(invocation.context, format: format)
        let now = invocation.context.clock.now()
        invocation.context.streams.output.write(form.text(segment, at: now, on: invocation.context.terminal))
        return ExitStatus.done.rawValue
    }

    /// Reads plain words at once, all others by the parser.
    private func request(_ words: [String]) throws -> (PromptDialect, String?) {
        if var hot = HotPathArgumentParser(words, option: HotPathOptionTable.prompt), hot.plain.isEmpty,
            let named = PromptDialect(rawValue: hot.take("shell") ?? "plain")
        {
            let form = hot.takeFlag("json") ? .json : named
            let format = hot.take("format")
            // Whatever it says, the prompt is as it is.
            _ = Verbosity(&hot)
            if hot.isTaken { return (form, format) }
        }
        let arguments = try PromptArguments.understand(words)
        return (arguments.json.isOn ? .json : arguments.shell, arguments.format)
    }
}

private struct PromptArguments: DeclaredCommand {
    static var name: String { "prompt" }
    static let configuration = CommandConfiguration(
        commandName: name, abstract: "Print the prompt segment.",
        discussion: """
            The line of awsx init draws the segment by itself and starts no process for it. This is for other prompts \
            and status lines. In ~/.config/awsx/config, [prompt] may set the same format, and each [rule NAME] a \
            colour for the profiles that its glob "profile" matches.

            A format holds {profile}, {account}, {role}, {region} (where it is not the profile's own), {keys} (a mark \
            if keys in the environment would be used by other programs) and {time}.
            """)

    static let listing = CommandListing(
        .shell, 4, summary: "Print the prompt segment, for prompts of your own", isOnHotPath: true)

    @Option(help: "For: \(PromptDialect.allCases.map(\.rawValue).joined(separator: ", ")).")
    var shell: PromptDialect = .plain

    @Option(help: "Such as '{profile} {region} {time}'.")
    var format: String?

    @OptionGroup var json: JSONOption
    @OptionGroup var common: CommonOptions
}

extension PromptDialect: ExpressibleByArgument {}
