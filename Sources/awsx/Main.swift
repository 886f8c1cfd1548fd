import CorePlugins
import Engine
import PluginKit
import SystemKit

/// The core's door: words to a plugin, failures to an exit status.
@main
enum Main {
    static func main() {
        let world = World.live()
        let rawWords = Array(RawWords.current().dropFirst())
        do {
            Exit.now(try run(Door.read(rawWords), in: world))
        } catch {
            let words = Call(rawWords: rawWords, world: world).words
            let manifest = words.first.flatMap { CoreRegistry.live[$0]?.manifest }
            Exit.now(Door.settle(error, words, of: manifest, environment: world.environment))
        }
    }

    private static func run(_ request: Door.Request, in world: World) throws -> Int32 {
        switch request {
        case .version: throw Explanation(text: "awsx \(Version.text)")
        case .overview: throw Explanation(text: overview(world))
        case .command(let name, let rest):
            let call = Call(rawWords: rest, world: world)
            if let plugin = CoreRegistry.live[name] { return try plugin.run(call) }
            let folder = PluginFolder.installed()
            if let plugin = try folder?.plugin(name, world.files) { return try plugin.run(call) }
            let external = folder?.load(world.files).compactMap { try? $0.get().manifest.name } ?? []
            throw Door.unknown(name, among: CoreRegistry.live.members.map(\.manifest.name) + external)
        }
    }

    private static func overview(_ world: World) -> String {
        let style = Style.choose(.auto, environment: world.environment, isTerminal: StandardStream.output.isTerminal)
        let external = PluginFolder.installed()?.load(world.files).compactMap { try? $0.get().manifest } ?? []
        return Help.overview(builtIn: CoreRegistry.live.members.map(\.manifest), external: external, style)
    }
}
