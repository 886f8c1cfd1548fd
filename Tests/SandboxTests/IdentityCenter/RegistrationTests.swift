import SystemKit
import Testing

@testable import Sandbox

struct RegistrationTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let type: String
        let change: @Sendable (inout RegisterClientRequest) -> Void

        init(_ description: String, _ type: String, _ change: @escaping @Sendable (inout RegisterClientRequest) -> Void)
        {
            testDescription = description
            self.type = type
            self.change = change
        }
    }

    static let refusals = [
        Case("no name", "InvalidRequestException") { $0.clientName = nil },
        Case("empty name", "InvalidRequestException") { $0.clientName = "" },
        Case("no type", "InvalidRequestException") { $0.clientType = nil },
        Case("confidential", "InvalidClientMetadataException") { $0.clientType = "confidential" },
        Case("foreign redirect", "InvalidRedirectUriException") { $0.redirectUris = ["https://evil.example/cb"] },
        Case("no redirect", "InvalidRedirectUriException") { $0.redirectUris = nil },
        Case("unknown grant", "UnsupportedGrantTypeException") { $0.grantTypes = ["password"] },
        Case("bad scope", "InvalidScopeException") { $0.scopes = ["a b"] },
        Case("foreign issuer", "InvalidRequestException") { $0.issuerUrl = "https://other.awsapps.com/start" },
        Case("no issuer", "InvalidRequestException") { $0.issuerUrl = nil },
    ]

    @Test(arguments: refusals)
    func `a registration that AWS refuses is refused`(refusal: Case) {
        var fixture = Fixture()
        var request = Fixture.browserClient()
        refusal.change(&request)
        let error = #expect(throws: ServiceError.self) { try fixture.center.register(request, now: noon) }
        #expect(error?.type == refusal.type)
        #expect(error?.status == 400)
    }

    @Test func `a registration lives for ninety days and holds the marker`() throws {
        var fixture = Fixture()
        let client = try fixture.center.register(Fixture.browserClient(), now: noon)
        #expect(client.registration.expires == noon.after(7_776_000))
        #expect(client.registration.secret.contains(SecretGenerator.marker))
        #expect(client.registration.secret.utf8.count > 1000)
    }

    @Test func `an unknown, expired or revoked client is refused with 401`() throws {
        var fixture = Fixture()
        let (client, grant) = try fixture.signIn()
        func refusal(_ center: IdentityCenter, _ request: CreateTokenRequest, at now: Instant = noon) -> ServiceError? {
            var center = center
            return #expect(throws: ServiceError.self) { try center.createToken(request, now: now) }
        }
        let request = Fixture.refresh(client, grant.refreshToken)
        var wrong = request
        wrong.clientSecret = "x"
        var revoked = fixture.center
        revoked.revoke(.registrations)
        let errors = [
            refusal(fixture.center, wrong), refusal(revoked, request),
            refusal(fixture.center, request, at: noon.after(7_776_000)),
        ]
        #expect(errors.map { $0?.type } == Array(repeating: "InvalidClientException", count: 3))
        #expect(errors.allSatisfy { $0?.status == 401 })
    }
}
