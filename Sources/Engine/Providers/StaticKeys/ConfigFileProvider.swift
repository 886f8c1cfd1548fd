/// A profile's keys in the config file (<doc:CredentialProviders>, Keys).
package struct ConfigFileProvider: StaticKeysProvider, Hashable {
    package static let name = "config-file"
    package static var settingKeys: [String] { StaticKeys.settingKeys }

    package let held: Credentials
    /// Where the access key stands.
    package let location: SourceLocation

    package static func fromProfile(_ lookup: ProfileProviderLookup) throws(Failure) -> CredentialOrigin? {
        guard let profile = lookup.profile,
            let (keys, location) = try StaticKeys.load(profile, profile.fromConfigFile)
        else { return nil }
        return .configFile(keys, location)
    }

    package static func condition(_ lookup: ProviderConditionInput) throws(Failure) -> ProviderCondition {
        lookup.keys(["aws_access_key_id"], in: "the config file") { $0.fromConfigFile($1) }
    }
}

extension CredentialOrigin {
    package static func configFile(_ keys: Credentials, _ location: SourceLocation) -> CredentialOrigin {
        CredentialOrigin(ConfigFileProvider(held: keys, location: location))
    }
}
