import Engine
import PluginKit
import Synchronization
import SystemKit
import SystemPackage
import TestSupport
import Testing

/// Signing in to the console (<doc:LoginSessions>, Signing in).
struct ConsoleLoginTests {
    private let home: TestHome
    private let service = ScriptedSignIn()
    private let redirects = ScriptedRedirects()
    private let events = RecordedItems<LoginEvent>()
    private let opened = RecordedItems<String>()
    private let person = ScriptedPerson()
    private static let root = "arn:aws:iam::123456789012:root"
    /// <doc:CacheFiles>, the vector of that ARN.
    private static let file = ".aws/login/cache/1921ac8a06e305954f769df5e0f8b3d24ee1d6bf5231d901157e44d7c4d0f4cf.json"
    private static let options = LoginOptions(flow: .browser)

    init() throws { home = try TestHome() }

    private func write(_ config: String) throws { try home.folder.put(config, at: ".aws/config") }

    private func target(_ profile: String = "me") throws -> ConsoleLoginTarget {
        let context = home.context()
        let paths = ConfigPaths.resolve(environment: context.environment, home: context.home)
        return try ConsoleLoginTarget(
            profile, in: try SharedConfig.load(paths, files: context.files), namedBy: .argument("--console"))
    }

    private func login(
        _ context: RuntimeContext? = nil, entries: [ConfigEntry] = [],
        keys: @escaping @Sendable (LoginSession) async throws -> Credentials
    ) throws -> ConsoleLogin {
        let context = context ?? home.context()
        return ConsoleLogin(
            context: context, store: try LoginSessionStore.of(context),
            endpoint: { [service] in
                SignInEndpoint(service, region: "us-west-2", entries: entries)
            }, redirects: redirects,
            browser: Browser { [opened] url in
                opened.add(url)
                return nil
            }, person: person, latest: { try self.target() }, credentials: keys,
            report: { [events] in events.add($0) })
    }

    private func perform(
        _ options: LoginOptions = options, entries: [ConfigEntry] = [], in context: RuntimeContext? = nil
    ) async throws -> ConsoleLogin.Outcome {
        try await login(context, entries: entries) { throw Failure(.loginNeeded, "\($0.title) is over") }
            .perform(try target(), options)
    }

    private static func grant(_ subject: String = root) -> SignInGrant {
        SignInGrant(
            reply: SignInReply(
                accessKeyID: "AK", secretAccessKey: Secret("SK"), sessionToken: Secret("ST"), expiresIn: 900,
                refreshToken: Secret("RT")), tokenType: "aws_sigv4", idToken: Secret("ID"), subject: subject)
    }

