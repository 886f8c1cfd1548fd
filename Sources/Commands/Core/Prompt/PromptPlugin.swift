import ArgumentParser
import Engine
package import PluginKit
import SystemKit

/// `awsx prompt`: the segment for prompts and status lines that awsx's own scripts don't draw. It fails for nothing but
/// words that it can't understand.
package struct PromptPlugin: CoreCommand {
    package var declaration: any DeclaredCommand.Type { PromptArguments.self }

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

struct PromptArguments: DeclaredCommand {
    static var name: String { "prompt" }
    static let configuration = CommandConfiguration(
        commandName: name, abstract: "Print the prompt segment.",
        discussion: """
            The shell integration of awsx init draws the segment without starting a process. This command is for \
            other prompts and status lines. In ~/.config/awsx/config, [prompt] can set the same format, and each \
            [rule NAME] a colour for the profiles that match its pattern "profile".

            A format can contain {profile}, {account}, {role}, {scope} (what the keys of a run are narrowed to), \
            {region} (if it is not the profile's own), {keys} (a mark if other programs would use keys from the \
            environment), {login} (`login by 16:40`, from two hours before the sign-in will probably end) and {time}.
            """)

    static let listing = CommandListing(
        .shell, 4, summary: "Print the prompt segment for your own prompt", isOnHotPath: true)

    @Option(
        help: "The shell or program to print for: \(PromptDialect.allCases.map(\.rawValue).joined(separator: ", ")).")
    var shell: PromptDialect = .plain

    @Option(help: "The format, such as '{profile} {region} {time}'.")
    var format: String?

    @OptionGroup var json: JSONOption
    @OptionGroup var common: CommonOptions
}

extension PromptDialect: ExpressibleByArgument {}
