import Engine
import Foundation
import PluginKit
import SystemKit
import Terminal

/// What a test asks of a terminal, and how it ended, on stdout: `terminal-probe line|pick|progress|signal …`.
@main
enum Probe {
    static func main() async {
        let words = RawArguments.current().dropFirst().map { String(decoding: $0, as: UTF8.self) }
        let context = RuntimeContext.live()
        if words.first == "signal" { await signal() }
        let work = Task { try await run(words, context) }
        let signals = SignalWatch {
            work.cancel()
        } again: {
            Exit.now(.signal($0))
        }
        do {
            let said = try await work.value
            context.streams.output.write("outcome: \(said)\n")
            if let signal = signals.received { Exit.now(.signal(signal)) }
            Exit.now(.status(0))
        } catch {
            if let signal = signals.received { Exit.now(.signal(signal)) }
            Exit.now(CommandDispatcher.settle(error, words, of: nil, in: context))
        }
    }

    private static func run(_ words: [String], _ context: RuntimeContext) async throws -> String {
        let rest = Array(words.dropFirst())
        switch words.first {
        case "line": return try await line(rest, context)
        case "pick": return try await pick(rest, context)
        case "progress": return try await progress(context)
        default: throw Failure(.usage, "the probe knows no \(words)")
        }
    }

    /// A request to end that comes as soon as it is watched for.
    private static func signal() async {
        let (noticed, continuation) = AsyncStream<Void>.makeStream()
        let watch = SignalWatch {
            continuation.finish()
        } again: {
            Exit.now(.signal($0))
        }
        kill(getpid(), SIGTERM)
        for await _ in noticed {}
        StandardStreams.live().output.write("outcome: signal \(watch.received ?? 0)\n")
        Exit.now(.status(0))
    }

    /// `line PROMPT INITIAL WORD…`: Tab completes the words.
    private static func line(_ words: [String], _ context: RuntimeContext) async throws -> String {
        let editor = try LineEditor(context, orElse: "--answer TEXT")
        let known = Array(words.dropFirst(2))
        let question = LineQuestion(words[0], initial: words[1], history: "probe") { before in
            known.filter { $0.hasPrefix(before) }.map { LineCandidate($0) }
        }
        return "\(try await editor.ask(question))"
    }

    /// `pick COUNT`: so many entries.
    private static func pick(_ words: [String], _ context: RuntimeContext) async throws -> String {
        let names = ["dev", "prod", "staging"]
        let entries = (0..<(Int(words[0]) ?? 0)).map { number in
            PickerEntry(
                "\(names[number % 3])-\(number)", detail: "account \(number) · Admin", state: "3h05m", tone: .good,
                words: ["corp"], preview: ["AWS_PROFILE=\(names[number % 3])-\(number)", "region eu-west-1"])
        }
        let picker = try Picker(context, orElse: "awsx use PROFILE")
        let outcome = try await picker.pick(entries, title: "profile")
        switch outcome {
        case .picked(let number): return "picked \(entries[number].name)"
        case .pickedSeveral(let numbers): return "picked \(numbers.map { entries[$0].name }.joined(separator: " "))"
        case .cancelled: return "cancelled"
        case .interrupted: return "interrupted"
        }
    }

    private static func progress(_ context: RuntimeContext) async throws -> String {
        try await Progress.during("counting", total: 30, in: context) { progress in
            for _ in 0..<30 {
                try await Task.sleep(for: .milliseconds(60))
                progress.advance()
            }
        }
        return "counted"
    }
}
