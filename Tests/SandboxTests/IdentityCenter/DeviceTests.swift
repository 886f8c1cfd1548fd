import SystemKit
import Testing

@testable import Sandbox

struct DeviceTests {
    private func refusal(_ fixture: inout Fixture, _ request: CreateTokenRequest, at now: Instant) -> String? {
        #expect(throws: ServiceError.self) { try fixture.center.createToken(request, now: now) }?.type
    }

    @Test func `a device is pending until somebody allows it, and its code works once`() throws {
        var fixture = Fixture()
        let (client, device) = try fixture.device()
        let poll = Fixture.poll(client, device)
        #expect(refusal(&fixture, poll, at: noon) == "AuthorizationPendingException")
        let typed = device.userCode.lowercased().replacing("-", with: " ")
        let isFirst = fixture.center.decideDevice(typed, allow: true, now: noon)
        #expect(isFirst)
        let grant = try fixture.center.createToken(poll, now: noon.after(1))
        #expect(grant.refreshToken != nil)
        #expect(refusal(&fixture, poll, at: noon.after(2)) == "InvalidGrantException")
        let isSecond = fixture.center.decideDevice(typed, allow: true, now: noon)
        #expect(!isSecond)
    }

    @Test func `two polls at once are fine, a third is too fast, one in each interval is fine`() throws {
        var fixture = Fixture()
        let (client, device) = try fixture.device()
        let poll = Fixture.poll(client, device)
        let types = [0, 0, 0, 1, 2, 2, 3].map { refusal(&fixture, poll, at: noon.after($0)) }
        let (pending, slow) = ("AuthorizationPendingException", "SlowDownException")
        #expect(types == [pending, pending, slow, pending, pending, slow, pending])
    }

    @Test func `a denied device hears it`() throws {
        var fixture = Fixture()
        let (client, device) = try fixture.device()
        fixture.center.decideDevice(device.userCode, allow: false, now: noon)
        #expect(refusal(&fixture, Fixture.poll(client, device), at: noon) == "AccessDeniedException")
    }

    @Test func `a device code expires`() throws {
        var fixture = Fixture()
        let (client, device) = try fixture.device()
        #expect(refusal(&fixture, Fixture.poll(client, device), at: noon.after(600)) == "ExpiredTokenException")
        let isLate = fixture.center.decideDevice(device.userCode, allow: true, now: noon.after(600))
        #expect(!isLate)
    }

    @Test(arguments: [(ApprovalMode.always, nil), (.deny, "AccessDeniedException")] as [(ApprovalMode, String?)])
    func `approval without a visit`(mode: ApprovalMode, error: String?) throws {
        var fixture = Fixture { $0.autoApprove = mode }
        let (client, device) = try fixture.device()
        if let error {
            #expect(refusal(&fixture, Fixture.poll(client, device), at: noon) == error)
        } else {
            #expect(throws: Never.self) {
                try fixture.center.createToken(Fixture.poll(client, device), now: noon)
            }
        }
    }

    @Test func `another start URL, and a client of the other flow, are refused`() throws {
        var fixture = Fixture()
        let client = try fixture.center.register(Fixture.deviceClient(), now: noon)
        let browser = try fixture.center.register(Fixture.browserClient(), now: noon)
        func start(_ client: RegisteredClient, _ url: String) -> String? {
            let request = StartDeviceAuthorizationRequest(
                clientId: client.id,
                clientSecret: client.registration.secret,
                startUrl: url
            )
            return #expect(throws: ServiceError.self) { try fixture.center.startDevice(request, now: noon) }?.type
        }
        #expect(start(client, "https://other.awsapps.com/start") == "InvalidRequestException")
        #expect(start(browser, "https://sandbox.awsapps.com/start") == "UnauthorizedClientException")
    }

    @Test func `a registration without scopes opens the portal for eight hours and brings no refresh token`() throws {
        var fixture = Fixture { $0.autoApprove = .always }
        let (client, device) = try fixture.device(scopes: nil)
        let grant = try fixture.center.createToken(Fixture.poll(client, device), now: noon)
        #expect(grant.refreshToken == nil)
        #expect(grant.expiresIn == 28_800)
        #expect(throws: Never.self) { try fixture.center.bearer(grant.accessToken, now: noon) }
    }

    @Test func `scopes without the portal's open nothing`() throws {
        var fixture = Fixture { $0.autoApprove = .always }
        let (client, device) = try fixture.device(scopes: ["codewhisperer:completions"])
        let grant = try fixture.center.createToken(Fixture.poll(client, device), now: noon)
        #expect(grant.refreshToken == nil)
        #expect(throws: ServiceError.unauthorized) { try fixture.center.bearer(grant.accessToken, now: noon) }
    }
}
