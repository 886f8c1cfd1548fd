package import SystemKit

/// What `awsx exec` wrote beside the keys that it gave to a command. Labels are for people: they select nothing and prove
/// nothing.
package struct ExecLabels: Sendable, Hashable {
    package let profile: String?
    package let accountID: String?
    package let roleName: String?

    /// The labels of keys in the environment inside `awsx exec`; nil anywhere else, and for credentials from elsewhere.
    package static func of(_ source: CredentialOrigin, in environment: Environment) -> ExecLabels? {
        guard source.provider is EnvironmentProvider, environment.isInsideRun else { return nil }
        let labels = ExecLabels(
            profile: environment.text(EnvironmentKey.awsxProfile),
            accountID: environment.text(EnvironmentKey.awsxAccountID),
            roleName: environment.text(EnvironmentKey.awsxRole))
        return labels == ExecLabels(profile: nil, accountID: nil, roleName: nil) ? nil : labels
    }

    /// What keys in the environment are narrowed to, as whoever put them there calls it; nil for credentials from elsewhere.
    package static func scope(of source: CredentialOrigin, in environment: Environment) -> String? {
        source.provider is EnvironmentProvider ? environment.text(EnvironmentKey.awsxScope) : nil
    }

    package var json: JSON {
        .object(["profile": .text(profile), "accountId": .text(accountID), "roleName": .text(roleName)])
    }
}
