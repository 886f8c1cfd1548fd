package import Engine
import SystemKit

/// The sessions that the sign-in service keeps for an identity, over HTTP (<doc:LoginSessions>, Signing out).
package struct SignInSessionClient: SignInSessionService {
    private let endpoint: Endpoint
    private let client: ServiceClient
    /// Seconds by which an ID token's `iat` may differ from the session's own time.
    private static let tolerance: Int64 = 60
    /// So many sessions of two minutes are no person's.
    private static let mostPages = 10

    package init(endpoint: Endpoint, client: ServiceClient) {
        self.endpoint = endpoint
        self.client = client
    }

    package func revoke(clientID: String, idToken: Secret, with credentials: Credentials) async throws -> Bool {
        guard let issuedAt = IdentityToken(idToken)?.issuedAt else { return false }
        let sessions = try await sessions(of: clientID, issued: issuedAt, credentials)
        guard sessions.count == 1, let arn = sessions.first else { return false }
        let body = JSON.object(["sessionArns": .array([.string(arn)]), "reason": .string("signed out")])
        let answer = try await ask("BatchRevokeSessions", "/batch-revoke-sessions", body, credentials)
        if let error = try answer.objects("errors").first {
            throw Failure(
                .failed, "AWS did not end the session (\(try error.text("code")): \(try error.text("message")))",
                at: .url(endpoint.url))
        }
        return true
    }

    /// The identity's sessions of a client that were issued about a time; none where the list has no end.
    private func sessions(
        of clientID: String, issued: Instant, _ credentials: Credentials
    ) async throws -> [String] {
        var found: [String] = []
        var next: String?
        for _ in 0..<Self.mostPages {
            let body = JSON.object([
                "status": .string("ACTIVE"), "clientId": .string(clientID),
                "issuedAfter": .integer(issued.seconds - Self.tolerance),
                "issuedBefore": .integer(issued.seconds + Self.tolerance), "nextToken": next.map(JSON.string),
            ])
            let answer = try await ask("ListSessions", "/list-sessions", body, credentials)
            for item in try answer.objects("items") {
                // What was asked for is looked at again, since another session would be ended.
                let time = try item.requiredInteger("issuedAt", in: JSONResponse.epochSeconds)
                guard try item.optionalText("clientId") ?? clientID == clientID,
                    try item.optionalText("status") ?? "ACTIVE" == "ACTIVE",
                    abs(time - issued.seconds) <= Self.tolerance
                else { continue }
                found.append(try item.text("sessionArn"))
            }
            next = try answer.optionalText("nextToken")
            if next == nil { return found }
        }
        return []
    }

    private func ask(
        _ operation: String, _ path: String, _ body: JSON, _ credentials: Credentials
    ) async throws -> JSONResponse {
        try credentials.requireHeaderText()
        let signer = SigV4(service: "signin", region: endpoint.region)
        let url = endpoint.url + path
        let request = HTTPRequest(
            "POST", url, headers: [HTTPField("Content-Type", "application/json")],
            body: Array(body.serialized(.minified).utf8))
        let call = ServiceCall(operation: operation, format: .json, url: url, secrets: credentials.secrets) {
            signer.sign(request, with: credentials, at: $0)
        }
        return try JSONResponse(try await client.send(call), to: call)
    }
}
