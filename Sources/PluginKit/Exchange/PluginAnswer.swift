package import Engine
package import SystemKit

/// What a plugin answered: the `ok` of one JSON object on one line of its standard output.
package enum PluginAnswer {
    /// Reads what came of an exchange.
    ///
    /// - Throws: the plugin's own `err`, or what is wrong with the answer or its program.
    package static func read(_ outcome: ProcessExchange.Outcome) throws(PluginFault) -> JSON {
        let status: Int32
        switch outcome.ending {
        case .exited(let number): status = number
        case .failed(let failure): throw .unstartable(failure)
        case .tooMuchOutput: throw .flooded
        case .tookTooLong: throw .late(milliseconds: outcome.duration)
        case .interrupted(let signal): throw .interrupted(signal)
        }
        // A key of the terminal, where the plugin had it.
        if [130, 131].contains(status) { throw .interrupted(status - 128) }
        let answer = try object(outcome.output, status)
        if let error = answer["err"] { throw .refused(PluginRefusal(error)) }
        guard let ok = answer["ok"] else { throw .unreadable("it has neither ok nor err") }
        guard ok.members != nil else { throw .unreadable("its ok is not an object") }
        guard status == 0 else { throw .ended(status: status) }
        return ok
    }

    private static func object(_ output: [UInt8], _ status: Int32) throws(PluginFault) -> JSON {
        var line = output[...]
        while let last = line.last, [0x0a, 0x0d, 0x20, 0x09].contains(last) { line.removeLast() }
        guard !line.isEmpty else { throw status == 0 ? .silent : .ended(status: status) }
        guard !line.contains(0x0a) else { throw .unreadable("it is more than one line") }
        let json: JSON
        do {
            json = try JSON(parsing: Array(line))
        } catch {
            // What it printed may hold half a key, and is never shown.
            guard status == 0 else { throw .ended(status: status) }
            throw .unreadable("it is not JSON: \(error.reason) after \(error.offset) bytes")
        }
        guard json.members != nil else { throw .unreadable("it is not a JSON object") }
        if let version = json["v"], version.integer != Manifest.protocolVersion { throw .otherVersion }
        return json
    }
}

/// Why there is no answer of a plugin's that could be used.
package enum PluginFault: Error, Sendable, Hashable {
    /// It answered with an error of its own.
    case refused(PluginRefusal)
    case unstartable(SystemFailure)
    case flooded
    case late(milliseconds: Int64)
    /// It ended without an answer, or failed after one.
    case ended(status: Int32)
    /// It printed nothing.
    case silent
    /// What it printed is no answer; the text completes "the answer can't be used: …".
    case unreadable(String)
    /// It speaks another protocol than it was asked in.
    case otherVersion
    /// This process was asked to end.
    case interrupted(Int32)

    /// In words that follow "plugin NAME".
    package var words: String {
        switch self {
        case .refused(let refusal): "refused: \(refusal.message)"
        case .unstartable(let failure): "can't be run: \(failure)"
        case .flooded: "wrote more than 1 MiB, which is too long for an answer"
        case .late(let milliseconds): "gave no answer within \(Self.duration(milliseconds)) and was terminated"
        case .ended(let status) where status > 128: "was terminated by signal \(status - 128)"
        case .ended(let status): "failed with status \(status)"
        case .silent: "ended without an answer"
        case .unreadable(let why): "gave an answer that can't be used: \(why)"
        case .otherVersion: "answered in a protocol version other than \(Manifest.protocolVersion)"
        case .interrupted(let signal): "was terminated by signal \(signal)"
        }
    }

    private static func duration(_ milliseconds: Int64) -> String {
        milliseconds < 1000 ? "\(milliseconds) ms" : "\(milliseconds / 1000).\(milliseconds % 1000 / 100) s"
    }

    /// As a failure of a command that needed the answer.
    package func failure(of plugin: String, at path: String) -> Failure {
        switch self {
        case .refused(let refusal): return refusal.failure(of: plugin)
        case .interrupted(let signal): return Failure(endingBy: .signal(signal))
        case .unstartable(let failure):
            return Failure(
                .pluginBroken, "plugin \(plugin) can't be run: \(failure)", at: .file(path, line: nil),
                hint: "ls -l \(DisplayedCommandWord.quoted(path))")
        case .late, .flooded, .ended, .silent, .unreadable, .otherVersion:
            var status: ExitStatus?
            if case .late = self { status = .temporary }
            return Failure(
                .pluginBroken, "plugin \(plugin) \(words)", at: .file(path, line: nil),
                hint: "awsx plugin test \(DisplayedCommandWord.quoted(path))", status: status)
        }
    }
}
