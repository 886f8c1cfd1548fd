import Engine
import PluginKit
import SystemKit
import Terminal

/// A sign-in that, where the session's Region gives no answer, leads to the session that stands by
/// (<doc:StandbyRegions>).
struct StandbyLogin: Sendable {
    let connection: AWSConnection
    let session: SSOSession
    let cause: Cause

    /// Why somebody signs in.
    enum Cause: Sendable {
        /// `awsx login` of this session.
        case typed
        /// `awsx login --all`, which comes to the standby in its turn.
        case all
        /// A command needs a session that serves, be it the standby.
        case demand
    }

    /// Signs in to the session, or with a person's consent to its standby.
    ///
    /// - Returns: the session that was signed in to.
    @discardableResult
    func signIn(
        _ options: LoginOptions, profile: Profile?, _ display: CodeDisplay
    ) async throws -> (session: SSOSession, token: Token, wasSignedIn: Bool) {
        // A setting that can't be meant is found now, and not when it is needed.
        let standby = try connection.standbySession(of: session)
        do {
            let found = try await RegionCorrectingLogin(connection: connection, configured: session)
                .signIn(options, profile: profile, display)
            if let standby, cause == .typed { remind(of: standby, display) }
            return found
        } catch let outage as Failure where outage.isOutage {
            guard let standby else { throw outage }
            return try await signIn(standby, insteadOf: outage, options, profile: profile, display)
        }
    }

    private func signIn(
        _ standby: SSOSession, insteadOf outage: Failure, _ options: LoginOptions, profile: Profile?,
        _ display: CodeDisplay
    ) async throws -> (session: SSOSession, token: Token, wasSignedIn: Bool) {
        let isReady = try connection.hasToken(standby)
        if cause != .demand || !isReady {
            guard mayAsk else { throw outage.hinting(hint(standby, isReady: isReady)) }
            display.reporter.note("\(TerminalSafe.text(session.title)): \(TerminalSafe.text(outage.message))")
            guard try await isWanted(standby) else { throw outage.hinting(hint(standby, isReady: isReady)) }
        }
        connection.outages.note(outage, of: session, at: connection.context.clock.now())
        var options = options
        options.profile = nil
        // That a token of the other Region was refused says nothing of this one's.
        if cause == .demand { options.force = false }
        return try await RegionCorrectingLogin(connection: connection, configured: standby)
            .signIn(options, profile: profile, display)
    }

    /// What signs in on demand does so for a person, at a terminal that need not be this process's own input.
    private var mayAsk: Bool {
        switch cause {
        case .typed: connection.context.hasPerson
        case .all: false
        case .demand: true
        }
    }

    private func isWanted(_ standby: SSOSession) async throws -> Bool {
        ProgressLine.shared.hold()
        defer { ProgressLine.shared.release() }
        let name = "\(TerminalSafe.text(standby.title)) in \(TerminalSafe.text(standby.region))"
        let answer = try await ControllingTerminal.ask("Sign in to its standby, \(name), instead? [y/N]: ")
        return ["y", "yes"].contains(answer?.trimmed.lowercased())
    }

    private func hint(_ standby: SSOSession, isReady: Bool) -> Hint {
        isReady
            ? "its standby, \(standby.title), is signed in and is used instead"
            : "to use its standby meanwhile: \(run: standby.login(profile: nil))"
    }

    /// A standby is of use only if it was signed in to before.
    private func remind(of standby: SSOSession, _ display: CodeDisplay) {
        guard let tokens = try? connection.tokens(standby), !tokens.isSignedIn(to: standby) else { return }
        let command = Hint(standby.login(profile: nil)).words
        display.reporter.note(
            "\(TerminalSafe.text(session.title)): its standby, \(TerminalSafe.text(standby.title)), is not signed in; "
                + "to sign in: \(command)")
    }
}
