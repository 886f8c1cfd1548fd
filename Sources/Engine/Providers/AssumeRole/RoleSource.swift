/// What a role's `source_profile` or `credential_source` says, and what that leads to.
package struct RoleSource: Sendable, Hashable {
    package enum Reference: Sendable, Hashable {
        /// `source_profile`: the name of a profile, perhaps of the role's own.
        case profile(Setting)
        /// `credential_source`: `Environment`, `EcsContainer` or `Ec2InstanceMetadata`.
        case named(Setting)
    }

    package let reference: Reference
    package let credentials: CredentialOrigin

    package init(_ reference: Reference, _ credentials: CredentialOrigin) {
        self.reference = reference
        self.credentials = credentials
    }
}
