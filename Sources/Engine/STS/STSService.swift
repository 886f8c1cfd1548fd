/// What STS answers (<doc:STSAndSigning>, The query protocol).
package protocol STSService: Sendable {
    func callerIdentity(of credentials: Credentials) async throws -> CallerIdentity
    /// - Parameter code: of the request's MFA device, if it names one.
    func assumeRole(
        _ request: RoleRequest, sessionName: String, code: Secret?, with credentials: Credentials
    ) async throws -> AssumedRole
    /// Asks a region's own host, since the global one can't.
    func scopedCredentials(
        _ request: ScopedCredentialsRequest, with credentials: Credentials
    ) async throws -> ScopedCredentials
    /// Unsigned: the token is what proves.
    func assumeRoleWithWebIdentity(
        _ request: RoleRequest, sessionName: String, token: Secret
    ) async throws -> AssumedRole
}

/// GetCallerIdentity's answer.
package struct CallerIdentity: Sendable, Hashable {
    package let account: String
    package let arn: String
    package let userID: String

    package init(account: String, arn: String, userID: String) {
        self.account = account
        self.arn = arn
        self.userID = userID
    }
}
