import ConnectPlugins
import Engine
import PluginKit
import SystemKit

/// The door of what talks to AWS: words to a plugin, failures to an exit status, signals to a clean end.
@main
enum Main {
    static func main() async {
        let world = World.live()
        let rawWords = Array(RawWords.current().dropFirst())
        let work = Task { try await run(rawWords, in: world) }
        let signals = SignalWatch { work.cancel() }
        do {
            let status = try await work.value
            if let signal = signals.received { Exit.bySignal(signal) }
            Exit.now(status)
        } catch {
            let words = Call(rawWords: rawWords, world: world).words
            if let signal = signals.received {
                // What was given up says nothing that the signal doesn't.
                Exit.bySignal(signal)
            }
            Exit.now(Door.settle(error, words, of: nil, environment: world.environment))
        }
    }

    private static func run(_ rawWords: [[UInt8]], in world: World) async throws -> Int32 {
        switch Door.read(rawWords) {
        case .command(Dialogue.word, _):
            let server = DialogueServer(world: world)
            while let line = readLine() { StandardStream.output.write(try await server.answer(line) + "\n") }
            return ExitStatus.done.rawValue
        case .command(let name, let rest):
            guard let plugin = ConnectRegistry.live[name] else {
                throw Door.unknown(name, among: ConnectRegistry.live.members.map(\.manifest.name))
            }
            return try await plugin.run(Call(rawWords: rest, world: world))
        case .version: throw Explanation(text: "awsx-connect \(Version.text)")
        case .overview:
            throw Explanation(text: "awsx-connect is the part of awsx that talks to AWS; awsx starts it by itself.")
        }
    }
}
