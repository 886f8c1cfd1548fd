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
        case .version: throw HelpOrVersionText(text: "awsx \(Version.text)")
        case .overview: throw HelpOrVersionText(text: overview(context))
        case .command(let name, let rest):
            let invocation = Invocation(rawWords: rest, context: context)
            if let plugin = CoreRegistry.live[name] { return try plugin.run(invocation) }
            let folder = PluginFolder.installed()
            if let plugin = try folder?.plugin(name, context.files) { return try plugin.run(invocation) }
            let external = folder?.load(context.files).compactMap { try? $0.get().manifest.name } ?? []
            let builtIn = CoreRegistry.live.members.map { $0.manifest }.filter { !$0.isHidden }.map(\.name)
            throw CommandDispatcher.unknown(name, among: builtIn + external)
        }
    }

    /// That of a command or plugin, if there is one that can be read.
    private static func manifest(of name: String, _ context: RuntimeContext) -> Manifest? {
        CoreRegistry.live[name]?.manifest ?? (try? PluginFolder.installed()?.plugin(name, context.files))?.manifest
    }

    private static func overview(_ context: RuntimeContext) -> String {
        let style = Style.choose(.auto, context.terminal, on: context.streams.output)
        let external = PluginFolder.installed()?.load(context.files).compactMap { try? $0.get().manifest } ?? []
        return Help.overview(builtIn: CoreRegistry.live.members.map { $0.manifest }, external: external, style)
    }
}
