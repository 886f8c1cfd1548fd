package import SystemKit

/// A profile that providers look into.
package struct ProfileProviderLookup: Sendable {
    /// Nil where `default` is meant and isn't there.
    package let profile: Profile?
    /// No profile was named: `AWS_WEB_IDENTITY_TOKEN_FILE` and its like count.
    package let readsVariables: Bool
    /// A role takes its keys from it, and `RoleChain` follows roles itself.
    package let isSource: Bool
    let sources: CredentialOriginResolver

    package var config: SharedConfig { sources.config }
    package var environment: Environment { sources.environment }
}

/// What is looked into where neither the environment nor a profile gives anything.
package struct FallbackProviderLookup: Sendable {
    package let context: RuntimeContext
    /// Whose settings of the metadata service count.
    package let profile: Profile?
    /// What is said if nobody gives anything.
    package let otherwise: Failure
}

/// A role's `credential_source`.
package struct CredentialSourceProviderLookup: Sendable {
    package let setting: Setting
    /// The profile that says so.
    package let profile: Profile
    /// The profile that was chosen: its settings count for the metadata service.
    package let chosen: Profile
    package let environment: Environment

    /// The failure of a source that gives nothing; `what` completes "credential_source X of profile P …".
    package func nothing(_ what: String, hint: String) -> Failure {
        Failure(
            .noCredentials, "credential_source \(setting.value) of profile \(profile.name) \(what)",
            at: setting.location, hint: hint)
    }
}
