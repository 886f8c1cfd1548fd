package import Engine
import SystemKit

/// The endpoint that turns keys into a sign-in to the web console (<doc:ConsoleAndClusters>, Signing in with keys).
package struct FederationClient: Sendable {
    private let endpoint: Endpoint
    private let client: ServiceClient

    package init(endpoint: Endpoint, client: ServiceClient) {
        self.endpoint = endpoint
        self.client = client
    }

    private var url: String { "\(endpoint.url)/federation" }

    /// A token for one sign-in. The keys travel in the request's body, since addresses are logged on the way.
    ///
    /// - Parameter seconds: how long the console's session is to last; nil for as long as AWS has it.
    package func signInToken(of credentials: Credentials, lasting seconds: Int64?) async throws -> Secret {
        let session = JSON.object([
            "sessionId": .string(credentials.accessKeyID), "sessionKey": .string(credentials.secretAccessKey.reveal()),
            "sessionToken": credentials.sessionToken.map { .string($0.reveal()) },
        ]).serialized(.minified)
        var parameters = [(name: "Action", value: "getSigninToken"), ("Session", session)]
        if let seconds { parameters.append(("SessionDuration", String(seconds))) }
        let body = Array(PercentEncoding.query(parameters).utf8)
        let type = HTTPField("Content-Type", "application/x-www-form-urlencoded")
        let url = url
        let call = ServiceCall(operation: "getSigninToken", format: .json, url: url, secrets: credentials.secrets) {
            _ in
            HTTPRequest("POST", url, headers: [type], body: body)
        }
        return try JSONResponse(try await client.send(call), to: call).secret("SigninToken")
    }

    /// The address that signs a browser in.
    ///
    /// - Parameter issuer: where somebody is sent to sign in again; nil for nowhere.
    package func signInURL(_ token: Secret, to destination: String, issuer: String?) -> Secret {
        var parameters = [(name: "Action", value: "login")]
        if let issuer { parameters.append(("Issuer", issuer)) }
        parameters += [("Destination", destination), ("SigninToken", token.reveal())]
        return Secret("\(url)?\(PercentEncoding.query(parameters))")
    }
}
