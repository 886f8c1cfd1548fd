import CoreCommands
import Engine
import PluginKit
import SystemKit

/// The core's executable: words to a plugin, failures to an exit status.
@main
enum Main {
    static func main() {
        let context = RuntimeContext.live()
        let rawWords = Array(RawArguments.current().dropFirst())
        do {
            Exit.now(.status(try run(CommandDispatcher.read(rawWords), in: context)))
        } catch {
            let words = Invocation(rawWords: rawWords, context: context).words
            let manifest = words.first.flatMap { Self.manifest(of: $0, context) }
            Exit.now(CommandDispatcher.settle(error, words, of: manifest, in: context))
        }
    }

    private static func run(_ request: CommandDispatcher.Request, in context: RuntimeContext) throws -> Int32 {
        switch request {
        case .version(let isVerbose):
            throw HelpOrVersionText(text: Version.report(of: "awsx", isVerbose: isVerbose))
        case .overview: throw HelpOrVersionText(text: overview(context))
        case .command(let name, let rest):
            let invocation = Invocation(rawWords: rest, context: context)
            if let plugin = CoreRegistry.command(name) { return try plugin.run(invocation) }
            let plugins = PluginCatalog(context)
            if let plugin = try plugins.plugin(name) { return try plugin.run(invocation) }
            let external = plugins.commands.map(\.name)
            let builtIn = CoreRegistry.live.members.map { $0.manifest }.filter { !$0.isHidden }.map(\.name)
            throw CommandDispatcher.unknown(name, among: builtIn + external)
        }
    }

    /// That of a command or plugin, if there is one that can be read.
    private static func manifest(of name: String, _ context: RuntimeContext) -> Manifest? {
        CoreRegistry.command(name)?.manifest ?? (try? PluginCatalog(context).plugin(name))??.manifest
    }

    private static func overview(_ context: RuntimeContext) -> String {
        let style = Style.choose(.auto, context.terminal, on: context.streams.output)
        let builtIn = CoreRegistry.live.members.map { $0.manifest }
        // What has a built-in command's name is never run.
        let external = PluginCatalog(context).commands.filter { CoreRegistry.live[$0.name] == nil }
        return Help.overview(builtIn: builtIn, external: external, style)
    }
}
