import Engine
import PluginKit
import SystemKit

/// What is shown of a profile, and nothing else: there may be very many.
struct ProfileRow: Sendable {
    let name: String
    let isActive: Bool
    let region: String?
    let provider: String?
    let session: SSOSession?
    let accountID: String?
    let roleName: String?
    let ends: Expirations?
    let problem: String?

    init(
        _ profile: Profile, isActive: Bool, _ sources: CredentialOriginResolver, _ files: inout CredentialValidityReader
    ) {
        name = profile.name
        self.isActive = isActive
        region = profile["region"]?.value
        var source: CredentialOrigin?
        var ends: Expirations?
        var problem: String?
        do throws(Failure) {
            let found = try sources.resolve(profile)
            ends = try files.ends(of: found)
            source = found
        } catch {
            problem = error.message
        }
        provider = source?.providerName
        session = source?.session
        accountID = source?.accountID
        roleName = source?.roleName
        self.ends = ends
        self.problem = problem
    }

    /// The state of one that gives no credentials.
    static let unusable = "unusable"

    /// Its state as one word for programs.
    func state(at now: Instant) -> String { ends?.state(at: now).word ?? Self.unusable }

    func json(at now: Instant) -> JSON {
        let end = ends?.state(at: now).end
        return .object([
            "profile": .string(name), "active": .bool(isActive),
            "provider": .text(provider),
            "session": .text(session?.name),
            "startUrl": .text(session?.startURL),
            "accountId": .text(accountID),
            "roleName": .text(roleName),
            "region": .text(region),
            "state": .string(state(at: now)),
            "expiresAt": .time(end),
            "secondsLeft": .secondsLeft(until: end, at: now),
            "credentials": .end(ends?.credentials, at: now),
            "token": .end(ends?.token, at: now),
            "problem": .text(problem),
        ])
    }
}
