/// A role that AssumeRoleWithWebIdentity is to give for the token in a file (<doc:CredentialProviders>, Web identity).
package struct WebIdentity: Sendable, Hashable {
    /// The profile that the settings are looked up in beside the environment; nil if there is none.
    package let profile: String?
    package let tokenFile: Setting
    package let roleARN: Setting
    /// An empty one counts as none.
    package let sessionName: Setting?
    /// Another profile asks for the same role in another way.
    package var sharesItsCacheName = false
    /// What was typed to narrow this run.
    package var limits = RoleSessionRestrictions()
    /// It is a source of a run that was narrowed, which leaves the AWS CLI's files alone.
    package var isInScopedRun = false

    /// Whether the AWS CLI's name for it does not tell all that counts.
    package var isKeptApart: Bool { sharesItsCacheName || isInScopedRun || !limits.isEmpty }
}
