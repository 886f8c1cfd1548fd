import SystemKit

/// The names of the AWS CLI's cache files: SHA-1 over texts whose every byte counts (<doc:CacheFiles>).
package enum CacheKey {
    /// The token file of a session, by its name; of a legacy profile, by its start URL exactly as configured.
    package static func token(_ session: SSOSession) -> String { hex(session.cacheIdentity) }

    /// The client registration of a session: Python's JSON of what was asked for.
    package static func registration(_ session: SSOSession) -> String {
        let key = JSON.object([
            JSON.Member("region", .string(session.region)),
            JSON.Member("scopes", session.scopes.map { .array($0.map(JSON.string)) } ?? .null),
            JSON.Member("session_name", session.name.map(JSON.string) ?? .null),
            JSON.Member("startUrl", .string(session.startURL)),
            JSON.Member("tool", .string("botocore")),
        ])
        return hex(key.serialized(.python))
    }

    /// The role credentials that a session gives: minified JSON, sorted by member.
    package static func roleCredentials(_ role: SSORole) -> String {
        let session =
            role.session.name.map { JSON.Member("sessionName", .string($0)) }
            ?? JSON.Member("startUrl", .string(role.session.startURL))
        let key = JSON.object([
            JSON.Member("accountId", .string(role.accountID)),
            JSON.Member("roleName", .string(role.roleName)),
            session,
        ])
        return hex(key.serialized(.minified))
    }

    /// A role that STS gives: Python's JSON of the request's arguments, sorted by name. Neither a made-up session name
    /// nor the source is in it (<doc:CacheFiles>, Roles that share a name).
    package static func assumedRole(_ request: RoleRequest) -> String { role(request, token: nil) }

    /// The same of a web identity since AWS CLI 2.38: a new token has another name.
    package static func webIdentity(_ request: RoleRequest, token: Secret) -> String { role(request, token: token) }

    private static func role(_ request: RoleRequest, token: Secret?) -> String {
        let key = JSON.object([
            "DurationSeconds": request.durationSeconds.map(JSON.integer),
            "ExternalId": request.externalID.map(JSON.string), "RoleArn": .string(request.roleARN),
            "RoleSessionName": request.sessionName.map(JSON.string),
            "SerialNumber": request.serialNumber.map(JSON.string),
            "WebIdentityToken": token.map { .string($0.reveal()) },
        ])
        return hex(key.serialized(.python))
    }

    /// Credentials that awsx keeps for itself: every argument of the request and the whole source are in the name.
    package static func apart(_ source: CredentialOrigin) -> String {
        digest(source.fingerprint.serialized(.sortedLine))
    }

    private static func hex(_ text: String) -> String { MessageDigest.sha1(Array(text.utf8)).hexadecimal }

    /// SHA-256 of a text, in hexadecimal; for awsx's own files.
    package static func digest(_ text: String) -> String { digest(Array(text.utf8)) }

    /// The same of bytes.
    package static func digest(_ bytes: [UInt8]) -> String { MessageDigest.sha256(bytes).hexadecimal }
}
