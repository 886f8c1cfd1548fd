package import SystemKit

/// What went wrong, where, and the command that mends it.
///
/// The message is one sentence without a full stop; it may hold text from outside, which is made harmless when it is
/// shown (`TerminalSafe`). Nothing secret is ever put in.
package struct Failure: Error, Sendable, Hashable {
    /// A stable word for programs, such as `profile-not-found`.
    package let code: Code
    package let status: ExitStatus
    package let message: String
    /// The file and line, variable or URL that it is about.
    package let location: SourceLocation?
    /// What to run or change next.
    package let hint: Hint?
    /// How this process is to end instead of with the status: as a child or a reader that is gone asks for. Nothing is said
    /// then.
    package let end: ProcessEnd?
    /// Whether it says that nothing is set up yet: neither a profile nor a session.
    package let isNothingConfigured: Bool

    package init(
        _ code: Code, _ message: String, at location: SourceLocation? = nil, hint: Hint? = nil,
        status: ExitStatus? = nil, isNothingConfigured: Bool = false
    ) {
        self.code = code
        self.status = status ?? code.status
        self.message = message
        self.location = location
        self.hint = hint
        self.isNothingConfigured = isNothingConfigured
        end = nil
    }

    /// The same with a hint in plain words.
    package init(
        _ code: Code, _ message: String, at location: SourceLocation? = nil, hint: String?, status: ExitStatus? = nil
    ) {
        self.init(code, message, at: location, hint: hint.map { Hint($0) }, status: status)
    }

    /// The same with another hint.
    package func hinting(_ hint: String) -> Failure { hinting(Hint(hint)) }

    package func hinting(_ hint: Hint) -> Failure {
        Failure(
            code, message, at: location, hint: hint, status: status, isNothingConfigured: isNothingConfigured)
    }

    /// The work is given up, and this process ends without a word.
    package init(endingBy end: ProcessEnd) {
        code = .interrupted
        status = code.status
        message = "cancelled"
        location = nil
        hint = nil
        isNothingConfigured = false
        self.end = end
    }
}

extension Failure {
    /// The stable codes, each with the exit status that it ends in unless a failure says otherwise.
    package enum Code: String, Sendable, CaseIterable {
        case usage
        case profileNotFound = "profile-not-found"
        case sessionNotFound = "session-not-found"
        case accountNotFound = "account-not-found"
        case pluginNotFound = "plugin-not-found"
        case fileUnreadable = "file-unreadable"
        case fileUnwritable = "file-unwritable"
        case configUnparsable = "config-unparsable"
        case configInvalid = "config-invalid"
        case noCredentials = "no-credentials"
        case partialCredentials = "partial-credentials"
        case noRegion = "no-region"
        case loginNeeded = "login-needed"
        case mfaNeeded = "mfa-needed"
        case loginRefused = "login-refused"
        case loginTimedOut = "login-timed-out"
        case loginCancelled = "login-cancelled"
        case lockTimedOut = "lock-timed-out"
        case tooLittleTimeLeft = "too-little-time-left"
        case unreachable
        case throttled
        case denied
        /// A role may not narrow its own credentials.
        case scopeDenied = "scope-denied"
        case badAnswer = "bad-answer"
        case nested
        case commandNotFound = "command-not-found"
        case notExecutable = "not-executable"
        case pluginBroken = "plugin-broken"
        /// A plugin answered with an error of its own.
        case pluginFailed = "plugin-failed"
        case processFailed = "process-failed"
        case interrupted
        case failed

        package var status: ExitStatus {
            switch self {
            case .usage: .usage
            case .profileNotFound, .sessionNotFound, .accountNotFound, .pluginNotFound: .notFound
            case .fileUnreadable: .notFound
            case .configUnparsable, .configInvalid, .noCredentials, .partialCredentials, .noRegion: .configuration
            case .loginNeeded, .mfaNeeded: .loginNeeded
            case .loginRefused, .denied, .scopeDenied, .nested: .denied
            case .loginTimedOut, .lockTimedOut, .tooLittleTimeLeft, .throttled: .temporary
            case .loginCancelled, .interrupted: .interrupted
            case .unreachable, .badAnswer: .unavailable
            case .commandNotFound: .commandNotFound
            case .notExecutable: .notExecutable
            case .fileUnwritable, .pluginBroken, .pluginFailed, .processFailed, .failed: .failure
            }
        }
    }
}
