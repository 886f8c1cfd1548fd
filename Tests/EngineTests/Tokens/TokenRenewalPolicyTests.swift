import Engine
import SystemKit
import TestSupport
import Testing

struct TokenRenewalPolicyTests {
    private static let now = Instant(iso8601: "2026-11-21T00:00:00Z") ?? Instant(seconds: 0)

    /// One row: a token, how it is found, and what is decided.
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var left: Int64
        var session = SSOSession.corp
        var age: Int64? = 3600
        var waited = false
        var refreshToken: String? = "RT"
        var clientID: String? = "CID"
        var clientSecret: String? = "CS"
        var registrationLeft: Int64? = 86_400
        var decision: TokenRenewalPolicy.Decision

        var testDescription: String { name }

        var token: Token {
            Token(
                startURL: nil, region: nil, accessToken: Secret("AT"), expiresAt: now.advanced(bySeconds: left),
                clientID: clientID, clientSecret: clientSecret.map(Secret.init),
                registrationExpiresAt: registrationLeft.map(now.advanced), refreshToken: refreshToken.map(Secret.init))
        }
    }

    @Test(arguments: [
        Case(name: "plenty", left: 3600, decision: .use),
        Case(name: "just outside the window", left: 900, decision: .use),
        Case(name: "just inside the window", left: 899, decision: .renew(stillValid: true)),
        Case(name: "a second left", left: 1, decision: .renew(stillValid: true)),
        Case(name: "just ended", left: 0, decision: .renew(stillValid: false)),
        Case(name: "long ended", left: -86_400, decision: .renew(stillValid: false)),
        Case(name: "thirty years off", left: 946_080_000, decision: .use),
        Case(name: "ended thirty years ago", left: -946_080_000, decision: .renew(stillValid: false)),
        Case(name: "written this second", left: 600, age: 0, decision: .use),
        Case(name: "written 59 s ago", left: 600, age: 59, decision: .use),
        Case(name: "written 60 s ago", left: 600, age: 60, decision: .renew(stillValid: true)),
        Case(name: "written in the future", left: 600, age: -5, decision: .renew(stillValid: true)),
        Case(name: "written just now, but ended", left: 0, age: 1, decision: .renew(stillValid: false)),
        Case(name: "age unknown", left: 600, age: nil, decision: .renew(stillValid: true)),
        Case(name: "waited, a second left", left: 1, waited: true, decision: .use),
        Case(name: "waited, ended", left: 0, waited: true, decision: .renew(stillValid: false)),
        Case(name: "legacy, soon over", left: 100, session: .legacy, decision: .use),
        Case(name: "legacy, over", left: 0, session: .legacy, decision: .login),
        Case(name: "registration over, still valid", left: 100, registrationLeft: 0, decision: .use),
        Case(name: "registration over, ended", left: 0, registrationLeft: 0, decision: .login),
        Case(name: "registration about to end", left: 0, registrationLeft: 1, decision: .renew(stillValid: false)),
        Case(name: "no registration's end", left: 0, registrationLeft: nil, decision: .login),
        Case(name: "no refresh token", left: 0, refreshToken: nil, decision: .login),
        Case(name: "no refresh token, still valid", left: 100, refreshToken: nil, decision: .use),
        Case(name: "no client", left: 0, clientID: nil, decision: .login),
        Case(name: "no client secret", left: 0, clientSecret: nil, decision: .login),
    ])
    func `What becomes of a token`(row: Case) {
        let writtenAt = row.age.map { Self.now.advanced(bySeconds: -$0) }
        let decision = TokenRenewalPolicy.decide(
            row.token, for: row.session, at: Self.now, writtenAt: writtenAt, waited: row.waited)
        #expect(decision == row.decision)
    }
}
