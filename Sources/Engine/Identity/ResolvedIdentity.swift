/// Who a command acts as: the profile if there is one, where credentials come from, and the region.
package struct ResolvedIdentity: Sendable {
    package let profile: Profile?
    package let source: CredentialOrigin
    package let region: Setting?
    /// Lines that a person should read once: what was passed over.
    package let notices: [String]

    package init(profile: Profile?, source: CredentialOrigin, region: Setting?, notices: [String]) {
        self.profile = profile
        self.source = source
        self.region = region
        self.notices = notices
    }

    /// Why this may be nobody: nothing was configured, and only asking tells whether the machine lends a role.
    package var doubt: Failure? { source.provider.doubt }
}
