import Engine
import PluginKit
import SystemKit

/// `exec --compose FILE`: the services of a compose file get the credentials of a run.
struct ComposeRequest: Sendable, Hashable {
    let file: String
    /// Whether the override goes beside the file.
    let isWritten: Bool

    /// Where `--write` puts it: `compose.awsx.yaml` for `compose.yaml`.
    var overridePath: String {
        let name = file.lastPathName ?? file
        let stem = [".yaml", ".yml", ".json"].first { name.hasSuffix($0) }.map { name.dropLast($0.count) } ?? name[...]
        let folder = file.contains("/") ? "\(file.parentFolder)/" : ""
        return "\(folder)\(stem).awsx.yaml"
    }

    /// The override's text, from awsx-connect, which reads YAML.
    func override(_ service: CredentialService, _ output: Output) throws(Failure) -> String {
        let answer = try service.ask(.composeOverride(file: file))
        guard let text = answer["text"]?.string else {
            throw Failure(.badAnswer, "awsx-connect returned no override", status: .failure)
        }
        for name in (answer["alone"]?.array ?? []).compactMap(\.string) {
            output.warn("service \(name) has a network_mode, so it gets no credentials")
        }
        return text
    }

    /// Shows it, or puts it beside the file.
    func deliver(_ service: CredentialService, _ output: Output) throws(Failure) {
        let text = try override(service, output)
        guard isWritten else { return try service.context.streams.output.print(text) }
        try write(text, service.context)
        output.remark("written: \(overridePath)")
    }

    /// - Throws: `.fileUnwritable`, also where somebody else's file has that name.
    func write(_ text: String, _ context: RuntimeContext) throws(Failure) {
        let path = overridePath
        let begin = Array((text.split(separator: "\n").first ?? "").utf8)
        let there = try translating(.fileUnreadable) { () throws(SystemFailure) in
            try context.files.read(path, limit: SharedConfig.largestFile)
        }
        guard there?.starts(with: begin) ?? true else {
            throw Failure(
                .fileUnwritable, "this file was not written by awsx, so it is not replaced", at: .file(path, line: nil),
                hint: "rename it, or omit --write")
        }
        _ = try translating(.fileUnwritable) { () throws(SystemFailure) in
            _ = try context.files.write(Array(text.utf8), to: path, .keepingMode)
        }
    }

    /// `COMPOSE_FILE` for a command: the user's own files, and the override behind them.
    func variable(adding override: String, to environment: Environment) -> String {
        let separator = environment.text("COMPOSE_PATH_SEPARATOR") ?? ":"
        let own = environment.text("COMPOSE_FILE").map { $0.split(separator: separator).map(String.init) } ?? []
        return ((own.contains(file) ? own : own + [file]) + [override]).joined(separator: separator)
    }
}
