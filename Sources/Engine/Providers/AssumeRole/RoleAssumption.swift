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
    package var limits = SessionScope()
    /// It is a source of a run that was narrowed, which leaves the AWS CLI's files alone.
    package var isInNarrowedRun = false

    /// Whether the AWS CLI's name for it does not tell all that counts.
    package var isKeptApart: Bool { sharesItsCacheName || isInNarrowedRun || !limits.isEmpty }

    /// The seconds that are asked for; a text that is no number is passed over, as the AWS CLI does.
    package var durationSeconds: Int64? { duration.flatMap { PythonInteger($0.value)?.clamped } }

    /// What is said of a duration that is no number.
    var remark: String? {
        guard let duration, durationSeconds == nil else { return nil }
        return "\(duration.location): duration_seconds = \(duration.value) is no number and is ignored"
    }
}

/// What a role's `source_profile` or `credential_source` says, and what that leads to.
package struct RoleSource: Sendable, Hashable {
    package enum Reference: Sendable, Hashable {
        /// `source_profile`: the name of a profile, perhaps of the role's own.
        case profile(Setting)
        /// `credential_source`: `Environment`, `EcsContainer` or `Ec2InstanceMetadata`.
        case named(Setting)
    }

    package let reference: Reference
    package let credentials: CredentialSource

    package init(_ reference: Reference, _ credentials: CredentialSource) {
        self.reference = reference
        self.credentials = credentials
    }
}
