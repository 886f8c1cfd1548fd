/// A role that AssumeRole is to give, as a profile asks for it (<doc:CredentialProviders>, Assumed roles).
package struct RoleAssumption: Sendable, Hashable {
    /// The profile that says so.
    package let profile: String
    package let roleARN: Setting
    /// `role_session_name`; an empty one counts as none.
    package let sessionName: Setting?
    package let externalID: Setting?
    /// `duration_seconds` as it stands; `durationSeconds` is its number.
    package let duration: Setting?
    package let mfaSerial: Setting?
    /// Whose credentials sign the request.
    package var source: RoleSource
    /// Another profile asks for the same role with the same words but another source: the AWS CLI keeps both under one
    /// name, which would mix them (<doc:CacheFiles>, Roles that share a name).
    package var sharesItsCacheName = false
    /// What was typed to narrow this run.
    package var limits = RoleSessionRestrictions()
    /// It is a source of a run that was narrowed, which leaves the AWS CLI's files alone.
    package var isInScopedRun = false

    /// Whether the AWS CLI's name for it does not tell all that counts.
    package var isKeptApart: Bool { sharesItsCacheName || isInScopedRun || !limits.isEmpty }

    /// The seconds that are asked for; a text that is no number is passed over, as the AWS CLI does.
    package var durationSeconds: Int64? { duration.flatMap { PythonInteger($0.value)?.clamped } }
}
