import Engine
import PluginKit
import SystemKit
import Wire

/// Asks the core for the credentials of a run, as an SDK does with `exec --refresh`: rules, scope, log and caches are those of
/// `awsx credential-process --run-folder`.
actor RunCredentialSource {
    private let context: RuntimeContext
    /// The core's words.
    private let program: String
    private let words: [String]
    private var running: Task<CredentialServerAnswer, Never>?
    private var last: (answer: CredentialServerAnswer, until: Instant)?

    /// Seconds for which an answer serves whoever asks next, so that a flood of requests starts no flood of programs.
    private static let reuse: Int64 = 1
    private static let limits = CapturedProcess.Limits(output: 1 << 16, milliseconds: 60_000)

    /// - Parameter profile: one of the run.
    init(folder: String, profile: String, _ context: RuntimeContext) throws(Failure) {
        guard let program = CoreExecutable.path(context.files) else { throw CoreExecutable.unknown }
        self.context = context
        self.program = program
        words = ["awsx"] + RenewalWords.words(folder: folder, profile: profile)
    }

    /// The credentials, or why there are none now.
    func answer() async -> CredentialServerAnswer {
        if let last, context.clock.now() < last.until { return last.answer }
        // Whoever gave up waiting asks again, and finds the answer to the first question.
        if let running { return await running.value }
        let asking = Task { await ask() }
        running = asking
        let answer = await asking.value
        running = nil
        last = (answer, context.clock.now().advanced(bySeconds: Self.reuse))
        return answer
    }

    private func ask() async -> CredentialServerAnswer {
        let run: CapturedProcess
        do {
            run = try await CapturedProcess.collect(
                program, words: words, environment: context.environment, limits: Self.limits)
        } catch {
            return failure(.failure, "awsx could not be started: \(error)")
        }
        switch run.ending {
        case .exited(0):
            guard let credentials = JSON(run.output).flatMap(Credentials.init(processJSON:)) else {
                return failure(.failure, "awsx printed something other than credentials")
            }
            return .credentials(
                credentials, until: credentials.expiration ?? context.clock.now().advanced(bySeconds: 3600))
        case .exited(let status): return failure(ExitStatus(rawValue: status) ?? .failure, message(run.errors))
        case .tooMuchOutput: return failure(.failure, "awsx printed something other than credentials")
        case .tookTooLong, .interrupted: return failure(.temporary, "awsx got no credentials within a minute")
        }
    }

    /// What was told to a person, as one line.
    private func message(_ errors: [UInt8]) -> String {
        String(decoding: errors, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private func failure(_ status: ExitStatus, _ message: String) -> CredentialServerAnswer {
        .failure(code: "\(status)", message: message, isLasting: ![.unavailable, .temporary].contains(status))
    }
}
