package import SystemKit

/// A client registration as its cache file holds it, shared with the AWS CLI so that consent is asked once
/// (<doc:CacheFiles>, Client registrations).
package struct StoredRegistration: Sendable, Hashable {
    package let clientID: String
    package let clientSecret: Secret
    package let expiresAt: Instant
    package let scopes: [String]?
    /// Present for the browser flow only.
    package let grantTypes: [String]?

    package init(
        clientID: String, clientSecret: Secret, expiresAt: Instant, scopes: [String]?, grantTypes: [String]?
    ) {
        self.clientID = clientID
        self.clientSecret = clientSecret
        self.expiresAt = expiresAt
        self.scopes = scopes
        self.grantTypes = grantTypes
    }

    package init?(_ json: JSON) {
        guard
            json["accessToken"] == nil,
            let clientID = json["clientId"]?.string, clientID.isVisibleASCII,
            let clientSecret = json["clientSecret"]?.string.flatMap(Secret.init(visible:)),
            let expiry = json["expiresAt"]?.string, let expiresAt = Instant(iso8601: expiry)
        else { return nil }
        self.init(
            clientID: clientID, clientSecret: clientSecret, expiresAt: expiresAt,
            scopes: json["scopes"]?.array?.compactMap(\.string),
            grantTypes: json["grantTypes"]?.array?.compactMap(\.string)
        )
    }

    package var fileText: String {
        JSON.object([
            "clientId": .string(clientID),
            "clientSecret": .string(clientSecret.reveal()),
            "expiresAt": .string(expiresAt.iso8601),
            "scopes": scopes.map { .array($0.map(JSON.string)) },
            "grantTypes": grantTypes.map { .array($0.map(JSON.string)) },
        ]).serialized(.python)
    }

    /// Whether a sign-in of this kind may use it: 15 minutes left, and registered for that flow. Both flows share one
    /// file, so the other flow's registration is replaced.
    package func serves(_ flow: LoginFlow, at now: Instant) -> Bool {
        guard expiresAt.seconds(since: now) >= TokenRenewalPolicy.window else { return false }
        let isForBrowser = grantTypes?.contains("authorization_code") ?? false
        return isForBrowser == (flow == .browser)
    }
}
