package import SystemKit

/// The AWS CLI's two files, read with its meaning: profiles, sessions and services, each value with its place.
package struct SharedConfig: Sendable {
    /// A file that is larger is refused unread, in bytes.
    package static let largestFile = 16 << 20
    /// A file with more lines than that is refused, blank ones and comments not counted.
    package static let mostLines = 500_000
    /// A file with more headers than that is refused: what is shown of a profile takes more room than its lines.
    package static let mostSections = 100_000

    package let paths: ConfigPaths
    private(set) var config: ConfigDocument?
    private(set) var credentials: ConfigDocument?
    /// The one profile that was read, where no other is wanted; nil where all were.
    private(set) var only: String?
    /// Reads all, where one was read.
    private(set) var readAll: (@Sendable () throws(Failure) -> SharedConfig)?
    /// Only where there may be many profiles: one alone would pay for it and gain nothing.
    private(set) var sessions: KnownSession.Memory?
    /// What awsx's own config says of plugins.
    package private(set) var plugins = ProviderPluginRules.none
    /// awsx's own config as it stands, read with these files.
    package private(set) var own: OwnConfigText?

    /// Reads both files; one that is absent, or a device or pipe, is empty, as botocore has it.
    /// Throws: `file-unreadable`; `config-unparsable` with the line.
    ///
    /// - Parameter profile: who nearly always is the only one that is asked about; asking about others reads all again.
    package static func load(
        _ paths: ConfigPaths, files: any FileSystem, of profile: String? = nil
    ) throws(Failure) -> SharedConfig {
        var config: SharedConfig
        if let profile, let excerpt = try excerpt(paths, files: files, ofOne: profile) {
            config = excerpt
        } else {
            config = try readWhole(paths, files: files)
        }
        guard let own = try OwnConfigText.load(paths.own, files: files) else { return config }
        config.own = own
        config.plugins = try ProviderPluginRules(parsing: own.bytes, path: own.path)
        return config
    }

    /// Both files, and nothing of awsx's own.
    private static func readWhole(_ paths: ConfigPaths, files: any FileSystem) throws(Failure) -> SharedConfig {
        try parse(config: read(paths.config, files), credentials: read(paths.credentials, files), paths: paths)
    }

    /// The same of bytes at hand; nil is an absent file.
    package static func parse(
        config: [UInt8]?,
        credentials: [UInt8]?,
        paths: ConfigPaths = ConfigPaths(config: "config", credentials: "credentials")
    ) throws(Failure) -> SharedConfig {
        SharedConfig(
            paths: paths,
            config: try document(config, paths.config ?? "config", .config),
            credentials: try document(credentials, paths.credentials ?? "credentials", .credentials),
            sessions: KnownSession.Memory()
        )
    }

    /// The same with one profile alone, and every section that is none.
    ///
    /// - Returns: nil where that could tell less than all: the profile is absent or takes credentials from another one, or a
    ///   file is not of the usual form.
    package static func excerpt(
        _ paths: ConfigPaths, files: any FileSystem, ofOne profile: String
    ) throws(Failure) -> SharedConfig? {
        let wanted = WantedProfiles(Array(profile.utf8))
        guard var excerpt = try excerpt(paths, files: files, of: wanted)?.config, let found = excerpt.profile(profile)
        else { return nil }
        for section in [found.configSection, found.credentialsSection] {
            if let section, section.holds("role_arn") || section.holds("source_profile") { return nil }
        }
        excerpt.only = profile
        excerpt.readAll = { () throws(Failure) in try readWhole(paths, files: files) }
        return excerpt
    }

    /// The same with some profiles, and every section that is none.
    ///
    /// - Parameter mostWhole: of more than so many profiles in a file, later ones have no options.
    /// - Returns: nil where a file is not of the usual form; else the profiles, and whether all have their options.
    static func excerpt(
        _ paths: ConfigPaths, files: any FileSystem, of wanted: WantedProfiles, mostWhole: Int = .max
    ) throws(Failure) -> (config: SharedConfig, isWhole: Bool)? {
        var config = ConfigExcerpt(role: .config, wanted: wanted, mostWhole: mostWhole)
        var credentials = ConfigExcerpt(role: .credentials, wanted: wanted, mostWhole: mostWhole)
        var read = SharedConfig(paths: paths, config: nil, credentials: nil)
        guard try read.take(&config, paths.config, files), try read.take(&credentials, paths.credentials, files) else {
            return nil
        }
        return (read, config.isWhole && credentials.isWhole)
    }

    /// - Returns: false where the file is not of the usual form.
    private mutating func take(
        _ excerpt: inout ConfigExcerpt, _ path: String?, _ files: any FileSystem
    ) throws(Failure) -> Bool {
        guard let path else { return true }
        let isUsual = try Self.reading(path, files) { () throws(SystemFailure) in
            try files.readPieces(path, limit: Self.largestFile) { excerpt.take($0) }
        }
        guard let isUsual else { return true }
        guard isUsual, excerpt.end(), let document = ConfigScanner.scan(excerpt, path: path) else { return false }
        if excerpt.role == .config { config = document } else { credentials = document }
        return true
    }

    /// With every profile; read anew at each call where one was read.
    ///
    /// - Throws: what somebody did to the files since then, as `load`.
    package var whole: SharedConfig {
        get throws(Failure) {
            guard let readAll else { return self }
            var config = try readAll()
            config.plugins = plugins
            config.own = own
            return config
        }
    }

    /// The same for who asks beside the matter; this one alone where the files can't be read any more.
    var wholeIfReadable: SharedConfig {
        if let whole = try? whole { return whole }
        var config = self
        config.only = nil
        return config
    }

    /// The same for who asks about many profiles, most of the same session.
    func remembering() -> SharedConfig {
        var config = self
        config.sessions = KnownSession.Memory()
        return config
    }

    /// The same with what is said of plugins.
    package func with(_ plugins: ProviderPluginRules) -> SharedConfig {
        var config = self
        config.plugins = plugins
        return config
    }

    private static func document(_ bytes: [UInt8]?, _ path: String, _ role: ConfigFileKind) throws(Failure)
        -> ConfigDocument?
    {
        guard let bytes else { return nil }
        guard bytes.count <= largestFile else { throw tooLarge(path) }
        return try ConfigScanner.scan(bytes, path: path, role: role)
    }

    static func read(_ path: String?, _ files: any FileSystem) throws(Failure) -> [UInt8]? {
        guard let path else { return nil }
        return try reading(path, files) { () throws(SystemFailure) in try files.read(path, limit: largestFile) }
    }

    /// Tells why a file can't be read.
    private static func reading<Result>(
        _ path: String, _ files: any FileSystem, _ body: () throws(SystemFailure) -> Result?
    ) throws(Failure) -> Result? {
        do {
            if let result = try body() { return result }
            guard try files.status(path)?.kind == .folder else { return nil }
        } catch  where error.isTooLarge {
            throw tooLarge(path)
        } catch  where error.isForbidden {
            throw Failure(
                .fileUnreadable, error.description, at: .file(path, line: nil),
                hint: "chmod u+r \(DisplayedCommandWord.quoted(path))")
        } catch {
            throw Failure(unreadable: error)
        }
        throw Failure(
            .fileUnreadable,
            "this is a folder, not a file",
            at: .file(path, line: nil),
            hint: "ls -ld \(DisplayedCommandWord.quoted(path))"
        )
    }

    private static func tooLarge(_ path: String) -> Failure {
        Failure(
            .configUnparsable,
            "the file is larger than 16 MiB",
            at: .file(path, line: nil),
            hint: "look at it with: head -c 1000 \(DisplayedCommandWord.quoted(path))"
        )
    }
}

