import Engine
import NetworkCommands
import PluginKit
import SystemKit
import Wire

/// Exchanges an identity's keys for an address that signs a browser in (<doc:ConsoleAndClusters>, Signing in with keys).
struct ConsoleSignIn {
    let identity: ActingIdentity
    let region: Setting
    let warn: @Sendable (String) -> Void

    /// - Parameter seconds: how long the console's session is to last; nil for as long as AWS has it.
    /// - Throws: `.configInvalid` for keys of a user, `.denied`.
    func url(to destination: ConsoleDestination, lasting seconds: Int64?) async throws -> Secret {
        let credentials = try await identity.credentials()
        guard credentials.sessionToken != nil else {
            throw Failure(
                .configInvalid,
                "the console takes only keys with a session token, and \(identity.title) has an IAM user's keys",
                hint: "use a profile with a role: role_arn, or one of Identity Center")
        }
        return try await identity.service.connected(identity.identity.profile) { connection in
            let client = FederationClient(
                endpoint: try connection.federationEndpoint(region), client: connection.client)
            let token = try await token(client, credentials, seconds)
            return client.signInURL(
                token, to: destination.url, issuer: identity.identity.source.session?.startURL)
        }
    }

    private func token(
        _ client: FederationClient, _ credentials: Credentials, _ seconds: Int64?
    ) async throws -> Secret {
        do {
            return try await client.signInToken(of: credentials, lasting: seconds)
        } catch let refusal as ServiceError where (400..<404).contains(refusal.httpStatus) {
            guard seconds != nil, refusal.httpStatus == 400 else {
                throw Failure(
                    .denied,
                    "AWS refused a console sign-in for \(identity.title) (\(refusal.code): \(refusal.message))",
                    at: .url(refusal.url),
                    hint: "awsx whoami shows whether AWS accepts the credentials")
            }
            // So it refuses a role that a role assumed.
            warn("AWS does not accept --duration for these credentials, so the console session lasts an hour")
            return try await self.token(client, credentials, nil)
        }
    }
}
