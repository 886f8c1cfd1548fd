/// The SSO settings of a profile, of either style, checked as the AWS CLI checks them (<doc:CredentialProviders>,
/// Identity Center).
package struct SSOProfile: Sendable {
    private let config: SharedConfig

    package init(config: SharedConfig) { self.config = config }

    /// The role that a profile names.
    package func role(of profile: Profile) throws(Failure) -> SSORole {
        let session = try session(of: profile)
        let account = try required("sso_account_id", of: profile)
        let role = try required("sso_role_name", of: profile)
        guard let session else {
            let location = profile["sso_account_id"]?.location ?? profile.location
            throw Failure(
                .configInvalid, "profile \(profile.name) has neither sso_session nor sso_start_url and sso_region",
                at: location, hint: "add sso_session = NAME to it")
        }
        return SSORole(
            session: session, accountID: account.value, roleName: role.value, accountLocation: account.location)
    }

    /// The session that a profile signs in to, or nil if it isn't for SSO.
    package func session(of profile: Profile) throws(Failure) -> SSOSession? {
        if let reference = profile["sso_session"] {
            let known = try config.knownSession(reference)
            try requireAgreement(profile, with: known, named: reference.value)
            return known.session
        }
        guard let startURL = profile["sso_start_url"] else {
            guard let region = profile["sso_region"], profile.hasText("sso_account_id") else { return nil }
            throw missing("sso_start_url", in: "profile \(profile.name)", at: region.location)
        }
        guard let region = profile["sso_region"] else {
            throw missing("sso_region", in: "profile \(profile.name)", at: startURL.location)
        }
        return SSOSession(
            name: nil, startURL: startURL.value, region: region.value, scopes: nil, location: startURL.location)
    }

    /// Every key that stands in both the profile and its session must say the same.
    private func requireAgreement(_ profile: Profile, with known: KnownSession, named name: String) throws(Failure) {
        guard let first = SessionConflict.all(of: profile, with: known.settings, of: name).first else { return }
        throw Failure(.configInvalid, first.text, at: first.ours.location, hint: first.hint)
    }

    private func required(_ key: String, of profile: Profile) throws(Failure) -> Setting {
        if let setting = profile[key], !setting.value.isEmpty { return setting }
        let location =
            profile[key]?.location ?? profile["sso_account_id"]?.location ?? profile["sso_role_name"]?.location
        throw missing(key, in: "profile \(profile.name)", at: location ?? profile.location)
    }
}

func missing(_ key: String, in section: String, at location: SourceLocation) -> Failure {
    Failure(.configInvalid, "\(section) has no \(key)", at: location, hint: "add \(key) = … to it")
}
