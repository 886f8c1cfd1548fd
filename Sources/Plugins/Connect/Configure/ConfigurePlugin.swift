import ArgumentParser
import Engine
package import PluginKit
import SystemKit

/// `awsx configure`: what is written into the config file.
package struct ConfigurePlugin: ConnectPlugin {
    package let manifest = Manifest.configure

    package init() {}

    package func run(_ call: Call) async throws -> Int32 {
        let world = call.world
        switch try ConfigureArguments.understandAny(call.words) {
        case let sync as SyncArguments:
            let output = sync.common.output(json: sync.json.isOn, environment: world.environment)
            return try await SyncRun(
                arguments: sync, world: world, output: output,
                conversation: try conversation(world, asks: !sync.yes && !sync.plan)
            ).run()
        case let sso as SSOArguments:
            let output = sso.json.output(sso.common, world)
            return try await SSORun(
                world: world, output: output, conversation: try conversation(world, asks: !sso.isWhole)
            ).run(sso)
        case let session as SSOSessionArguments:
            let output = session.json.output(session.common, world)
            return try await SSORun(
                world: world, output: output, conversation: try conversation(world, asks: !session.isWhole)
            ).run(session)
        default: throw Explanation(text: ConfigureArguments.helpMessage())
        }
    }

    /// Nil where nobody can be asked.
    private func conversation(_ world: World, asks: Bool) throws -> (any Conversation)? {
        guard asks, StandardStream.input.isTerminal, StandardStream.error.isTerminal else { return nil }
        return try TerminalConversation(world)
    }
}

struct ConfigureArguments: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "configure", _superCommandName: "awsx", abstract: "Write sessions and profiles.",
        subcommands: [SSOArguments.self, SSOSessionArguments.self, SyncArguments.self])
}

extension JSONOption {
    fileprivate func output(_ common: CommonOptions, _ world: World) -> Output {
        common.output(json: isOn, environment: world.environment)
    }
}
