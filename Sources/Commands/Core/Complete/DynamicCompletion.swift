import Engine
import PluginKit
import SystemKit

/// What a plugin says that a word of its command line may be. The answer to the last line is kept for some seconds: a
/// person presses Tab more than once.
struct DynamicCompletion {
    private let context: RuntimeContext
    private let plugins: any AnsweringPlugins
    /// Seconds that an answer is kept.
    private static let freshness: Int64 = 10

    init(_ context: RuntimeContext, _ plugins: any AnsweringPlugins) {
        self.context = context
        self.plugins = plugins
    }

    /// - Parameter words: `dynamic`, maybe `--loose`, the word at the cursor, the plugin's name, and the words between.
    func candidates(_ words: [String], _ filter: CandidateFilter) -> [Candidate] {
        var rest = words.dropFirst()
        if rest.first == "--loose" { rest = rest.dropFirst() }
        guard let typed = rest.popFirst(), let name = rest.popFirst(), Manifest.isName(name),
            let program = plugins.completer(name, subcommand: rest.first)
        else { return [] }
        let line = Array(rest) + [typed]
        guard let answer = kept(name, line, program) ?? asked(name, line, program) else { return [] }
        return answer.candidates.filter { filter.accepts($0.value) }.map { Candidate($0.value, $0.description) }
    }

    private func asked(_ name: String, _ line: [String], _ program: AnsweringProgram) -> CompletionAnswer? {
        guard let interruption = try? CancellationPipe() else { return nil }
        let request = program.request(
            .completion(words: line, position: line.count - 1), runID: context.runID.text, hasPerson: false,
            tell: { _ in })
        let outcome = try? interruption.takingSignals { ProcessExchange.run([request], interruption: interruption)[0] }
        guard let outcome, let ok = try? PluginAnswer.read(outcome), let answer = try? CompletionAnswer(ok) else {
            return nil
        }
        keep(ok, name, line, program)
        return answer
    }

    private func kept(_ name: String, _ line: [String], _ program: AnsweringProgram) -> CompletionAnswer? {
        guard let bytes = try? folder?.read("\(name).json"), let json = JSON(bytes),
            json["key"]?.string == key(line, program),
            let end = json["until"]?.string.flatMap(Instant.init(iso8601:)), end > context.clock.now(),
            end.seconds(since: context.clock.now()) <= Self.freshness, let ok = json["ok"]
        else { return nil }
        return try? CompletionAnswer(ok)
    }

    private func keep(_ ok: JSON, _ name: String, _ line: [String], _ program: AnsweringProgram) {
        let end = context.clock.now().advanced(bySeconds: Self.freshness)
        let json = JSON.object([
            "key": .string(key(line, program)), "until": .string(end.iso8601), "ok": ok,
        ])
        try? folder?.write(json.serialized(.minified), to: "\(name).json", .ownNote)
    }

    private var folder: PrivateFolder? { (try? StateFolder.of(context))?.folder("completions", context.files) }

    /// Another line, and another version of the plugin, is another question.
    private func key(_ line: [String], _ program: AnsweringProgram) -> String {
        let files = FileVersions(program.files, context.files)
        return CacheKey.digest(JSON.array(line.map(JSON.string) + [files.json]).serialized(.minified))
    }
}
