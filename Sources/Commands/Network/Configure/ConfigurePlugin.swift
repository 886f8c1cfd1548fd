import ArgumentParser
import Engine
package import PluginKit
import SystemKit

/// `awsx configure`: what is written into the config file.
package struct ConfigurePlugin: NetworkPlugin {
    package let declaration: any DeclaredCommand.Type = ConfigureArguments.self

    package init() {}

    package func run(_ invocation: Invocation) async throws -> Int32 {
        let context = invocation.context
        switch try ConfigureArguments.understandAny(invocation.words) {
        case let sync as SyncArguments:
            let output = sync.common.output(json: sync.json.isOn, in: context)
            return try await SyncRun(
                arguments: sync, context: context, output: output,
                conversation: try conversation(context, asks: !sync.yes && !sync.plan)
            ).run()
        case let sso as SSOArguments:
            let output = sso.json.output(sso.common, context)
            return try await SSORun(
                context: context, output: output, conversation: try conversation(context, asks: !sso.isWhole)
            ).run(sso)
        case let session as SSOSessionArguments:
            let output = session.json.output(session.common, context)
            return try await SSORun(
                context: context, output: output, conversation: try conversation(context, asks: !session.isWhole)
            ).run(session)
        default: throw HelpOrVersionText(text: ConfigureArguments.awsxHelp)
        }
    }

    /// Nil where nobody can be asked.
    private func conversation(_ context: RuntimeContext, asks: Bool) throws -> (any Conversation)? {
        guard asks, context.hasPerson else { return nil }
        return try TerminalConversation(context)
    }
}

struct ConfigureArguments: DeclaredCommand {
    static var name: String { "configure" }
    static let configuration = CommandConfiguration(
        commandName: name, abstract: "Set up sessions and profiles.",
        subcommands: [SSOArguments.self, SSOSessionArguments.self, SyncArguments.self])

    static let listing = CommandListing(
        .setUp, 1, summary: "Set up sessions and profiles: sso, sso-session, sync",
        needs: CommandRequirements(network: true))
}

extension JSONOption {
    fileprivate func output(_ common: CommonOptions, _ context: RuntimeContext) -> Output {
        common.output(json: isOn, in: context)
    }
}
