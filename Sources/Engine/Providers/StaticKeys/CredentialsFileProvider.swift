/// A profile's keys in the credentials file (<doc:CredentialProviders>, Keys).
package struct CredentialsFileProvider: StaticKeysProvider, Hashable {
    package static let name = "shared-credentials-file"
    package static var settingKeys: [String] { StaticKeys.settingKeys }

    package let held: Credentials
    /// Where the access key stands.
    package let location: SourceLocation

    package static func fromProfile(_ lookup: ProfileProviderLookup) throws(Failure) -> CredentialOrigin? {
        guard let profile = lookup.profile,
            let (keys, location) = try StaticKeys.load(profile, profile.fromCredentialsFile)
        else { return nil }
        return .credentialsFile(keys, location)
    }

    package static func condition(_ lookup: ProviderConditionInput) throws(Failure) -> ProviderCondition {
        lookup.keys(["aws_access_key_id"], in: "the credentials file") { $0.fromCredentialsFile($1) }
    }
}

extension CredentialOrigin {
    package static func credentialsFile(_ keys: Credentials, _ location: SourceLocation) -> CredentialOrigin {
        CredentialOrigin(CredentialsFileProvider(held: keys, location: location))
    }
}
