import SystemKit

/// Where a web identity's settings come from: each from its variable, where variables count, else from the profile
/// (<doc:CredentialProviders>, Web identity).
struct WebIdentitySettings {
    let profile: Profile?
    let variables: Environment?

    func resolve() throws(Failure) -> WebIdentity? {
        guard
            let file = setting(EnvironmentKey.webIdentityTokenFile, "web_identity_token_file"), !file.value.isEmpty
        else { return nil }
        guard let role = setting(EnvironmentKey.roleARN, "role_arn"), !role.value.isEmpty else {
            throw Failure(
                .configInvalid, "there is a web identity token file but no role for it", at: file.location,
                hint: "add role_arn = ARN to the profile, or export \(EnvironmentKey.roleARN)=ARN")
        }
        try RoleLimits.check(role, "role_arn", of: profile?.name)
        let name = setting(EnvironmentKey.roleSessionName, "role_session_name")
        return WebIdentity(
            profile: profile?.name, tokenFile: file, roleARN: role,
            sessionName: name.flatMap { $0.value.isEmpty ? nil : $0 })
    }

    /// A variable that is set, even to nothing, hides the profile's key.
    private func setting(_ variable: String, _ key: String) -> Setting? {
        variables?[variable].map { Setting(value: $0, location: .variable(variable)) } ?? profile?[key]
    }
}
