/// What a plugin is asked for a profile's credentials with: the profile as it is configured, and no secret.
package struct PluginCredentialRequest: Sendable, Hashable {
    package let profile: String
    package let accountID: String?
    package let roleName: String?
    package let region: String?
    package let settings: [NamedSetting]
    /// What awsx's own config says to this plugin.
    package let options: [NamedSetting]
    package let durationSeconds: Int64?

    init(_ provider: PluginProvider, _ rule: ProviderPluginRules.Rule) {
        profile = provider.profile
        accountID = provider.account?.value
        roleName = provider.role?.value
        region = provider.region?.value
        settings = provider.settings
        options = rule.options
        durationSeconds = provider.durationSeconds
    }

    package init(
        profile: String, accountID: String? = nil, roleName: String? = nil, region: String? = nil,
        settings: [NamedSetting] = [], options: [NamedSetting] = [], durationSeconds: Int64? = nil
    ) {
        self.profile = profile
        self.accountID = accountID
        self.roleName = roleName
        self.region = region
        self.settings = settings
        self.options = options
        self.durationSeconds = durationSeconds
    }
}
