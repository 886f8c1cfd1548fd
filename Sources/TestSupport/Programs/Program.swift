import Foundation
package import SystemKit

/// Runs real programs as a script would: no terminal, nothing of this machine's own environment.
package enum Program {
    /// The programs that every system has.
    package static let systemPath = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"

    /// An environment made from nothing; what is given wins, nil leaves a variable out.
    package static func environment(
        home: String? = nil, _ variables: KeyValuePairs<String, String?> = [:]
    ) -> SystemKit.Environment {
        var environment = SystemKit.Environment([
            "PATH": systemPath, "LANG": "C.UTF-8", "TERM": "xterm", "PYTHONDONTWRITEBYTECODE": "1",
        ])
        if let home { environment.set("HOME", home) }
        return environment.setting(variables)
    }

    /// Runs a program to its end.
    ///
    /// - Parameters:
    ///   - input: what it reads; nil for `/dev/null`.
    ///   - limit: after which it is killed, with all that it started; the status is then 137.
    package static func run(
        _ program: String, _ words: [String] = [], environment: SystemKit.Environment = environment(),
        input: String? = nil, folder: String? = nil, limit: Duration = .seconds(60)
    ) async throws -> ProgramOutcome {
        try await run(
            program, rawWords: words.map { Array($0.utf8) }, environment: environment,
            input: input.map { Array($0.utf8) },
            folder: folder, limit: limit)
    }

    /// The same with words and input of any bytes, and descriptors from 3 on.
    package static func run(
        _ program: String, rawWords: [[UInt8]], environment: SystemKit.Environment = environment(),
        input: [UInt8]? = nil, descriptors: [RunningProgram.Stream] = [], folder: String? = nil,
        limit: Duration = .seconds(60)
    ) async throws -> ProgramOutcome {
        let location = try Workspace.shared.folder("run")
        defer { Workspace.shared.remove(location) }
        if let input { try Data(input).write(to: URL(fileURLWithPath: "\(location)/stdin")) }
        let streams: [RunningProgram.Stream] = [
            input == nil ? .nothing : .path("\(location)/stdin", O_RDONLY), .file("\(location)/stdout"),
            .file("\(location)/stderr"),
        ]
        let running = try RunningProgram(
            program, words: [Array(program.utf8)] + rawWords, environment: environment,
            streams: streams + descriptors, folder: folder)
        let status = await running.wait(within: limit)
        let outcome = ProgramOutcome(
            status: status, output: try bytes("\(location)/stdout"), error: try bytes("\(location)/stderr"))
        try await AnswerValidator.check(program, rawWords.map { String(decoding: $0, as: UTF8.self) }, outcome)
        return outcome
    }

    /// Runs a script of the POSIX shell; `$1` and on are its words.
    package static func shell(
        _ script: String, _ words: [String] = [], environment: SystemKit.Environment = environment(),
        limit: Duration = .seconds(60)
    ) async throws -> ProgramOutcome {
        try await run("/bin/sh", ["-c", script, "sh"] + words, environment: environment, limit: limit)
    }

    private static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }
}

extension SystemKit.Environment {
    /// The same with these; nil removes one.
    package func setting(_ variables: KeyValuePairs<String, String?>) -> SystemKit.Environment {
        var environment = self
        for (name, value) in variables {
            if let value { environment.set(name, value) } else { environment.remove(name) }
        }
        return environment
    }
}
