import SystemKit

/// Finds `[sso-session]` sections.
package struct SessionResolver: Sendable {
    private let config: SharedConfig

    package init(config: SharedConfig) { self.config = config }

    /// A session that something refers to.
    package func named(_ name: String, by location: SourceLocation) throws(Failure) -> SSOSession {
        guard let section = config.session(name) else {
            let names = config.hasManySections ? [] : config.sessionNames
            let near = SimilarNames.of(name, among: names)
            let known = Self.list(names)
            let hint =
                SimilarNames.question(near)
                ?? (known.isEmpty
                    ? "add [sso-session \(DisplayedCommandWord.quoted(name))] to your config" : "available: \(known)")
            throw Failure(
                .sessionNotFound, "there is no session \(DisplayedCommandWord.quoted(name))", at: location, hint: hint)
        }
        let startURL = try required("sso_start_url", of: section, name)
        let region = try required("sso_region", of: section, name)
        return SSOSession(
            name: name, startURL: startURL.value, region: region.value,
            scopes: section["sso_registration_scopes"].map { scopes($0.value) }, location: section.location)
    }

    /// The session that was named, or the only one there is.
    package func only(named name: String?) throws(Failure) -> SSOSession {
        if let name { return try named(name, by: .argument("--session")) }
        let names = config.sessionNames
        guard let first = names.first else {
            if config.profileNames.isEmpty { throw .nothingConfigured(config.paths) }
            throw config.paths.homeless
                ?? Failure(
                    .sessionNotFound, "no session is configured", at: config.paths.config.map { .file($0, line: nil) },
                    hint: Hint(.configureSession), status: .configuration)
        }
        guard names.count == 1 else {
            throw Failure(.usage, "there are several sessions (\(Self.list(names)))", hint: "select one with --session")
        }
        return try named(first, by: .argument("--session"))
    }

    /// As many as a person reads.
    private static func list(_ names: [String]) -> String {
        let shown = names.prefix(20).map(DisplayedCommandWord.quoted).joined(separator: ", ")
        return names.count > 20 ? "\(shown) and \(names.count - 20) more" : shown
    }

    private func required(_ key: String, of section: ConfigSection, _ name: String) throws(Failure) -> Setting {
        if let setting = section[key], !setting.value.isEmpty { return setting }
        throw missing(key, in: "session \(name)", at: section[key]?.location ?? section.location)
    }

    /// Comma-separated, trimmed, empty ones dropped, order kept (<doc:CacheFiles>, Client registrations).
    private func scopes(_ text: String) -> [String] {
        var scopes: [String] = []
        for part in text.utf8.split(separator: UInt8(ascii: ",")) {
            let scope = Substring(part).trimmingSpaces()
            if !scope.isEmpty { scopes.append(scope) }
        }
        return scopes
    }
}

extension Substring {
    fileprivate func trimmingSpaces() -> String {
        let start = drop { $0.isWhitespace }
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...end])
    }
}
