import SystemKit
import Testing

@testable import Sandbox

struct AuthorizationTests {
    @Test(
        arguments: [
            ["client_id": "unknown"], ["client_id": nil], ["redirect_uri": nil],
            ["redirect_uri": "http://127.0.0.1:1/other"], ["redirect_uri": "https://evil.example/oauth/callback"],
            ["redirect_uri": "http://127.0.0.1.evil.example/oauth/callback"],
        ] as [[String: String?]])
    func `nobody is redirected to a place that the client did not register`(change: [String: String?]) throws {
        var fixture = Fixture()
        let client = try fixture.center.register(Fixture.browserClient(), now: noon)
        let problem = #expect(throws: AuthorizationProblem.self) {
            try fixture.center.checkAuthorization(Fixture.query(client, changing: change), now: noon)
        }
        guard case .page? = problem else {
            Issue.record("redirected: \(String(describing: problem))")
            return
        }
    }

    @Test(
        arguments: [
            (["response_type": "token"], "unsupported_response_type"),
            (["response_type": nil], "unsupported_response_type"),
            (["code_challenge_method": "plain"], "invalid_request"),
            (["code_challenge_method": nil], "invalid_request"),
            (["code_challenge": nil], "invalid_request"), (["code_challenge": "short"], "invalid_request"),
            (["scopes": "sso:account:access more:scope"], "invalid_scope"),
        ] as [([String: String?], String)])
    func `a wrong request goes back to the client with its state`(change: [String: String?], error: String) throws {
        var fixture = Fixture()
        let client = try fixture.center.register(Fixture.browserClient(), now: noon)
        let problem = #expect(throws: AuthorizationProblem.self) {
            try fixture.center.checkAuthorization(Fixture.query(client, changing: change), now: noon)
        }
        guard case .redirect(let url)? = problem else {
            Issue.record("not redirected: \(String(describing: problem))")
            return
        }
        #expect(url.hasPrefix("\(Fixture.redirect)?error=\(error)&"))
        #expect(url.hasSuffix("&state=st%26ate"))
    }

    @Test func `a code works once`() throws {
        var fixture = Fixture()
        let client = try fixture.center.register(Fixture.browserClient(), now: noon)
        let request = Fixture.exchange(client, code: try fixture.code(for: client))
        let grant = try fixture.center.createToken(request, now: noon)
        #expect(grant.expiresIn == 3600)
        #expect(grant.accessToken.contains(SecretGenerator.marker))
        #expect(grant.refreshToken?.contains(SecretGenerator.marker) == true)
        let error = #expect(throws: ServiceError.self) { try fixture.center.createToken(request, now: noon) }
        #expect(error?.type == "InvalidGrantException")
    }

    struct Attack: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let change: @Sendable (inout CreateTokenRequest) -> Void
    }

    @Test(arguments: [
        Attack(testDescription: "wrong verifier") { $0.codeVerifier = String(repeating: "w", count: 64) },
        Attack(testDescription: "the challenge as verifier") { $0.codeVerifier = Fixture.challenge },
        Attack(testDescription: "another port") { $0.redirectUri = "http://127.0.0.1:40124/oauth/callback" },
        Attack(testDescription: "no port") { $0.redirectUri = "http://127.0.0.1/oauth/callback" },
    ])
    func `a stolen code is worth nothing, and is used up`(attack: Attack) throws {
        var fixture = Fixture()
        let client = try fixture.center.register(Fixture.browserClient(), now: noon)
        let honest = Fixture.exchange(client, code: try fixture.code(for: client))
        var request = honest
        attack.change(&request)
        for attempt in [request, honest] {
            let error = #expect(throws: ServiceError.self) { try fixture.center.createToken(attempt, now: noon) }
            #expect(error?.type == "InvalidGrantException")
        }
    }

    @Test func `another client can neither use nor spoil a code`() throws {
        var fixture = Fixture()
        let client = try fixture.center.register(Fixture.browserClient(), now: noon)
        let thief = try fixture.center.register(Fixture.browserClient(), now: noon)
        let code = try fixture.code(for: client)
        #expect(throws: ServiceError.self) {
            try fixture.center.createToken(Fixture.exchange(thief, code: code), now: noon)
        }
        #expect(throws: Never.self) {
            try fixture.center.createToken(Fixture.exchange(client, code: code), now: noon)
        }
    }

    @Test func `a code expires`() throws {
        var fixture = Fixture()
        let client = try fixture.center.register(Fixture.browserClient(), now: noon)
        let request = Fixture.exchange(client, code: try fixture.code(for: client))
        #expect(throws: ServiceError.self) { try fixture.center.createToken(request, now: noon.after(600)) }
    }
}
