package import SystemKit

/// Which plugins are asked for the credentials of which profiles, as awsx's own config says: a section `[plugin NAME]` with
/// `profiles = GLOB…`. No key of a plugin's stands in the AWS CLI's files.
package struct ProviderPluginRules: Sendable, Hashable {
    package struct Rule: Sendable, Hashable {
        /// The plugin's name, as it stands.
        package let plugin: String
        /// What `profiles` says: globs with blanks or commas between them.
        package let profiles: Setting
        /// The other keys of the section, which the plugin is told.
        package let options: [NamedSetting]
        private let globs: [Glob]

        init(plugin: String, profiles: Setting, options: [NamedSetting]) {
            self.plugin = plugin
            self.profiles = profiles
            self.options = options
            globs = profiles.value.split { $0.isWhitespace || $0 == "," }.map { Glob(String($0)) }
        }

        func serves(_ profile: String) -> Bool { globs.contains { $0.matches(profile) } }
    }

    private let rules: [Rule]

    package static let none = ProviderPluginRules(rules: [])

    private init(rules: [Rule]) { self.rules = rules }

    /// Reads awsx's own config; one that is absent has no rules.
    ///
    /// - Throws: as `OwnConfigText.load`; `.configUnparsable`.
    package static func load(_ path: String?, files: any FileSystem) throws(Failure) -> ProviderPluginRules {
        guard let own = try OwnConfigText.load(path, files: files) else { return none }
        return try ProviderPluginRules(own)
    }

    package init(parsing bytes: [UInt8], path: String) throws(Failure) {
        try self.init(OwnConfigText(path: path, bytes: bytes))
    }

    private init(_ own: OwnConfigText) throws(Failure) {
        // Most have none, and the whole grammar costs more than this look.
        guard own.mayHaveSection(Self.prefix) else {
            rules = []
            return
        }
        // A credentials file's headers stand for themselves, which is what is wanted here.
        let sections = try SharedConfig.parse(
            config: nil, credentials: own.bytes, paths: ConfigPaths(config: nil, credentials: own.path))
        var rules: [Rule] = []
        for header in sections.profileNames where header.hasPrefix(Self.prefix) {
            guard let section = sections.profile(header), let profiles = section["profiles"] else { continue }
            rules.append(
                Rule(
                    plugin: String(header.dropFirst(Self.prefix.count)), profiles: profiles,
                    options: NamedSetting.all(of: section).filter { $0.key != "profiles" }))
        }
        self.rules = rules
    }

    private static let prefix = "plugin "

    /// Those that are asked for a profile, in the file's order.
    package func serving(_ profile: String) -> [Rule] {
        if rules.isEmpty { return [] }
        return rules.filter { $0.serves(profile) }
    }
}
