import Engine
import PluginKit
import SystemKit
import SystemPackage
import TestSupport
import Testing

struct TokenProviderTests {
    let home: TestHome
    let oidc = ScriptedOIDC()
    let warnings = RecordedItems<String>()

    init() throws { home = try TestHome() }

    func provider(_ context: RuntimeContext? = nil) -> TokenProvider {
        TokenProvider(
            context: context ?? home.context(), store: home.store, service: oidc,
            warn: { [warnings] in warnings.add($0) })
    }

    func failure(rejected: String? = nil, profile: String? = nil) async throws -> Failure {
        try await #require(throws: Failure.self) {
            try await provider().token(for: .corp, rejected: rejected.map(Secret.init), profile: profile)
        }
    }

    // MARK: Without a request

    @Test func `A good token is given without a request, a lock or a warning`() async throws {
        try home.sign(in: .corp, endsIn: 900)
        #expect(try await provider().token(for: .corp).accessToken == Secret("AT-OLD"))
        #expect(oidc.calls.isEmpty)
        #expect(warnings.items.isEmpty)
        #expect(try home.folder.names(".aws/sso/cache") == ["\(CacheKey.token(.corp)).json"])
    }

    @Test func `Without a token a sign-in is needed, and the command for it is told`() async throws {
        let failure = try await failure()
        #expect(failure.code == .loginNeeded)
        #expect(failure.status == .loginNeeded)
        #expect(failure.hint?.words == "awsx login --session corp")
        #expect(failure.location == SSOSession.corp.location)
        #expect(try await self.failure(profile: "my dev").hint?.words == "awsx login 'my dev'")
    }

    @Test func `A token of another Region is never sent to this one's, and a sign-in is needed`() async throws {
        try home.sign(in: SSOSession.corp.located(in: "us-east-1"), endsIn: -60)
        let failure = try await failure()
        #expect(failure.code == .loginNeeded && oidc.calls.isEmpty)
        #expect(failure.message == "session corp has a token for us-east-1, which can't be used in eu-west-1")
        #expect(!provider().isSignedIn(to: .corp))
    }

    @Test func `Where the session was found elsewhere, the token of that Region serves`() async throws {
        try home.sign(in: SSOSession.corp.located(in: "us-east-1"), endsIn: -60)
        oidc.onToken { .of("AT-NEW") }
        let provider = TokenProvider(
            context: home.context(), store: home.store, service: oidc, region: "us-east-1", warn: { _ in })
        #expect(provider.isSignedIn(to: .corp))
        #expect(try await provider.token(for: .corp).accessToken == Secret("AT-NEW"))
        #expect(try home.tokenText(.corp)?.contains(#""region": "us-east-1""#) == true)
    }

    @Test func `A legacy token is used to its end and then needs a sign-in`() async throws {
        try home.sign(in: .legacy, endsIn: 5)
        #expect(try await provider().token(for: .legacy).accessToken == Secret("AT-OLD"))
        home.clock.advance(seconds: 5)
        let failure = try await #require(throws: Failure.self) {
            try await provider().token(for: .legacy, profile: "old")
        }
        #expect(failure.code == .loginNeeded)
        #expect(failure.hint?.words == "awsx login old")
    }

    @Test func `A registration that is over costs a sign-in`() async throws {
        try home.sign(in: .corp, endsIn: -1, registrationEndsIn: -1)
        #expect(try await failure().code == .loginNeeded)
    }

    // MARK: Renewal

    @Test(arguments: [600, 1, 0, -86_400] as [Int64])
    func `A token inside the window is renewed and saved as the AWS CLI saves it`(left: Int64) async throws {
        try home.sign(in: .corp, endsIn: left)
        oidc.onToken { .of("AT-NEW", expiresIn: 3600, refreshToken: "RT-NEW") }
        let token = try await provider().token(for: .corp)
        #expect(token.accessToken == Secret("AT-NEW"))
        #expect(
            oidc.calls == [
                .createToken(.refreshToken(Secret("RT-OLD")), clientID: "CID", clientSecret: Secret("CS"))
            ])
        #expect(
            try home.tokenText(.corp)
                == #"{"startUrl": "https://corp.awsapps.com/start", "region": "eu-west-1", "accessToken": "AT-NEW", "#
                + #""expiresAt": "2026-11-21T01:00:00Z", "clientId": "CID", "clientSecret": "CS", "#
                + #""registrationExpiresAt": "2026-11-22T00:00:00Z", "refreshToken": "RT-NEW"}"#)
        #expect(try home.folder.mode(".aws/sso/cache/\(CacheKey.token(.corp)).json") == 0o600)
        #expect(warnings.items.isEmpty)
    }

    @Test func `A reply without a refresh token keeps the old one`() async throws {
        try home.sign(in: .corp, endsIn: 0)
        oidc.onToken { .of("AT-NEW", refreshToken: nil) }
        #expect(try await provider().token(for: .corp).refreshToken == Secret("RT-OLD"))
        #expect(try home.store.load(.corp)?.token.refreshToken == Secret("RT-OLD"))
    }

    @Test func `Start URL and region are written from the configuration`() async throws {
        let old = SSOSession(
            name: "corp", startURL: "https://old", region: SSOSession.corp.region, scopes: nil, location: .argument(""))
        try home.sign(in: old, endsIn: 0)
        let text = try #require(try home.tokenText(.corp))
        let name = ".aws/sso/cache/\(CacheKey.token(.corp)).json"
        try home.folder.put(text.replacing(#""region": "eu-west-1", "#, with: ""), at: name)
        oidc.onToken { .of("AT-NEW") }
        let token = try await provider().token(for: .corp)
        #expect(token.startURL == "https://corp.awsapps.com/start")
        #expect(token.region == "eu-west-1")
    }

    @Test func `A token that was renewed a moment ago is not renewed again while it lives`() async throws {
        try home.sign(in: .corp, endsIn: 300, age: 20)
        #expect(try await provider().token(for: .corp).accessToken == Secret("AT-OLD"))
    }

    // MARK: Refusals

    @Test func `A refused refresh of a token that another process replaced gives the newer one`() async throws {
        try home.sign(in: .corp, endsIn: 0)
        oidc.onToken { [home] in
            try home.sign(in: .corp, token: "AT-OTHER", refreshToken: "RT-OTHER", age: 0)
            throw ServiceError.refusal("InvalidGrantException")
        }
        #expect(try await provider().token(for: .corp).accessToken == Secret("AT-OTHER"))
        #expect(warnings.items.isEmpty)
    }

    @Test func `A tool without our lock is given a moment to write what it got`() async throws {
        try home.sign(in: .corp, endsIn: 0)
        oidc.onToken { [home] in
            home.clock.at(seconds: 0) { try? home.sign(in: .corp, token: "AT-OTHER", age: 0) }
            throw ServiceError.refusal("InvalidGrantException")
        }
        #expect(try await provider().token(for: .corp).accessToken == Secret("AT-OTHER"))
        #expect(home.clock.sleeps == [50])
    }

    /// What another tool made of the refresh token, and how long that lives.
    @Test(arguments: [(1, true), (0, false), (-1, false)] as [(Int64, Bool)])
    func `A newer token counts while it lives`(left: Int64, counts: Bool) async throws {
        try home.sign(in: .corp, endsIn: 0)
        oidc.onToken { [home] in
            try home.sign(in: .corp, token: "AT-OTHER", endsIn: left, refreshToken: "RT-OTHER", age: 0)
            throw ServiceError.refusal("InvalidGrantException")
        }
        let provider = provider()
        if counts {
            #expect(try await provider.token(for: .corp, inTurn: true).accessToken == Secret("AT-OTHER"))
        } else {
            let failure = await #expect(throws: Failure.self) { try await provider.token(for: .corp, inTurn: true) }
            #expect(failure?.code == .loginNeeded)
        }
    }

    @Test func `The moment is half a second, and for who waited in turn there is none`() async throws {
        try home.sign(in: .corp, endsIn: -1)
        oidc.onToken { throw ServiceError.refusal("InvalidGrantException") }
        #expect(try await failure().code == .loginNeeded)
        #expect(home.clock.sleeps.reduce(0, +) == 450)
        oidc.onToken { throw ServiceError.refusal("InvalidGrantException") }
        _ = await #expect(throws: Failure.self) { try await provider().token(for: .corp, inTurn: true) }
        #expect(home.clock.sleeps.reduce(0, +) == 450)
    }

    @Test(arguments: ["InvalidGrantException", "InvalidClientException", "InternalServerException"])
    func `A refused refresh of a token that still lives is a warning`(code: String) async throws {
        try home.sign(in: .corp, endsIn: 600)
        let before = try home.tokenText(.corp)
        oidc.onToken { throw ServiceError.refusal(code) }
        #expect(try await provider().token(for: .corp).accessToken == Secret("AT-OLD"))
        #expect(warnings.items.count == 1)
        #expect(warnings.items.first?.contains(code) == true)
        #expect(try home.tokenText(.corp) == before)
    }

    @Test(arguments: [
        "InvalidGrantException", "InvalidClientException", "UnauthorizedClientException", "ExpiredTokenException",
        "AccessDeniedException", "InvalidRequestException",
    ])
    func `A refused refresh of an ended token needs a sign-in and leaves the file`(code: String) async throws {
        try home.sign(in: .corp, endsIn: -1)
        let before = try home.tokenText(.corp)
        oidc.onToken { throw ServiceError.refusal(code) }
        let failure = try await failure()
        #expect(failure.code == .loginNeeded)
        #expect(failure.message.contains(code))
        #expect(try home.tokenText(.corp) == before)
    }

    @Test func `A refresh token that AWS refused a moment ago is not shown to it again`() async throws {
        try home.sign(in: .corp, endsIn: -1)
        oidc.onToken { throw ServiceError.refusal("InvalidGrantException") }
        for _ in 0..<3 { #expect(try await failure(profile: "dev").hint?.words == "awsx login dev") }
        #expect(oidc.calls.count == 1)
        try home.sign(in: .corp, endsIn: 300)
        #expect(try await provider().token(for: .corp).accessToken == Secret("AT-OLD"))
        #expect(try await failure(rejected: "AT-OLD").code == .loginNeeded)
        #expect(oidc.calls.count == 1)
        #expect(warnings.items.count == 1)
    }

    @Test func `A new sign-in, and a quarter of an hour, make a refusal forgotten`() async throws {
        try home.sign(in: .corp, endsIn: -1)
        oidc.onToken { throw ServiceError.refusal("InvalidGrantException") }
        #expect(try await failure().code == .loginNeeded)
        try home.sign(in: .corp, endsIn: -1, refreshToken: "RT-OTHER")
        oidc.onToken { .of("AT-NEW") }
        #expect(try await provider().token(for: .corp).accessToken == Secret("AT-NEW"))
        try home.sign(in: .corp, endsIn: -1)
        home.clock.advance(seconds: 901)
        oidc.onToken { .of("AT-NEWER") }
        #expect(try await provider().token(for: .corp).accessToken == Secret("AT-NEWER"))
    }

    @Test(arguments: [
        ("InternalServerException", 500, Engine.ExitStatus.unavailable), ("HTTP 502", 502, .unavailable),
        ("TooManyRequestsException", 429, .temporary), ("SlowDown", 400, .temporary),
    ])
    func `A service in trouble is no reason to sign in`(code: String, http: Int, status: Engine.ExitStatus) async throws
    {
        try home.sign(in: .corp, endsIn: -1)
        let before = try home.tokenText(.corp)
        oidc.onToken { throw ServiceError.refusal(code, http) }
        let failure = try await failure()
        #expect(failure.status == status)
        #expect(try home.tokenText(.corp) == before)
    }

    @Test func `Without a network a token that still lives is used, with a warning`() async throws {
        try home.sign(in: .corp, endsIn: 600)
        oidc.onToken { throw Failure.offline }
        #expect(try await provider().token(for: .corp).accessToken == Secret("AT-OLD"))
        #expect(warnings.items.first?.contains("the network is down") == true)
    }

    @Test func `Without a network an ended token is unreachable, not a sign-in`() async throws {
        try home.sign(in: .corp, endsIn: -1)
        let before = try home.tokenText(.corp)
        oidc.onToken { throw Failure.offline }
        let failure = try await failure()
        #expect(failure.code == .unreachable)
        #expect(failure.status == .unavailable)
        #expect(try home.tokenText(.corp) == before)
    }

    // MARK: A token that AWS has refused

    @Test func `A refused token is renewed whatever its end says`() async throws {
        try home.sign(in: .corp, endsIn: 3600, age: 1)
        oidc.onToken { .of("AT-NEW") }
        let token = try await provider().token(for: .corp, rejected: Secret("AT-OLD"))
        #expect(token.accessToken == Secret("AT-NEW"))
    }

    @Test func `A refused token that was replaced meanwhile costs no request`() async throws {
        try home.sign(in: .corp, token: "AT-OTHER", endsIn: 5)
        #expect(
            try await provider().token(for: .corp, rejected: Secret("AT-OLD")).accessToken == Secret("AT-OTHER"))
    }

    @Test func `A refused token without a refresh token needs a sign-in`() async throws {
        try home.sign(in: .corp, refreshToken: nil)
        #expect(try await failure(rejected: "AT-OLD").code == .loginNeeded)
    }

    @Test func `A refused token is never used as the one that is still good`() async throws {
        try home.sign(in: .corp, endsIn: 3600)
        oidc.onToken { throw Failure.offline }
        #expect(try await failure(rejected: "AT-OLD").code == .unreachable)
        oidc.onToken { throw ServiceError.refusal("InvalidGrantException") }
        #expect(try await failure(rejected: "AT-OLD").code == .loginNeeded)
    }
}
