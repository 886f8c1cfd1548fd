package import SystemKit

/// What the cache file of an `aws login` session holds: short-lived keys, and what renews them (<doc:LoginSessions>,
/// The file).
package struct LoginToken: Sendable, Hashable {
    package let credentials: Credentials
    package let clientID: String
    package let refreshToken: Secret
    /// The PEM text of the key that proofs are signed with; the refresh token works with no other.
    package let dpopKey: Secret
    /// The region whose sign-in service the session was made with; nil where the file doesn't tell, as those before
    /// botocore 1.44.
    package let signInRegion: String?
    /// Who signed in, as the service said it then; nil where the file doesn't tell.
    package let idToken: Secret?
    /// The file as it was read, so that members which awsx doesn't know stay.
    private let json: JSON

    /// What is wrong with a file.
    package enum Fault: Error, Sendable, Hashable {
        case notAnObject
        /// Members that the AWS CLI wants as well.
        case missing([String])
    }

    /// Reads a file's text: any layout and order. An expiry that is missing or no time counts as long past.
    package init(_ json: JSON?) throws(Fault) {
        guard let json, json.members != nil else { throw .notAnObject }
        let keys = json["accessToken"]
        // What has characters that no key or token has, such as a terminal's escapes, is none.
        var missing = ["accessToken", "refreshToken", "dpopKey", "clientId"].filter { name in
            json[name] == nil
                || ["refreshToken", "clientId"].contains(name) && json[name]?.string?.isVisibleASCII == false
        }
        if json["accessToken"] != nil {
            missing += ["accessKeyId", "secretAccessKey", "sessionToken"]
                .filter { !(keys?[$0]?.string?.isVisibleASCII ?? false) }.map { "accessToken.\($0)" }
        }
        guard
            missing.isEmpty, let accessKeyID = keys?["accessKeyId"]?.string,
            let secret = keys?["secretAccessKey"]?.string, let sessionToken = keys?["sessionToken"]?.string,
            let clientID = json["clientId"]?.string, let refreshToken = json["refreshToken"]?.string,
            let dpopKey = json["dpopKey"]?.string
        else { throw .missing(missing) }
        credentials = Credentials(
            accessKeyID: accessKeyID, secretAccessKey: Secret(secret), sessionToken: Secret(sessionToken),
            expiration: keys?["expiresAt"]?.string.flatMap { Instant(iso8601: $0) } ?? Instant(seconds: 0),
            accountID: keys?["accountId"]?.string.flatMap { $0.isVisibleASCII ? $0 : nil })
        self.clientID = clientID
        self.refreshToken = Secret(refreshToken)
        self.dpopKey = Secret(dpopKey)
        signInRegion = json["signInRegion"]?.string.flatMap { $0.isEmpty ? nil : $0 }
        idToken = json["idToken"]?.string.map { Secret($0) }
        self.json = json
    }

    /// The file's text after a renewal: keys and refresh token replaced, every other member as it was, in its place.
    package func text(renewedBy reply: SignInReply, at now: Instant, _ session: LoginSession) -> String {
        let keys = Self.keys(reply, account: credentials.accountID ?? session.accountID, at: now)
        let members = (json.members ?? []).map { member in
            switch member.name {
            case "accessToken": JSON.Member(member.name, keys)
            case "refreshToken": JSON.Member(member.name, .string(reply.refreshToken.reveal()))
            default: member
            }
        }
        return JSON.object(members).serialized(.python)
    }

    /// The file's text after a sign-in.
    ///
    /// - Parameter region: whose sign-in service the session was made with.
    package static func text(
        _ grant: SignInGrant, clientID: String, dpopKey: Secret, region: String, at now: Instant,
        _ session: LoginSession
    ) -> String {
        JSON.object([
            "accessToken": keys(grant.reply, account: session.accountID, at: now),
            "tokenType": .string(grant.tokenType), "clientId": .string(clientID),
            "refreshToken": .string(grant.reply.refreshToken.reveal()), "idToken": .string(grant.idToken.reveal()),
            "dpopKey": .string(dpopKey.reveal()), "signInRegion": .string(region),
        ]).serialized(.python)
    }

    private static func keys(_ reply: SignInReply, account: String?, at now: Instant) -> JSON {
        JSON.object([
            "accessKeyId": .string(reply.accessKeyID), "secretAccessKey": .string(reply.secretAccessKey.reveal()),
            "sessionToken": .string(reply.sessionToken.reveal()), "accountId": account.map(JSON.string),
            "expiresAt": .string(now.advanced(bySeconds: reply.expiresIn).iso8601),
        ])
    }
}
