import Crypto
import SystemKit
import Testing

@testable import Sandbox

/// A moment to start from: 2026-11-21T12:00:00Z.
let noon = Instant(seconds: 1_795_262_400)

/// A server without sockets, with the steps that most tests begin with.
struct Fixture {
    var server: ServerState
    static let redirect = "http://127.0.0.1:40123/oauth/callback"
    static let verifier = String(repeating: "v", count: 64)

    init(_ change: (inout SandboxConfiguration) -> Void = { _ in }) {
        var state = SandboxConfiguration()
        change(&state)
        server = ServerState(state: state, generator: SecretGenerator(.system), baseURL: "http://127.0.0.1:4000")
    }

    var center: IdentityCenter {
        get { server.center }
        set { server.center = newValue }
    }

    static var challenge: String { Base64.urlSafe(SHA256.hash(data: Array(verifier.utf8))) }

    /// The registration that AWS CLI v2 makes for the browser flow.
    static func browserClient() -> RegisterClientRequest {
        RegisterClientRequest(
            clientName: "botocore-client-sandbox",
            clientType: "public",
            scopes: [portalScope],
            redirectUris: ["http://127.0.0.1/oauth/callback"],
            grantTypes: ["authorization_code", "refresh_token"],
            issuerUrl: "https://sandbox.awsapps.com/start"
        )
    }

    /// The registration that AWS CLI v2 makes for the device flow.
    static func deviceClient(scopes: [String]? = [portalScope]) -> RegisterClientRequest {
        RegisterClientRequest(clientName: "botocore-client-sandbox", clientType: "public", scopes: scopes)
    }

    static func query(_ client: RegisteredClient, changing changes: [String: String?] = [:]) -> FormFields {
        var parameters: [String: String?] = [
            "response_type": "code", "client_id": client.id, "redirect_uri": redirect, "state": "st&ate",
            "code_challenge_method": "S256", "scopes": portalScope, "code_challenge": challenge,
        ]
        for (name, value) in changes { parameters[name] = value }
        let text = parameters.sorted { $0.key < $1.key }.compactMap { name, value in
            value.map { "\(name)=\(PercentEncoding.encode($0))" }
        }
        return FormFields(text.joined(separator: "&"))
    }

    /// The code that the browser brings back after Allow.
    mutating func code(for client: RegisteredClient, now: Instant = noon) throws -> String {
        let request = try center.checkAuthorization(Self.query(client), now: now)
        let url = center.decide(request, allow: true, now: now)
        let query = FormFields(String(url.drop { $0 != "?" }.dropFirst()))
        return try #require(query["code"])
    }

    static func exchange(_ client: RegisteredClient, code: String) -> CreateTokenRequest {
        CreateTokenRequest(
            clientId: client.id,
            clientSecret: client.registration.secret,
            grantType: "authorization_code",
            code: code,
            redirectUri: redirect,
            codeVerifier: verifier
        )
    }

    static func refresh(_ client: RegisteredClient, _ token: String?) -> CreateTokenRequest {
        CreateTokenRequest(
            clientId: client.id,
            clientSecret: client.registration.secret,
            grantType: "refresh_token",
            refreshToken: token
        )
    }

    static func poll(_ client: RegisteredClient, _ device: DeviceAuthorizationCodes) -> CreateTokenRequest {
        CreateTokenRequest(
            clientId: client.id,
            clientSecret: client.registration.secret,
            grantType: "urn:ietf:params:oauth:grant-type:device_code",
            deviceCode: device.deviceCode
        )
    }

    /// A whole sign-in by the browser.
    mutating func signIn(now: Instant = noon) throws -> (client: RegisteredClient, grant: TokenGrant) {
        let client = try center.register(Self.browserClient(), now: now)
        let code = try code(for: client, now: now)
        return (client, try center.createToken(Self.exchange(client, code: code), now: now))
    }

    /// A device grant that waits.
    mutating func device(
        scopes: [String]? = [portalScope],
        now: Instant = noon
    ) throws -> (client: RegisteredClient, device: DeviceAuthorizationCodes) {
        let client = try center.register(Self.deviceClient(scopes: scopes), now: now)
        let request = StartDeviceAuthorizationRequest(
            clientId: client.id,
            clientSecret: client.registration.secret,
            startUrl: "https://sandbox.awsapps.com/start"
        )
        return (client, try center.startDevice(request, now: now))
    }

    /// Sends a request through counting, faults and the services.
    mutating func send(
        _ method: String,
        _ target: String,
        headers: [(name: String, value: String)] = [],
        body: String = "",
        now: Instant = noon
    ) -> ServerResponse {
        let request = ServerRequest(method, target, headers: headers, body: Array(body.utf8))
        let plan = server.plan(request, now: now)
        switch plan.handling {
        case .answer(let response): return response
        case .carryOut: return server.carryOut(request, plan, now: now)
        case .fault(let fault):
            guard let service = plan.service, case .send(let response) = fault.reply(by: service) else {
                return ServerResponse(0)
            }
            return response
        }
    }
}

extension Instant {
    func after(_ seconds: Int64) -> Instant { advanced(bySeconds: seconds) }
}

extension ServerResponse {
    var text: String { String(decoding: body, as: UTF8.self) }
    var json: [String: JSONValue] { JSONText.decode([String: JSONValue].self, from: body) ?? [:] }
}
