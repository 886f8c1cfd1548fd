import SystemKit

/// Every scope that can be named here: awsx's own, then those of the machine's administrator, then the user's.
package struct ScopeCatalog: Sendable {
    private let context: RuntimeContext

    package init(_ context: RuntimeContext) { self.context = context }

    /// What a scope of a name lets through.
    ///
    /// - Parameter authority: whose definitions count beside awsx's own.
    /// - Throws: `.configInvalid` for a name that nobody defines, and for a definition that can't be understood.
    package func grant(named name: String, authority: ScopeSelection.Authority = .user) throws(Failure) -> ScopeGrant {
        if let preset = ScopePreset.named(name) { return preset.grant }
        if let scope = try ofSite(name) { return scope.grant }
        if authority == .user, let scope = try ofUser(name) { return scope.grant }
        throw unknown(name, authority)
    }

    /// The scope of one's own by a name; nil if there is none.
    package func userScope(named name: String) throws(Failure) -> UserScope? {
        guard ScopePreset.named(name) == nil else { return nil }
        if let scope = try ofSite(name) { return scope }
        return try ofUser(name)
    }

    /// The names of all scopes that are none of awsx's own, each once.
    package func userNames() throws(Failure) -> [String] {
        var names = try context.siteConfig.sectionNames(context.files).compactMap(UserScope.name(ofHeader:))
        for name in try AwsxConfig.load(context).sectionNames.compactMap(UserScope.name(ofHeader:))
        where !names.contains(name) {
            names.append(name)
        }
        return names
    }

    private func ofSite(_ name: String) throws(Failure) -> UserScope? {
        guard let settings = try context.siteConfig.section(UserScope.header + name, context.files) else { return nil }
        return try scope(name, settings, at: .file(context.siteConfig.path, line: nil))
    }

    private func ofUser(_ name: String) throws(Failure) -> UserScope? {
        let config = try AwsxConfig.load(context)
        guard let settings = config.entries(of: UserScope.header + name) else { return nil }
        let path = AwsxConfig.path(context) ?? "config"
        return try scope(name, settings, at: .file(path, line: nil))
    }

    private func scope(
        _ name: String, _ settings: [(key: String, setting: Setting)], at file: SourceLocation
    ) throws(Failure) -> UserScope {
        try UserScope(
            name, settings, at: settings.first?.setting.location ?? file, home: context.home, files: context.files)
    }

    private func unknown(_ name: String, _ authority: ScopeSelection.Authority) -> Failure {
        if authority == .site {
            return Failure(
                .configInvalid, "there is no scope \(DisplayedCommandWord.quoted(name)) for this machine",
                at: .file(context.siteConfig.path, line: nil), hint: SiteConfigFile.hint)
        }
        let names = ScopePreset.names + ((try? userNames()) ?? [])
        let near = SimilarNames.question(SimilarNames.of(name, among: names))
        return Failure(
            .configInvalid, "there is no scope \(DisplayedCommandWord.quoted(name))",
            hint: near.map { "\($0) List all: \(run: .listScopes)" } ?? Hint(.listScopes))
    }
}
