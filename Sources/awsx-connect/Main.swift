import Engine
import NetworkCommands
import PluginKit
import Plugins
import SystemKit

/// The executable that talks to AWS: words to a plugin, failures to an exit status, signals to a clean end.
@main
enum Main {
    static func main() async {
        let context = RuntimeContext.live()
        let arguments = RawArguments.current()
        let rawWords = Array(arguments.dropFirst())
        let program = arguments.first.map { String(decoding: $0, as: UTF8.self) }?.lastPathName ?? ""
        let work = Task { try await run(program, rawWords, in: context) }
        let signals = SignalWatch {
            work.cancel()
        } again: {
            StreamedProcess.killAll()
            Exit.now(.signal($0))
        }
        do {
            let status = try await work.value
            if let signal = signals.received { Exit.now(.signal(signal)) }
            Exit.now(.status(status))
        } catch {
            let words = Invocation(rawWords: rawWords, context: context).words
            let manifest = BoxedPlugins.plugin(calledAs: program).map { Manifest($0.declaration) { CommandSyntax() } }
            if let signal = signals.received {
                // What was given up says nothing that the signal doesn't.
                Exit.now(.signal(signal))
            }
            Exit.now(CommandDispatcher.settle(error, words, of: manifest, in: context))
        }
    }

    /// Answers line by line; when the input ends, whoever asked is gone, and what is under way is given up.
    private static func converse(_ server: HelperServer, on stream: StandardStream) async throws {
        let (lines, continuation) = AsyncStream<String>.makeStream()
        let answering = Task {
            for await line in lines { stream.write(try await server.answer(line) + "\n") }
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

    private static func run(
        _ program: String, _ rawWords: [[UInt8]], in context: RuntimeContext
    ) async throws -> Int32 {
        let invocation = Invocation(rawWords: rawWords, context: context)
        if program == DockerCredentialHelper.name {
            return await DockerCredentialHelper(context).run(invocation.words) {
                String(decoding: context.streams.input.readToEnd(limit: 1 << 20), as: UTF8.self)
            }
        }
        if let plugin = BoxedPlugins.plugin(calledAs: program) { return try await plugin.run(invocation) }
        switch CommandDispatcher.read(rawWords) {
        case .command(HelperProtocol.command, _):
            try await converse(HelperServer(context: context), on: context.streams.output)
            return ExitStatus.done.rawValue
        case .command(let name, let rest):
            guard let plugin = NetworkRegistry.live[name] else {
                throw CommandDispatcher.unknown(name, among: NetworkRegistry.live.members.map(\.name))
            }
            return try await plugin.run(Invocation(rawWords: rest, context: context))
        case .version(let isVerbose):
            throw HelpOrVersionText(text: Version.report(of: "awsx-connect", isVerbose: isVerbose))
        case .overview:
            throw HelpOrVersionText(
                text: "awsx-connect is the part of awsx that talks to AWS; awsx starts it when needed.")
        }
    }
}
