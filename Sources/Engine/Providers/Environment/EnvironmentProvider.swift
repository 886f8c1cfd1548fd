package import SystemKit

/// Keys in variables (<doc:CredentialProviders>, Keys), where no profile was named.
package struct EnvironmentProvider: StaticKeysProvider, Hashable {
    package static let name = "env"

    package let held: Credentials

    package static func fromEnvironment(_ environment: Environment) throws(Failure) -> CredentialOrigin? {
        guard let keys = try EnvironmentCredentials.load(environment) else { return nil }
        return .environment(keys)
    }

    package static let sourceName: String? = "Environment"

    package static func fromSourceName(_ lookup: CredentialSourceProviderLookup) throws(Failure) -> CredentialOrigin {
        if let source = try fromEnvironment(lookup.environment) { return source }
        throw lookup.nothing(
            "needs keys in the environment",
            hint:
                "export \(EnvironmentKey.accessKeyID) and \(EnvironmentKey.secretAccessKey), or use source_profile instead"
        )
    }

    package static func isChosen(in context: RuntimeContext) throws(Failure) -> Bool {
        try EnvironmentCredentials.load(context.environment) != nil
    }

    package static let identityVariable: String? = EnvironmentKey.accessKeyID

    package static func notice(
        beside name: String, using source: CredentialOrigin, in environment: Environment
    ) -> String? {
        if source.provider.sourceCredentials != nil, source.origin.provider is EnvironmentProvider {
            return
                "\(name) is used, whose role is assumed with the keys in \(EnvironmentKey.accessKeyID); other programs would use those keys directly"
        }
        guard environment.text(EnvironmentKey.accessKeyID) != nil else { return nil }
        return
            "\(name) is used, not the keys in \(EnvironmentKey.accessKeyID); other programs would use the keys (unset them to be sure)"
    }

    package static let titleWithoutProfile = "none: keys from the environment"
    package static let readsProfile = false
}

extension EnvironmentProvider {
    package static func condition(_ lookup: ProviderConditionInput) throws(Failure) -> ProviderCondition {
        let variable = EnvironmentKey.accessKeyID
        guard lookup.environment.text(variable) != nil else {
            return ProviderCondition(trigger: nil, absence: "\(variable) is not set")
        }
        guard let chosen = lookup.chosen else { return ProviderCondition(trigger: variable, absence: "") }
        guard case .variable(let name) = chosen.location else {
            return ProviderCondition(trigger: nil, absence: "a profile was given, so \(variable) is ignored")
        }
        return ProviderCondition(
            trigger: nil, absence: "\(name) is set, so \(variable) is ignored; the AWS CLI would use it")
    }

    package func variables(isProfileNamed: Bool) -> [String] {
        [
            EnvironmentKey.accessKeyID, EnvironmentKey.secretAccessKey, EnvironmentKey.securityToken,
            EnvironmentKey.sessionToken, EnvironmentKey.credentialExpiration, EnvironmentKey.accountID,
        ]
    }

    package func shownSettings(isSource: Bool) -> KeyValuePairs<String, JSON?> {
        isSource
            ? ["credential_source": Self.sourceName.map(JSON.string)]
            : ["aws_access_key_id": .string(held.accessKeyID)]
    }
}

extension CredentialOrigin {
    package static func environment(_ keys: Credentials) -> CredentialOrigin {
        CredentialOrigin(EnvironmentProvider(held: keys))
    }
}
