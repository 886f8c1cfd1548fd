import SystemKit

/// The sections of awsx's own config and of the site's, where none may be misspelt.
enum OwnConfigSections {
    /// Whether awsx's own config can have a section of that header.
    static func isKnown(_ header: String) -> Bool {
        words.contains(header) || prefixes.contains { header.hasPrefix($0) }
    }

    private static let words = ["prompt", "configure", "ecr", "default", AgentSettings.header]
    private static let prefixes = [Rule.prefix, "plugin ", "profile ", "scope ", SessionSettings.prefix]

    /// - Throws: `.configUnparsable`, and `.configInvalid` for a header that isn't known and for what reads otherwise than
    ///   it looks.
    static func all(
        _ bytes: [UInt8], _ path: String, ownersHint: String?, isKnown: (String) -> Bool
    ) throws(Failure) -> [ConfigSectionReader] {
        // A credentials file's headers stand for themselves, which is what is wanted here.
        let config = try SharedConfig.parse(
            config: nil, credentials: bytes, paths: ConfigPaths(config: nil, credentials: path))
        func invalid(_ message: String, _ location: SourceLocation, hint: String? = nil) -> Failure {
            Failure(.configInvalid, message, at: location, hint: ownersHint ?? hint ?? ConfigSectionReader.remedy)
        }
        if let defaults = config.credentials.flatMap({ document in document.defaults.first.map { (document, $0) } }) {
            // Its keys would be those of every section.
            throw invalid(
                "[DEFAULT] is not supported in this file",
                defaults.0.location(line: defaults.0.sections[defaults.1].line))
        }
        let sections = config.profileNames.compactMap { config.profile($0)?.credentialsSection }
        for section in sections where !isKnown(section.header) {
            let near = SimilarNames.question(
                SimilarNames.of(section.header, among: words + [Rule.prefix + "NAME"], limit: 1))
            throw invalid(
                "unknown section [\(section.header)]", section.location,
                hint: near ?? "rules begin with [rule NAME]")
        }
        for warning in config.warnings {
            guard let message = misreading(warning) else { continue }
            throw invalid(message, .file(warning.file, line: warning.line))
        }
        return sections.map { ConfigSectionReader($0, ownersHint: ownersHint) }
    }

    /// What is said of a line that doesn't mean what it seems to; nil for what harms nothing.
    private static func misreading(_ warning: ConfigWarning) -> String? {
        let isStrict =
            warning.section.map { $0 == AgentSettings.header || $0.hasPrefix(Rule.prefix) } ?? true
        switch warning.code {
        case Leniency.propertyBeforeSection.rawValue: return "this line appears before the first section"
        case MisleadingSyntax.unclosedHeader.rawValue: return "this header has no closing bracket"
        case MisleadingSyntax.indentedHeader.rawValue: return "this header is indented, so it is not read as a header"
        case Leniency.duplicateSection.rawValue where isStrict: return "this section appears twice in the file"
        case Leniency.duplicateKey.rawValue where isStrict: return "this setting appears twice in its section"
        case MisleadingSyntax.indentedKey.rawValue where isStrict:
            return "this setting is indented, so it continues the line above"
        default: return nil
        }
    }
}
