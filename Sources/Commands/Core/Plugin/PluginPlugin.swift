import ArgumentParser
import Engine
package import PluginKit

/// `awsx plugin`: what awsx can do, built in and external alike, and which of it is trusted. Nothing of a plugin is run.
package struct PluginPlugin: CoreCommand {
    package let declaration: any DeclaredCommand.Type = PluginArguments.self
    private let builtIn: @Sendable () -> [Manifest]

    /// - Parameter builtIn: what a person may call.
    package init(builtIn: @escaping @Sendable () -> [Manifest]) { self.builtIn = builtIn }

    package func run(_ invocation: Invocation) throws -> Int32 {
        guard let command = try PluginArguments.understandAny(invocation.words) as? any PluginSubcommand else {
            throw HelpOrVersionText(text: PluginArguments.awsxHelp)
        }
        return try command.run(with: PluginLookup(invocation.context, builtIn: builtIn()))
    }
}

/// A subcommand of `awsx plugin`, in a file of its own.
protocol PluginSubcommand: ParsableCommand {
    /// - Returns: the exit status.
    func run(with plugins: PluginLookup) throws -> Int32
}

struct PluginArguments: DeclaredCommand {
    static var name: String { "plugin" }
    static let configuration = CommandConfiguration(
        commandName: name, abstract: "Show and trust plugins.",
        discussion: """
            A plugin is a program awsx-NAME with a manifest awsx-NAME.json next to it. awsx searches the folder of \
            its own installation, each folder of AWSX_PLUGIN_PATH, then ~/.local/share/awsx/plugins. Plugins that did \
            not come with awsx are run only after you trusted them.
            """,
        subcommands: [
            PluginList.self, PluginInfo.self, PluginTrustCommand.self, PluginRevoke.self, PluginVerify.self,
            PluginTest.self, PluginNew.self,
        ])

    static let listing = CommandListing(.extend, 1, summary: "List, trust and check plugins")
}
