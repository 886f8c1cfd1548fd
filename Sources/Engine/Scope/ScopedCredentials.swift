/// What GetScopedCredentials is asked, beside the keys that it is asked with (<doc:STSAndSigning>, Scoped credentials).
package struct ScopedCredentialsRequest: Sendable, Hashable {
    /// Nil for credentials that only live shorter.
    package let policy: String?
    /// Nil for as long as those that it is asked with.
    package let durationSeconds: Int64?
    package let description: ScopedSessionDescription

    package init(policy: String?, durationSeconds: Int64?, description: ScopedSessionDescription) {
        self.policy = policy
        self.durationSeconds = durationSeconds
        self.description = description
    }
}

/// What GetScopedCredentials gives (<doc:STSAndSigning>, Scoped credentials).
package struct ScopedCredentials: Sendable, Hashable {
    package let credentials: Credentials
    /// Percent of the largest session token that AWS gives.
    package let tokenUtilization: Int64?
    /// How many policies lie over the session.
    package let policiesCount: Int64?

    package init(credentials: Credentials, tokenUtilization: Int64? = nil, policiesCount: Int64? = nil) {
        self.credentials = credentials
        self.tokenUtilization = tokenUtilization
        self.policiesCount = policiesCount
    }
}
