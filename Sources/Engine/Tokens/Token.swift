package import SystemKit

/// An SSO access token and what renews it, as the token file holds it (<doc:CacheFiles>, Token files).
package struct Token: Sendable, Hashable {
    package let startURL: String?
    package let region: String?
    package let accessToken: Secret
    package let expiresAt: Instant
    package let clientID: String?
    package let clientSecret: Secret?
    package let registrationExpiresAt: Instant?
    package let refreshToken: Secret?

    package init(
        startURL: String?, region: String?, accessToken: Secret, expiresAt: Instant, clientID: String?,
        clientSecret: Secret?, registrationExpiresAt: Instant?, refreshToken: Secret?
    ) {
        self.startURL = startURL
        self.region = region
        self.accessToken = accessToken
        self.expiresAt = expiresAt
        self.clientID = clientID
        self.clientSecret = clientSecret
        self.registrationExpiresAt = registrationExpiresAt
        self.refreshToken = refreshToken
    }

    /// Reads a token file: any member order and layout, unknown members passed over, every known spelling of a time.
    /// Nil for what is no token: another tool's file, or one whose token or expiry is missing or of another kind, or
    /// holds characters that no token has, such as a terminal's escapes.
    package init?(_ json: JSON) {
        guard
            let accessToken = json["accessToken"]?.string, accessToken.isVisibleASCII,
            let expiry = json["expiresAt"]?.string, let expiresAt = Instant(iso8601: expiry)
        else { return nil }
        self.init(
            startURL: json["startUrl"]?.string,
            region: json["region"]?.string,
            accessToken: Secret(accessToken),
            expiresAt: expiresAt,
            clientID: json["clientId"]?.string,
            clientSecret: json["clientSecret"]?.string.flatMap(Secret.init(visible:)),
            registrationExpiresAt: json["registrationExpiresAt"]?.string.flatMap { Instant(iso8601: $0) },
            refreshToken: json["refreshToken"]?.string.flatMap(Secret.init(visible:))
        )
    }

    /// Whether it is for another Region than a session's: its file is named by the session alone, and `sso_region` can have
    /// been changed since (<doc:StandbyRegions>).
    package func isForeign(to session: SSOSession) -> Bool { region.map { $0 != session.region } ?? false }

    /// The file's text: the AWS CLI's members, order and separators, no final newline.
    package var fileText: String {
        JSON.object([
            "startUrl": startURL.map(JSON.string),
            "region": region.map(JSON.string),
            "accessToken": .string(accessToken.reveal()),
            "expiresAt": .string(expiresAt.iso8601),
            "clientId": clientID.map(JSON.string),
            "clientSecret": clientSecret.map { .string($0.reveal()) },
            "registrationExpiresAt": registrationExpiresAt.map { .string($0.iso8601) },
            "refreshToken": refreshToken.map { .string($0.reveal()) },
        ]).serialized(.python)
    }
}
