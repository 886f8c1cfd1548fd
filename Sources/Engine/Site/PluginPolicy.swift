/// What a machine's administrator says of plugins that users add: `[plugins]` of the site's configuration.
package struct PluginPolicy: Sendable, Hashable {
    package enum Rule: Sendable, Hashable {
        /// Whatever its user trusts.
        case allowAll
        case denyAll
        /// Names, and digests of plugins in lower case.
        case allowList(Set<String>)
    }

    package let rule: Rule
    /// The line that says so; nil where nothing does.
    package let location: SourceLocation?

    /// What holds on this machine.
    ///
    /// - Throws: with the status of a configuration error, where what is said can't be understood: nobody guesses then.
    package static func load(_ context: RuntimeContext) throws(Failure) -> PluginPolicy {
        try PluginPolicy(try context.siteConfig.section("plugins", context.files) ?? [])
    }

    init(_ settings: [(key: String, setting: Setting)]) throws(Failure) {
        func invalid(_ message: String, _ setting: Setting) -> Failure {
            Failure(.configInvalid, message, at: setting.location, hint: SiteConfigFile.hint)
        }
        if let unknown = settings.first(where: { !["policy", "allow"].contains($0.key) }) {
            throw invalid("unknown setting \(DisplayedCommandWord.quoted(unknown.key)) in [plugins]", unknown.setting)
        }
        let policy = settings.first { $0.key == "policy" }?.setting
        let allow = settings.first { $0.key == "allow" }?.setting
        location = policy?.location
        if let allow, policy?.value != "allow-list" { throw invalid("allow requires policy = allow-list", allow) }
        guard let policy else {
            rule = .allowAll
            return
        }
        switch policy.value {
        case "allow-all": rule = .allowAll
        case "deny-all": rule = .denyAll
        case "allow-list":
            guard let allow else {
                throw invalid("an allow-list without allow lets no plugin run; write deny-all for that", policy)
            }
            rule = .allowList(try Self.entries(allow))
        default: throw invalid("policy must be allow-all, deny-all or allow-list", policy)
        }
    }

    private static func entries(_ setting: Setting) throws(Failure) -> Set<String> {
        let words = setting.value.split { $0 == " " || $0 == "," || $0 == "\n" || $0 == "\t" }
        guard !words.isEmpty else {
            throw Failure(
                .configInvalid, "an empty allow lets no plugin run; write policy = deny-all for that",
                at: setting.location, hint: SiteConfigFile.hint)
        }
        return Set(words.map { $0.hasPrefix("sha256:") ? $0.dropFirst(7).lowercased() : String($0) })
    }

    /// Whether a plugin that a user added may be trusted and run.
    ///
    /// - Parameter digest: of the plugin, in hexadecimal.
    /// - Throws: `.denied` with the line that says so.
    package func require(_ name: String, digest: String) throws(Failure) {
        switch rule {
        case .allowAll: return
        case .allowList(let allowed) where allowed.contains(name) || allowed.contains(digest): return
        case .denyAll:
            throw Failure(
                .denied, "the system-wide policy allows only the plugins that came with awsx", at: location,
                hint: "ask the administrator of this machine")
        case .allowList:
            throw Failure(
                .denied, "the system-wide policy does not allow plugin \(name)", at: location,
                hint: "ask the administrator of this machine to allow \(name), or sha256:\(digest)")
        }
    }
}
