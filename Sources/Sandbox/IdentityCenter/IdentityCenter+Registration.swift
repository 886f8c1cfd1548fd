import SystemKit

/// The body of RegisterClient (<doc:SignInProtocol>, Operations).
struct RegisterClientRequest: Sendable, Decodable {
    var clientName: String?
    var clientType: String?
    var scopes: [String]?
    var redirectUris: [String]?
    var grantTypes: [String]?
    var issuerUrl: String?
}

/// The client that RegisterClient made.
struct RegisteredClient: Sendable {
    let id: String
    let registration: ClientRegistration
}

extension IdentityCenter {
    /// Registers a public client. Throws what is wrong with its description (<doc:SignInProtocol>, Operations).
    mutating func register(_ request: RegisterClientRequest, now: Instant) throws(ServiceError) -> RegisteredClient {
        guard let name = request.clientName, !name.isEmpty else { throw .invalidRequest("clientName is required") }
        guard let type = request.clientType, !type.isEmpty else { throw .invalidRequest("clientType is required") }
        guard type == "public" else { throw .invalidClientMetadata("clientType must be public") }
        let scopes = request.scopes ?? []
        for scope in scopes where !isScope(scope) { throw .invalidScope("Scope is not valid") }
        var grantTypes: Set<GrantType> = []
        for name in request.grantTypes ?? [] {
            guard let grant = GrantType(rawValue: name) else {
                throw .unsupportedGrantType("Grant type is not supported")
            }
            grantTypes.insert(grant)
        }
        var redirectURIs: [LoopbackURI] = []
        for text in request.redirectUris ?? [] {
            guard let uri = LoopbackURI(text) else {
                throw .invalidRedirectURI("Redirect URI must be a loopback address")
            }
            redirectURIs.append(uri)
        }
        if grantTypes.contains(.authorizationCode) {
            guard !redirectURIs.isEmpty else { throw .invalidRedirectURI("redirectUris is required") }
            guard request.issuerUrl != nil else { throw .invalidRequest("issuerUrl is required") }
        }
        if let issuer = request.issuerUrl, !state.answersFor(issuer) { throw .invalidRequest("issuerUrl is unknown") }
        let registration = ClientRegistration(
            name: name,
            secret: generator.token("eyJraWQiOiJzYW5kYm94IiwiYWxnIjoiSFMzODQifQ.", bytes: 900),
            issued: now,
            expires: now.advanced(bySeconds: state.lifetimes.registration),
            scopes: scopes,
            redirectURIs: redirectURIs,
            grantTypes: grantTypes
        )
        let id = generator.name(bytes: 24)
        registrations[id] = registration
        return RegisteredClient(id: id, registration: registration)
    }

    /// Letters, digits and `._-*` in words that colons join.
    private func isScope(_ text: String) -> Bool {
        text.split(separator: ":", omittingEmptySubsequences: false).allSatisfy { word in
            !word.isEmpty
                && word.utf8.allSatisfy { byte in
                    switch byte {
                    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f, 0x2a: true
                    default: false
                    }
                }
        }
    }
}
