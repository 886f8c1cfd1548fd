import Engine
import PluginKit
import SystemKit

/// `notify = COMMAND` under `[default]` in awsx's config: the command is started once for each sign-in, some time before
/// somebody will probably have to sign in again, with the sentence that says so as its last word.
struct SignInAnnouncement {
    let context: RuntimeContext
    let warn: (String) -> Void

    /// Starts it where that is due, and waits for nothing. Credentials are renewed every hour or so, and only then is this
    /// looked at.
    func makeIfDue(_ session: SSOSession) {
        let time = LocalTime(context.clock)
        guard let span = SignInSpan.load(session, context), !span.isAnnounced,
            let sentence = span.sentence(session, at: time, within: SignInSpan.notice),
            let command = (try? AwsxConfig.load(context))?.notify
        else { return }
        SignInSpan.note(session, context) { $0.isAnnounced = true }
        let words = "\(sentence): \(Hint(session.login(profile: nil)).words)"
        guard let line = ConfiguredCommand(command, in: context) else {
            warn("notify does not begin with a program that can be run (\(command.location))")
            return
        }
        do throws(SystemFailure) {
            _ = try ChildProcess.start(
                line.program, words: line.words + [TerminalSafe.text(words)], environment: line.environment,
                streams: .detached)
        } catch {
            warn("notify can't be started: \(error) (\(command.location))")
        }
    }
}
