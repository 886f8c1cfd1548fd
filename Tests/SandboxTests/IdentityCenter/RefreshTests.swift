import SystemKit
import Testing

@testable import Sandbox

struct RefreshTests {
    private func refused(_ fixture: inout Fixture, _ request: CreateTokenRequest, at now: Instant = noon) {
        let error = #expect(throws: ServiceError.self) { try fixture.center.createToken(request, now: now) }
        #expect(error == .invalidGrant("Invalid refresh token provided"))
    }

    @Test func `a refresh token is worthless once it was used`() throws {
        var fixture = Fixture()
        let (client, grant) = try fixture.signIn()
        let old = Fixture.refresh(client, grant.refreshToken)
        let next = try fixture.center.createToken(old, now: noon)
        #expect(next.refreshToken != grant.refreshToken)
        refused(&fixture, old)
        #expect(throws: Never.self) {
            try fixture.center.createToken(Fixture.refresh(client, next.refreshToken), now: noon)
        }
    }

    @Test func `without rotation the same token comes back`() throws {
        var fixture = Fixture { $0.rotateRefreshTokens = false }
        let (client, grant) = try fixture.signIn()
        let next = try fixture.center.createToken(Fixture.refresh(client, grant.refreshToken), now: noon)
        #expect(next.refreshToken == grant.refreshToken)
    }

    @Test func `a reply without a refresh token leaves the old one good`() throws {
        var fixture = Fixture { $0.returnRefreshToken = false }
        let (client, grant) = try fixture.signIn()
        for _ in 0..<2 {
            let next = try fixture.center.createToken(Fixture.refresh(client, grant.refreshToken), now: noon)
            #expect(next.refreshToken == nil)
        }
    }

    @Test func `nothing outlives its sign-in`() throws {
        var fixture = Fixture { $0.lifetimes.session = 4000 }
        let (client, grant) = try fixture.signIn()
        let next = try fixture.center.createToken(Fixture.refresh(client, grant.refreshToken), now: noon.after(3500))
        #expect(next.expiresIn == 500)
        refused(&fixture, Fixture.refresh(client, next.refreshToken), at: noon.after(4000))
        #expect(throws: ServiceError.unauthorized) {
            try fixture.center.bearer(next.accessToken, now: noon.after(4000))
        }
    }

    @Test func `another client's refresh token is worth nothing`() throws {
        var fixture = Fixture()
        let (_, grant) = try fixture.signIn()
        let (thief, _) = try fixture.signIn()
        refused(&fixture, Fixture.refresh(thief, grant.refreshToken))
    }

    @Test func `revoked sessions end tokens and refreshes, revoked tokens only tokens`() throws {
        var fixture = Fixture()
        let (client, grant) = try fixture.signIn()
        fixture.center.revoke(.tokens)
        #expect(throws: ServiceError.unauthorized) { try fixture.center.bearer(grant.accessToken, now: noon) }
        let next = try fixture.center.createToken(Fixture.refresh(client, grant.refreshToken), now: noon)
        #expect(throws: Never.self) { try fixture.center.bearer(next.accessToken, now: noon) }
        fixture.center.revoke(.sessions)
        #expect(throws: ServiceError.unauthorized) { try fixture.center.bearer(next.accessToken, now: noon) }
        refused(&fixture, Fixture.refresh(client, next.refreshToken))
    }
}
