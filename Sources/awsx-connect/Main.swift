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

    /// Answers line by line; when the input ends, whoever asked is gone, and what is under way is given up.
    private static func converse(_ server: DialogueServer) async throws {
        let (lines, continuation) = AsyncStream<String>.makeStream()
        let answering = Task {
            for await line in lines { StandardStream.output.write(try await server.answer(line) + "\n") }
        }
        InputLines.read {
            continuation.yield($0)
        } end: {
            continuation.finish()
            answering.cancel()
        }
        try await withTaskCancellationHandler {
            try await answering.value
        } onCancel: {
            answering.cancel()
        }
    }

    private static func run(_ rawWords: [[UInt8]], in world: World) async throws -> Int32 {
        switch Door.read(rawWords) {
        case .command(Dialogue.word, _):
            try await converse(DialogueServer(world: world))
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
