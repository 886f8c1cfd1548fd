package import Engine
import Foundation

/// Compares what commands print with `--json` with the schemas in the repository, by a validator that nobody here wrote:
/// one Python for all tests of a process.
package actor AnswerValidator {
    package static let shared = AnswerValidator()
    package static let folder = "\(Workspace.root)/Sources/PluginKit/Schemas"

    private static let script = """
        import json, os, sys
        from jsonschema import Draft202012Validator
        from referencing import Registry, Resource
        schemas = {}
        for name in os.listdir(sys.argv[1]):
            schemas[name] = json.load(open(os.path.join(sys.argv[1], name), encoding="utf-8"))
            Draft202012Validator.check_schema(schemas[name])
        registry = Registry().with_resources(
            (schema["$id"], Resource.from_contents(schema)) for schema in schemas.values())
        for line in sys.stdin:
            asked = json.loads(line)
            validator = Draft202012Validator(schemas[asked["name"] + ".schema.json"], registry=registry)
            print(json.dumps(["%s: %s" % (error.json_path, error.message[:300])
                              for error in validator.iter_errors(asked["answer"])]), flush=True)
        """

    private var python: Task<(input: FileHandle, output: FileHandle), any Error>?

    /// What is wrong with an answer; nothing for one that is as its schema says.
    package func faults(_ answer: JSON, name: String) async throws -> [String] {
        let python = python ?? Task { try await Self.start() }
        self.python = python
        let (input, output) = try await python.value
        // Nothing is awaited from here on, so that each gets the answer to its own question.
        let line = JSON.object(["name": .string(name), "answer": answer]).serialized(.sortedLine)
        try input.write(contentsOf: Data("\(line)\n".utf8))
        var reply = Data()
        while reply.last != 0x0a {
            // What is there; `read(upToCount:)` would wait for all of it.
            let more = output.availableData
            guard !more.isEmpty else { throw Workspace.Broken("the validator of answers ended") }
            reply.append(more)
        }
        return (JSON(Array(reply))?.array ?? []).compactMap(\.string)
    }

    private static func start() async throws -> (FileHandle, FileHandle) {
        let process = Process()
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: try await Boto3Python.path())
        process.arguments = ["-c", script, folder]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        return (input.fileHandleForWriting, output.fileHandleForReading)
    }
}

extension AnswerValidator {
    /// Throws if awsx printed an answer in JSON that is not as its schema says. Other programs may print what they like.
    static func check(_ program: String, _ words: [String], _ outcome: ProgramOutcome) async throws {
        guard program.hasSuffix("/awsx"), let name = schema(of: words),
            outcome.status == 0 || !outcome.outputBytes.isEmpty
        else { return }
        if lineByLine.contains(name), outcome.json?["error"] == nil { return try await checkLines(outcome, name) }
        guard let answer = outcome.json else {
            throw Workspace.Broken("awsx \(words.joined(separator: " ")) printed no JSON: \(outcome)")
        }
        let isFailure = answer.members?.map(\.name) == ["error"]
        let faults = try await shared.faults(answer, name: isFailure ? "error" : name)
        guard faults.isEmpty else {
            throw Workspace.Broken(
                "awsx \(words.joined(separator: " ")) is not as its schema says: \(faults)\n\(outcome.output)")
        }
    }

    private static let lineByLine = ["log", "each"]

    /// The same of a command that prints an object a line.
    private static func checkLines(_ outcome: ProgramOutcome, _ name: String) async throws {
        for line in outcome.output.split(separator: "\n") {
            guard let answer = JSON(Array(line.utf8)) else { throw Workspace.Broken("awsx \(name): \(line)") }
            let faults = try await shared.faults(answer, name: name)
            guard faults.isEmpty else {
                throw Workspace.Broken("awsx \(name) is not as its schema says: \(faults) \(line)")
            }
        }
    }

    private static func asksForJSONFormat(_ words: [String]) -> Bool {
        words.contains("--format=json") || zip(words, words.dropFirst()).contains { $0 == ("--format", "json") }
    }

    /// The schema for a command line that asks for JSON; nil for all others, and where the words are another program's.
    private static func schema(of words: [String]) -> String? {
        let words = Array(words.prefix { $0 != "--" })
        guard let first = words.first,
            words.allSatisfy({ !["-h", "--help", "help", "--version", "--experimental-dump-help"].contains($0) }),
            words.contains("--json") || first == "credential-process" || (first == "env" && asksForJSONFormat(words))
        else { return nil }
        let names = ["\(first)-\(words.dropFirst().first ?? "")", first, "\(first)-show"]
        return names.first { FileManager.default.fileExists(atPath: "\(folder)/\($0).schema.json") }
    }
}
