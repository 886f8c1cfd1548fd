import SystemKit

/// A checked request of the console's authorize page (<doc:LoginSessions>, Signing in).
struct ConsoleAuthorization: Sendable, Hashable {
    /// The two clients that AWS knows.
    enum Client: String, Sendable {
        case sameDevice = "arn:aws:signin:::devtools/same-device"
        case crossDevice = "arn:aws:signin:::devtools/cross-device"
    }

    /// The page that shows a browser on another machine what to copy.
    static let confirmationPath = "/v1/sessions/confirmation"

    let client: Client
    let redirectURI: String
    let state: String
    /// base64url of the SHA-256 of the verifier that will come (RFC 7636).
    let challenge: String
    /// Of the sign-in service that was asked; nil where the host tells none.
    let region: String?

    /// - Parameter base: scheme and host that the browser asked.
    /// - Throws: a reason; nobody is redirected.
    init(_ query: FormFields, base: String, region: String?) throws(AuthorizationProblem) {
        guard let client = query["client_id"].flatMap(Client.init) else { throw .page("The client is unknown.") }
        guard let redirectURI = query["redirect_uri"] else { throw .page("There is no redirect URI.") }
        switch client {
        case .sameDevice:
            guard let loopback = LoopbackURI(redirectURI),
                let callback = LoopbackURI("http://127.0.0.1/oauth/callback"),
                loopback.matches(callback)
            else { throw .page("The redirect URI is not one of this client.") }
        case .crossDevice:
            guard redirectURI == base + Self.confirmationPath else {
                throw .page("The redirect URI is not one of this client.")
            }
        }
        guard !query.hasRepeatedName else { throw .page("A parameter is repeated.") }
        guard query["response_type"] == "code", query["scope"] == "openid" else {
            throw .page("response_type must be code, and scope openid.")
        }
        guard query["code_challenge_method"] == "SHA-256" else {
            throw .page("code_challenge_method must be SHA-256.")
        }
        guard let challenge = query["code_challenge"], PKCEChallenge.isValid(challenge) else {
            throw .page("code_challenge is not the hash of a verifier.")
        }
        guard let state = query["state"], !state.isEmpty else { throw .page("There is no state.") }
        self.client = client
        self.redirectURI = redirectURI
        self.state = state
        self.challenge = challenge
        self.region = region
    }

    /// Where the browser goes with these parameters and the state.
    func redirect(_ parameters: KeyValuePairs<String, String>) -> String {
        "\(redirectURI)?\(PercentEncoding.query(Array(parameters) + [(key: "state", value: state)]))"
    }
}

/// A challenge of PKCE: SHA-256 in base64url without padding, 43 letters (RFC 7636).
enum PKCEChallenge {
    static func isValid(_ text: String) -> Bool {
        text.utf8.count == 43
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x5f: true
                default: false
                }
            }
    }
}
