import Engine
import PluginKit
import Synchronization
import SystemKit
import Terminal

/// Everything that one session gives, with a sign-in before and a renewed token in between where they are needed.
struct SessionSurvey {
    let acting: ActingOnline
    let output: Output
    let isFresh: Bool

    struct Finding {
        let session: SurveyedSession
        /// To be called once what was found is in the config file.
        let finish: () -> Void
    }

    /// - Throws: `account-not-found` for a session that gives no account.
    func run(_ session: SSOSession, _ profile: Profile?) async throws -> Finding {
        let login = Dialogue.Login.atHand(
            isForbidden: false, otherwise: .never, environment: acting.world.environment)
        return try await acting.connected(profile) { connection in
            let gate = LoginOnDemand(connection: connection, login: login, profile: nil)
            return try await gate.retrying(session) { try await survey(session, connection) }
        }
    }

    private func survey(_ session: SSOSession, _ connection: Connection) async throws -> Finding {
        let world = acting.world
        let partial = PartialSurvey(files: world.files, state: try StateFolder.of(world), session: session)
        return try await Progress.during(
            "roles of \(session.title)", isQuiet: output.isQuiet, in: world
        ) { progress in
            let shown = ShownProgress(progress)
            let survey = RoleSurvey(
                world: world, portal: try connection.pacedPortal(session), partial: partial, report: shown.show)
            return try await run(survey, session, connection)
        }
    }

    private func run(_ survey: RoleSurvey, _ session: SSOSession, _ connection: Connection) async throws -> Finding {
        let tokens = try connection.tokens(session)
        var token = try await tokens.token(for: session)
        var isFresh = isFresh
        var renewals = 0
        while true {
            do {
                let entries = try await survey.run(accessToken: token.accessToken, isFresh: isFresh)
                return try finding(entries, session, survey)
            } catch let refusal as ServiceError where refusal.httpStatus == 401 {
                // A long survey may outlive a token; one that outlives two was never let in.
                guard renewals < 2 else { throw notLetIn(session) }
                renewals += 1
                isFresh = false
                token = try await tokens.token(for: session, rejected: token.accessToken)
            }
        }
    }

    private func finding(
        _ entries: [RoleSurvey.Entry], _ session: SSOSession, _ survey: RoleSurvey
    ) throws -> Finding {
        guard !entries.isEmpty else {
            throw Failure(
                .accountNotFound, "\(session.title) gives you no accounts", at: session.place,
                hint: "ask whoever looks after your Identity Center for an assignment")
        }
        let name = session.name ?? ""
        return Finding(
            session: SurveyedSession(
                name: name,
                roles: entries.flatMap { entry in
                    (entry.roles ?? []).map {
                        GrantedRole(session: name, startURL: session.startURL, account: entry.account, role: $0)
                    }
                },
                deniedAccounts: entries.filter { $0.roles == nil }.map(\.account)),
            finish: survey.finish)
    }

    private func notLetIn(_ session: SSOSession) -> Failure {
        Failure(
            .denied, "AWS gives no accounts to the token of \(session.title), also not to a new one",
            at: session.place,
            hint:
                "sso_registration_scopes must hold sso:account:access; then \(session.loginCommand(profile: nil)) --force"
        )
    }
}

/// How far a survey is, on the screen. What an earlier run had found takes no time now and is left out.
private final class ShownProgress: Sendable {
    private let progress: Progress
    private let done = Mutex(0)

    init(_ progress: Progress) { self.progress = progress }

    @Sendable func show(_ news: RoleSurvey.Progress) {
        progress.expect(total: news.total - news.resumed)
        let more = done.withLock { done in
            defer { done = news.done - news.resumed }
            return news.done - news.resumed - done
        }
        progress.advance(by: more)
    }
}