extension SharedConfig {
    /// The profiles in the config file's order, then those that only the credentials file has
    /// (<doc:ConfigurationFiles>, Both files together).
    package var profileNames: [String] {
        if only != nil { return wholeIfReadable.profileNames }
        return profileNameBytes { _ in true }.map { String(decoding: $0, as: UTF8.self) }
    }

    /// The same of the profiles that were read, in UTF-8, which costs less.
    func profileNameBytes(where isWanted: (ArraySlice<UInt8>) -> Bool) -> [ArraySlice<UInt8>] {
        let names = (config?.nameBytes(.profile) ?? []).filter(isWanted)
        guard let credentials else { return names }
        return names
            + credentials.nameBytes(.verbatim).filter { name in
                isWanted(name) && config?.section(.profile, String(decoding: name, as: UTF8.self)) == nil
            }
    }

    /// So many sections that a fault in each must not be told with names out of all: that would take the square of them.
    var hasManySections: Bool {
        if only != nil { return wholeIfReadable.hasManySections }
        return (config?.sections.count ?? 0) + (credentials?.sections.count ?? 0) > 1000
    }

    /// The profile of that name, or nil if neither file has it.
    package func profile(_ name: String) -> Profile? {
        if let only, only != name { return wholeIfReadable.profile(name) }
        let own = section(config, .profile, name)
        let overlay = section(credentials, .verbatim, name)
        guard own != nil || overlay != nil else { return nil }
        return Profile(name: name, configSection: own, credentialsSection: overlay)
    }

    package var sessionNames: [String] { config?.names(.session) ?? [] }

    /// The `[sso-session NAME]`, which only the config file can hold.
    package func session(_ name: String) -> ConfigSection? { section(config, .session, name) }

    package var servicesNames: [String] { config?.names(.services) ?? [] }

    /// The `[services NAME]`, which only the config file can hold.
    package func services(_ name: String) -> ConfigSection? { section(config, .services, name) }

    private func section(_ document: ConfigDocument?, _ kind: SectionKind, _ name: String) -> ConfigSection? {
        guard let document, let number = document.section(kind, name) else { return nil }
        return ConfigSection(document: document, number: number)
    }
}
