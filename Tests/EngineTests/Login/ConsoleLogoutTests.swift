import Engine
import SystemKit
import TestSupport
import Testing

/// Ending a session of the console (<doc:LoginSessions>, Signing out).
struct ConsoleLogoutTests {
    private let home: TestHome
    private let service = ScriptedSignInSessions()
    private static let file = ".aws/login/cache/420568f589bc20e39cdb190b21ad1c5957b37978d392ae62e6d8b86e5e5f2456.json"

    init() throws { home = try TestHome() }

    private func open(_ text: String? = nil) throws {
        try home.folder.put(text ?? LoginSession.fileText(endsAt: home.later(600).iso8601), at: Self.file)
    }

    private func perform(
        keys: @escaping @Sendable () throws -> Credentials = {
            Credentials(
                accessKeyID: "AK", secretAccessKey: Secret("SK"), sessionToken: Secret("ST"), expiration: nil,
                accountID: nil)
        }
    ) async throws -> ConsoleLogout.Outcome {
        let context = home.context()
        return try await ConsoleLogout(
            context: context, store: try LoginSessionStore.of(context), service: { [service] _ in service },
            credentials: { _ in try keys() }
        ).perform(.bob)
    }

    @Test func `AWS ends the session, then its file and note go`() async throws {
        try open()
        try LoginSessionStore.of(home.context()).revokedRefresh(.bob)
            .note(Secret("REFRESH"), reason: "x", at: home.clock.now)
        service.on { true }
        let outcome = try await perform()
        #expect(outcome.wasSignedIn && outcome.isRevoked && outcome.remark == nil)
        #expect(service.calls == ["arn:aws:signin:::devtools/same-device ID"])
        #expect(try home.folder.names(".aws/login/cache").allSatisfy { $0.hasSuffix(".lock") })
    }

    @Test func `Where no session is certain to be this one, none is ended and the file goes`() async throws {
        try open()
        service.on { false }
        let outcome = try await perform()
        #expect(outcome.wasSignedIn)
        #expect(!outcome.isRevoked)
        #expect(outcome.remark?.contains("no session that clearly matches this one") == true)
        #expect(try home.folder.text(Self.file) == nil)
    }

    @Test func `An identity that may not end its sessions is told which permissions it lacks`() async throws {
        try open()
        service.on {
            throw ServiceError(
                code: "AccessDeniedException", message: "no", httpStatus: 403, operation: "ListSessions",
                url: "https://signin.test/list-sessions")
        }
        let outcome = try await perform()
        #expect(outcome.remark?.contains("signin:ListSessions and signin:BatchRevokeSessions") == true)
        #expect(try home.folder.text(Self.file) == nil)
    }

    @Test(arguments: [
        Failure(.unreachable, "no network"),
        Failure(
            ServiceError(
                code: "InternalServerException", message: "", httpStatus: 500, operation: "ListSessions", url: "u")),
    ])
    func `Offline the file goes as well, and the status tells that AWS knows nothing`(fault: Failure) async throws {
        try open()
        service.on { throw fault }
        let failure = try await #require(throws: Failure.self) { try await perform() }
        #expect(failure.status == .unavailable)
        #expect(failure.message.contains("signed out of the console session of profile my dev on this machine"))
        #expect(try home.folder.text(Self.file) == nil)
    }

    @Test func `A session that is over at AWS needs no ending there`() async throws {
        try open()
        let outcome = try await perform { throw Failure(.loginNeeded, "over") }
        #expect(outcome.wasSignedIn && !outcome.isRevoked && outcome.remark == nil)
        #expect(service.calls.isEmpty)
    }

    @Test(arguments: [nil, "{"] as [String?])
    func `No file, or one that can't be read, is no session`(text: String?) async throws {
        if let text { try open(text) }
        let outcome = try await perform()
        #expect(outcome.wasSignedIn == (text != nil))
        #expect(service.calls.isEmpty)
        #expect(try home.folder.text(Self.file) == nil)
    }

    @Test func `A session that somebody began meanwhile stays`() async throws {
        try open()
        let (home, newer) = (home, LoginSession.fileText(endsAt: home.later(900).iso8601))
        service.on {
            try home.folder.put(newer.replacing(#""idToken": "ID""#, with: #""idToken": "NEW""#), at: Self.file)
            return true
        }
        #expect(try await !perform().wasSignedIn)
        #expect(try home.folder.text(Self.file)?.contains("NEW") == true)
    }

    @Test func `A service that is asked too often was not told`() async throws {
        try open()
        service.on {
            throw ServiceError(
                code: "TooManyRequestsError", message: "", httpStatus: 429, operation: "ListSessions", url: "u")
        }
        let failure = try await #require(throws: Failure.self) { try await perform() }
        #expect(failure.status == .unavailable)
    }

    @Test func `All at once: each session that nobody names goes, and no other file`() async throws {
        try open()
        try home.folder.put(LoginSession.fileText(endsAt: "x"), at: ".aws/login/cache/other.json")
        try home.folder.put(#"{"accessToken": "of Identity Center"}"#, at: ".aws/login/cache/sso.json")
        try home.folder.put("{", at: ".aws/login/cache/broken.json")
        let context = home.context()
        #expect(try await ConsoleLogout.removeOthers(than: [LoginSession.bob.settings], in: context) == 1)
        let left = [try #require(Self.file.split(separator: "/").last.map(String.init)), "broken.json", "sso.json"]
        #expect(try home.folder.names(".aws/login/cache").filter { $0.hasSuffix(".json") } == left)
        #expect(try await ConsoleLogout.removeOthers(than: [], in: context) == 1)
    }
}

/// The sessions at the service, of prepared answers.
private final class ScriptedSignInSessions: SignInSessionService {
    private let answers = RecordedItems<@Sendable () throws -> Bool>()
    private let kept = RecordedItems<String>()

    var calls: [String] { kept.items }

    /// The answer to everything.
    func on(_ step: @escaping @Sendable () throws -> Bool) { answers.add(step) }

    func revoke(clientID: String, idToken: Secret, with credentials: Credentials) async throws -> Bool {
        kept.add("\(clientID) \(idToken.reveal())")
        guard let answer = answers.items.last else { throw Failure(.failed, "nobody should ask for that") }
        return try answer()
    }
}