    @Test func `From nothing to a file and a profile, with what AWS is to be asked`() async throws {
        redirects.onAnswer { .code(Secret("CODE")) }
        service.onCode { Self.grant() }
        let outcome = try await perform(entries: [ConfigEntry("region", "us-west-2")])
        #expect(outcome.session.arn == Self.root)
        #expect(outcome.until == home.later(900))
        #expect(!outcome.wasSignedIn)
        let code = try #require(service.redeemed.first)
        #expect(
            code
                == SignInCode(
                    clientID: "arn:aws:signin:::devtools/same-device", code: Secret("CODE"), verifier: code.verifier,
                    redirectURI: "http://127.0.0.1:43210/oauth/callback"))
        #expect(
            opened.items == [
                "https://signin.test/v1/authorize?response_type=code&client_id=arn:aws:signin:::devtools/same-device"
                    + "&state=\(redirects.states[0])&code_challenge_method=SHA-256&scope=openid"
                    + "&redirect_uri=http://127.0.0.1:43210/oauth/callback"
                    + "&code_challenge=\(PKCE(verifier: code.verifier).challenge)"
            ])
        #expect(
            try home.folder.text(Self.file)
                == #"{"accessToken": {"accessKeyId": "AK", "secretAccessKey": "SK", "sessionToken": "ST", "#
                + #""accountId": "123456789012", "expiresAt": "2026-11-21T00:15:00Z"}, "tokenType": "aws_sigv4", "#
                + #""clientId": "arn:aws:signin:::devtools/same-device", "refreshToken": "RT", "idToken": "ID", "#
                + #""dpopKey": "NEW-KEY", "signInRegion": "us-west-2"}"#)
        #expect(
            try home.folder.text(".aws/config")
                == "[profile me]\nlogin_session = \(Self.root)\nregion = us-west-2\n")
        let title = "the console session of profile me"
        #expect(
            events.items == [
                .browser(title, url: opened.items[0], .starting), .signedIn(title, until: home.later(900)),
            ])
        #expect(redirects.closed == 1)
    }

    @Test func `A session that gives keys is left alone, and one that gives none is made anew`() async throws {
        try write("[profile me]\nlogin_session = \(Self.root)\n# mine\n")
        let end = home.later(500)
        let keys = Credentials(
            accessKeyID: "AK", secretAccessKey: Secret("SK"), sessionToken: Secret("ST"), expiration: end,
            accountID: nil)
        let outcome = try await login { _ in keys }.perform(try target(), Self.options)
        #expect(outcome.wasSignedIn)
        #expect(outcome.until == end)
        #expect(opened.items.isEmpty)
        redirects.onAnswer { .code(Secret("CODE")) }
        service.onCode { Self.grant() }
        #expect(try await !perform().wasSignedIn)
        #expect(try home.folder.text(".aws/config") == "[profile me]\nlogin_session = \(Self.root)\n# mine\n")
        home.folder.setAge(home.later(-60), of: Self.file)
        redirects.onAnswer { .code(Secret("CODE")) }
        service.onCode { Self.grant() }
        let forced = try await login { _ in keys }
            .perform(try target(), LoginOptions(flow: .browser, force: true))
        #expect(!forced.wasSignedIn)
        #expect(opened.items.count == 2)
    }

    @Test func `Where AWS can't be asked whether a session lives, nobody is sent to a browser`() async throws {
        try write("[profile me]\nlogin_session = \(Self.root)\n")
        let failure = try await #require(throws: Failure.self) {
            try await login { _ in throw Failure(.unreachable, "no network") }.perform(try target(), Self.options)
        }
        #expect(failure.code == .unreachable)
        #expect(opened.items.isEmpty)
    }

    @Test(arguments: [true, false])
    func `Another identity than the profile's is asked about`(isAllowed: Bool) async throws {
        let before = "[profile me]\nlogin_session = arn:aws:iam::123456789012:user/bob\n"
        try write(before)
        person.allows = isAllowed
        redirects.onAnswer { .code(Secret("CODE")) }
        service.onCode { Self.grant() }
        if isAllowed {
            #expect(try await perform().session.arn == Self.root)
            #expect(try home.folder.text(".aws/config") == "[profile me]\nlogin_session = \(Self.root)\n")
        } else {
            let failure = try await #require(throws: Failure.self) { try await perform() }
            #expect(failure.status == .denied)
            #expect(try home.folder.text(".aws/config") == before)
            #expect(try home.folder.text(Self.file) == nil)
        }
        #expect(person.questions == ["arn:aws:iam::123456789012:user/bob → \(Self.root)"])
    }

    @Test func `From another machine a code is pasted, and asked for again until it is this sign-in's`() async throws {
        person.answers = { [opened, events] complaint in
            guard case .page(_, let url)? = events.items.last else { return nil }
            opened.add(complaint ?? "")
            let state = url.split(separator: "&").first { $0.hasPrefix("state=") }?.dropFirst(6) ?? ""
            return complaint == nil ? "OTHER CODE" : "\(state) CODE"
        }
        service.onCode { Self.grant() }
        _ = try await perform(LoginOptions(flow: .deviceCode))
        let code = try #require(service.redeemed.first)
        #expect(code.clientID == "arn:aws:signin:::devtools/cross-device")
        #expect(code.code == Secret("CODE"))
        #expect(code.redirectURI == "https://signin.test/v1/sessions/confirmation")
        #expect(opened.items.count == 2)
        #expect(opened.items.last?.contains("does not belong to this sign-in") == true)
        #expect(try home.folder.text(Self.file)?.contains("cross-device") == true)
    }

    @Test func `Without a terminal nobody can paste`() async throws {
        person.isThere = false
        let failure = try await #require(throws: Failure.self) { try await perform(LoginOptions(flow: .deviceCode)) }
        #expect(failure.status == .usage)
        #expect(events.items.isEmpty)
    }

    @Test func `Whoever gives up at the code has cancelled the sign-in`() async throws {
        person.answers = { _ in nil }
        let failure = try await #require(throws: Failure.self) { try await perform(LoginOptions(flow: .deviceCode)) }
        #expect(failure.code == .loginCancelled)
        #expect(service.redeemed.isEmpty)
    }

    @Test(arguments: [
        Failure(.failed, "AWS refused to renew it (INVALID_REQUEST)"), Failure(.denied, "no permission to renew"),
    ])
    func `What AWS refuses to renew is signed in to anew`(refusal: Failure) async throws {
        try write("[profile me]\nlogin_session = \(Self.root)\n")
        redirects.onAnswer { .code(Secret("CODE")) }
        service.onCode { Self.grant() }
        let outcome = try await login { _ in throw refusal }.perform(try target(), Self.options)
        #expect(!outcome.wasSignedIn)
    }

    @Test(arguments: [
        (RedirectAnswer.refused(error: "access_denied", description: "no"), Engine.ExitStatus.denied),
        (.timedOut, .temporary),
    ])
    func `A refusal and a browser that never came back leave nothing`(
        answer: RedirectAnswer, status: Engine.ExitStatus
    ) async throws {
        redirects.onAnswer { answer }
        let failure = try await #require(throws: Failure.self) { try await perform() }
        #expect(failure.status == status)
        #expect(try home.folder.text(".aws/config") == nil)
        #expect(try home.folder.text(Self.file) == nil)
        #expect(service.redeemed.isEmpty)
    }

    @Test(arguments: [
        ("AUTHCODE_EXPIRED", Engine.ExitStatus.temporary, "took too long"),
        ("INSUFFICIENT_PERMISSIONS", .denied, "does not allow this identity"),
        ("brand_new_word", .denied, "brand_new_word"),
    ])
    func `What the service refuses is told in the words of a sign-in`(
        reason: String, status: Engine.ExitStatus, words: String
    ) async throws {
        redirects.onAnswer { .code(Secret("CODE")) }
        service.onCode { throw ServiceError.signInRefusal(reason) }
        let failure = try await #require(throws: Failure.self) { try await perform() }
        #expect(failure.status == status)
        #expect(failure.message.contains(words), "\(failure.message)")
    }

    @Test func `A wrong clock is named with what sets it`() async throws {
        redirects.onAnswer { .code(Secret("CODE")) }
        service.onCode {
            throw ServiceError(
                code: "AccessDeniedException", message: "no (this machine's clock is 35 s ahead of the server's)",
                httpStatus: 401, operation: "CreateOAuth2Token", url: "https://signin.test/v1/token",
                reason: "TOKEN_EXPIRED")
        }
        let failure = try await #require(throws: Failure.self) { try await perform() }
        #expect(failure.hint?.words.contains("timedatectl") == true)
    }

    @Test func `An agent starts no sign-in`() async throws {
        let context = home.context(["AWSX_AGENT": "bot"])
        let failure = try await #require(throws: Failure.self) { try await perform(in: context) }
        #expect(failure.code == .loginNeeded)
        #expect(opened.items.isEmpty)
    }

    @Test func `A full disk is found out before anybody is sent to a browser`() async throws {
        home.files.fail(.write, .noSpace)
        _ = try await #require(throws: Failure.self) { try await perform() }
        #expect(opened.items.isEmpty)
    }
}

/// A person of prepared answers.
private final class ScriptedPerson: ConsoleLoginPerson {
    private struct Standing {
        var allows = false
        var questions: [String] = []
        var answers: @Sendable (String?) -> String? = { _ in nil }
        var isThere = true
    }

    private let standing = Mutex(Standing())

    var allows: Bool {
        get { standing.withLock(\.allows) }
        set { standing.withLock { $0.allows = newValue } }
    }

    var answers: @Sendable (String?) -> String? {
        get { standing.withLock(\.answers) }
        set { standing.withLock { $0.answers = newValue } }
    }

    var isThere: Bool {
        get { standing.withLock(\.isThere) }
        set { standing.withLock { $0.isThere = newValue } }
    }

    var questions: [String] { standing.withLock(\.questions) }

    func pastedCode(_ complaint: String?) async throws -> String? { answers(complaint) }

    func mayReplace(_ old: String, with new: String, in profile: String) async throws -> Bool {
        standing.withLock {
            $0.questions.append("\(old) → \(new)")
            return $0.allows
        }
    }
}
