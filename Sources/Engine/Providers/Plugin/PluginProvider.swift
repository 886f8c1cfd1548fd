/// A profile whose credentials a plugin gives (<doc:CredentialProviders>, Plugins), as awsx's own config says.
package struct PluginProvider: Sendable, Hashable {
    /// What gives the credentials if every plugin says that the profile is none of its: nil for nothing.
    package typealias Otherwise = Result<CredentialOrigin?, Failure>

    package let profile: String
    /// The plugins that are asked, in this order; at least one.
    package let rules: [ProviderPluginRules.Rule]
    /// What the profile says of the account and the role that its credentials are for.
    package let account: Setting?
    package let role: Setting?
    package let region: Setting?
    /// The profile's settings, without those that hold secrets.
    package let settings: [NamedSetting]
    /// Seconds that the credentials are to live, if that was typed.
    package var durationSeconds: Int64?
    let otherwise: Otherwise

    init(_ profile: Profile, _ rules: [ProviderPluginRules.Rule], otherwise: Otherwise) {
        self.profile = profile.name
        self.rules = rules
        (account, role) = Self.identity(of: profile)
        region = profile["region"]
        settings = NamedSetting.all(of: profile).filter(\.isTellable)
        self.otherwise = otherwise
    }

    private static func identity(of profile: Profile) -> (account: Setting?, role: Setting?) {
        if let arn = profile["role_arn"], let role = RoleARN(arn.value) {
            return (
                Setting(value: role.accountID, location: arn.location),
                Setting(value: role.roleName, location: arn.location)
            )
        }
        return (profile["sso_account_id"] ?? profile["aws_account_id"], profile["sso_role_name"])
    }

    /// What gives the credentials if no plugin does.
    ///
    /// - Throws: what is wrong with the profile otherwise; `.noCredentials` where nothing else gives any.
    func next() throws(Failure) -> CredentialOrigin {
        if let source = try otherwise.get() { return source }
        let rule = rules[rules.count - 1]
        throw Failure(
            .noCredentials,
            """
            plugin \(rule.plugin) does not handle profile \(profile), and the profile has no other settings that \
            provide credentials
            """,
            at: rule.profiles.location, hint: "leave the profile out of this line")
    }
}
