/// The sign-in service that console sessions come from (<doc:LoginSessions>); implemented over HTTP in Wire.
///
/// Calls throw `ServiceError`, whose `reason` is the service's `error`, for a refusal, and `Failure` for no answer.
package protocol SignInService: Sendable {
    /// Renews by a refresh token, with a proof that the key is held (RFC 9449).
    ///
    /// Throws `Failure` with `.loginNeeded` for a key that can't be read.
    func renew(clientID: String, refreshToken: Secret, dpopKey: Secret) async throws -> SignInReply
    /// Redeems what the browser brought, once; from then on the session belongs to the key.
    func createToken(_ code: SignInCode, dpopKey: Secret) async throws -> SignInGrant
    /// A new key, as the PEM text that the session's file holds.
    func makeKey() -> Secret
    /// The address that a browser is sent to (<doc:LoginSessions>, Signing in).
    func authorizeURL(_ parameters: [(name: String, value: String)]) -> String
    /// Where a browser on another machine ends, and shows a text to copy.
    var confirmationURL: String { get }
    /// Reads that text; nil for one that is none, or belongs to another sign-in.
    func authorizationCode(pasted text: String, state: String) -> Secret?
}

/// What the sign-in service answers to a renewal (<doc:LoginSessions>, Renewal); `expiresIn` in seconds, 900 at most.
package struct SignInReply: Sendable, Hashable {
    package let accessKeyID: String
    package let secretAccessKey: Secret
    package let sessionToken: Secret
    package let expiresIn: Int64
    package let refreshToken: Secret

    package init(
        accessKeyID: String, secretAccessKey: Secret, sessionToken: Secret, expiresIn: Int64, refreshToken: Secret
    ) {
        self.accessKeyID = accessKeyID
        self.secretAccessKey = secretAccessKey
        self.sessionToken = sessionToken
        self.expiresIn = expiresIn
        self.refreshToken = refreshToken
    }
}

/// What a sign-in in the browser ended with, and what proves that it was ours (RFC 7636).
package struct SignInCode: Sendable, Hashable {
    package let clientID: String
    package let code: Secret
    package let verifier: Secret
    package let redirectURI: String

    package init(clientID: String, code: Secret, verifier: Secret, redirectURI: String) {
        self.clientID = clientID
        self.code = code
        self.verifier = verifier
        self.redirectURI = redirectURI
    }
}

/// A new session: its first keys, and who signed in.
package struct SignInGrant: Sendable, Hashable {
    package let reply: SignInReply
    /// `aws_sigv4`.
    package let tokenType: String
    package let idToken: Secret
    /// The ARN that the ID token is about.
    package let subject: String

    package init(reply: SignInReply, tokenType: String, idToken: Secret, subject: String) {
        self.reply = reply
        self.tokenType = tokenType
        self.idToken = idToken
        self.subject = subject
    }
}

/// The sessions of an identity at the sign-in service; implemented over HTTP in Wire.
package protocol SignInSessionService: Sendable {
    /// Ends the session at AWS, so that nobody can renew it any more.
    ///
    /// - Parameter idToken: tells which of the identity's sessions is meant.
    /// - Returns: false if none of them is certain to be that one; then nothing is ended.
    /// - Throws: `ServiceError`, `Failure`.
    func revoke(clientID: String, idToken: Secret, with credentials: Credentials) async throws -> Bool
}
