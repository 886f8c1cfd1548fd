/// The two files of a run whose credentials renew: the user's own, in which some profiles get their credentials from a
/// program or from none, and nowhere else (<doc:LongRuns>).
package struct RenewingConfig: Sendable {
    /// A profile, and the `credential_process` that gives its credentials; nil where the config gives none.
    package struct Entry: Sendable, Hashable {
        package let profile: String
        package let command: String?

        package init(profile: String, command: String?) {
            self.profile = profile
            self.command = command
        }
    }

    /// The config file's bytes.
    package let config: [UInt8]
    /// The credentials file's bytes without the profiles' sections; nil where it has none of them, and can stay where it is.
    package let credentials: [UInt8]?

    /// - Parameters:
    ///   - config: the user's file; empty where there is none.
    ///   - credentials: likewise.
    ///   - keepsOthers: whether the other profiles can still be named.
    /// - Throws: `.configUnparsable` for a file that can't be changed without changing more.
    package init(
        _ entries: [Entry], config: ConfigText, credentials: ConfigText, keepsOthers: Bool
    ) throws(Failure) {
        var edits: [ConfigEdit] = []
        let names = entries.map(\.profile)
        if !keepsOthers {
            edits += config.profileNames.filter { !names.contains($0) }.map { .remove(.profile($0), mark: nil) }
        }
        for entry in entries {
            let address = SectionAddress.profile(entry.profile)
            for key in Self.keys where config.section(address)?.holds(key) == true {
                edits.append(.unset(address, key: key))
            }
            if let command = entry.command {
                edits.append(.set(address, ConfigEntry("credential_process", command)))
            } else if config.section(address) == nil {
                // A profile that SDKs can be told to use has a section.
                edits.append(.insert(address, [], mark: nil))
            }
        }
        self.config = try config.applying(edits).bytes
        let shadowing = credentials.profileNames.filter { !keepsOthers || names.contains($0) }
        self.credentials =
            shadowing.isEmpty
            ? nil : try credentials.applying(shadowing.map { .remove(.credentials($0), mark: nil) }).bytes
    }

    /// Every setting of a profile by which any provider gives credentials.
    private static let keys: [String] = {
        var keys = StaticKeys.settingKeys
        for provider in ProviderOrder.awsCLI.all { keys += provider.settingKeys }
        return keys
    }()
}
