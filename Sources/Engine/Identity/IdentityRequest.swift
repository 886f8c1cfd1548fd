/// Who a command was told to act as, by words that were typed.
package struct IdentityRequest: Sendable, Hashable {
    package var profile: String?
    package var session: String?
    package var account: String?
    package var role: String?
    package var region: String?
    /// What of its power is taken away.
    package var limits: SessionScope

    package init(
        profile: String? = nil, session: String? = nil, account: String? = nil, role: String? = nil,
        region: String? = nil, limits: SessionScope = SessionScope()
    ) {
        self.profile = profile
        self.session = session
        self.account = account
        self.role = role
        self.region = region
        self.limits = limits
    }

    /// Whether a role was named outright, which needs no profile.
    package var namesRole: Bool { account != nil || role != nil }
}

/// Who a command acts as: the profile if there is one, where credentials come from, and the region.
package struct ResolvedIdentity: Sendable {
    package let profile: Profile?
    package let source: CredentialSource
    package let region: Setting?
    /// Lines that a person should read once: what was passed over.
    package let notices: [String]

    package init(profile: Profile?, source: CredentialSource, region: Setting?, notices: [String]) {
        self.profile = profile
        self.source = source
        self.region = region
        self.notices = notices
    }

    /// Why this may be nobody: nothing was configured, and only asking tells whether the machine lends a role.
    package var doubt: Failure? {
        guard case .instanceMetadata(let settings) = source else { return nil }
        return settings.otherwise
    }
}
