package import SystemKit

/// The headers of the AWS CLI's two files, for who wants names out of thousands and little more: read with the whole
/// grammar, refused where that refuses, at half the price.
package struct ConfigOutline: Sendable {
    private let paths: ConfigPaths
    private let config: ConfigDocument?
    private let credentials: ConfigDocument?
    private var plugins = ProviderPluginRules.none

    /// Throws: as `SharedConfig.load`.
    package static func load(_ paths: ConfigPaths, files: any FileSystem) throws(Failure) -> ConfigOutline {
        var outline = try parse(
            config: SharedConfig.read(paths.config, files), credentials: SharedConfig.read(paths.credentials, files),
            paths: paths)
        outline.plugins = try ProviderPluginRules.load(paths.own, files: files)
        return outline
    }

    /// The same of bytes at hand; nil is an absent file.
    package static func parse(
        config: [UInt8]?, credentials: [UInt8]?,
        paths: ConfigPaths = ConfigPaths(config: "config", credentials: "credentials")
    ) throws(Failure) -> ConfigOutline {
        ConfigOutline(
            paths: paths, config: try document(config, paths.config ?? "config", .config),
            credentials: try document(credentials, paths.credentials ?? "credentials", .credentials))
    }

    private static func document(_ bytes: [UInt8]?, _ path: String, _ role: ConfigFileKind) throws(Failure)
        -> ConfigDocument?
    {
        guard let bytes else { return nil }
        return try ConfigScanner.outline(bytes, path: path, role: role)
    }

    /// The profiles in the order of `SharedConfig.profileNames`, in UTF-8.
    package func profileNames(where isWanted: (ArraySlice<UInt8>) -> Bool) -> [ArraySlice<UInt8>] {
        let names = (config?.nameBytes(.profile) ?? []).filter(isWanted)
        guard let credentials else { return names }
        return names
            + credentials.nameBytes(.verbatim).filter { name in
                isWanted(name) && config?.section(.profile, String(decoding: name, as: UTF8.self)) == nil
            }
    }

    package var sessionNames: [ArraySlice<UInt8>] { config?.nameBytes(.session) ?? [] }

    /// What the files say of some profiles and of those that they take credentials from, and all else that is no profile.
    /// Lines are counted anew in it.
    package func config(of profiles: [ArraySlice<UInt8>]) throws(Failure) -> SharedConfig {
        var names = profiles.map { String(decoding: $0, as: UTF8.self) }
        var known = Set(names)
        var added = names
        while true {
            let config = try SharedConfig.parse(
                config: config?.excerpt(.profile, names), credentials: credentials?.excerpt(.verbatim, names),
                paths: paths)
            added = added.compactMap { config.profile($0)?["source_profile"]?.value }
                .filter { known.insert($0).inserted }
            if added.isEmpty { return config.with(plugins) }
            names += added
        }
    }
}

extension ConfigDocument {
    /// The text of the sections of one kind that have one of these names, and of all other kinds.
    fileprivate func excerpt(_ kind: SectionKind, _ names: [String]) -> [UInt8] {
        var wanted = sections.indices.filter { sections[$0].kind != kind }
        for name in names {
            for section in self.sections(kind, name) { wanted += occurrences(of: section) }
        }
        var text: [UInt8] = []
        for section in wanted.sorted() {
            let next = section + 1
            // From bracket to bracket: a header's own indentation means nothing.
            let end = next < sections.count ? Int(sections[next].nameStart) - 1 : bytes.count
            text += bytes[(Int(sections[section].nameStart) - 1)..<end]
            text.append(0x0a)
        }
        return text
    }
}
