/// What a header makes of its section (<doc:ConfigurationFiles>, Headers): a plain prefix decides, then the words of
/// the whole header.
enum SectionKind: UInt8 {
    /// A profile: begins with `profile`, or is exactly `default`.
    case profile
    /// Begins with `sso-session`.
    case session
    /// Begins with `services`.
    case services
    /// Kept, but nothing that names an identity: `plugins`, `preview`.
    case other
    /// `DEFAULT`: its options are in every section of the file.
    case defaults
    /// A section of the credentials file: its header is the profile's name, whatever it holds.
    case verbatim

    /// The word that a header of this kind begins with.
    var word: StaticString {
        switch self {
        case .profile: "profile"
        case .session: "sso-session"
        case .services: "services"
        case .other, .defaults, .verbatim: ""
        }
    }

    /// The word and the blank of a plain header.
    var prefix: StaticString {
        switch self {
        case .profile: "profile "
        case .session: "sso-session "
        case .services: "services "
        case .other, .defaults, .verbatim: ""
        }
    }

    /// The kind of a header.
    static func of(_ text: Span<UInt8>, _ name: Range<Int>, in role: ConfigFileKind) -> SectionKind {
        // Nearly all.
        if role == .config && SectionHeader.hasProfilePrefix(text, name) { return .profile }
        if text.isEqual(name, "DEFAULT" as StaticString) { return .defaults }
        guard role == .config else { return .verbatim }
        if text.starts(name, with: "profile") || text.isEqual(name, SectionHeader.defaultName) { return .profile }
        if text.starts(name, with: "sso-session") { return .session }
        if text.starts(name, with: "services") { return .services }
        return .other
    }
}

/// Which of the two files a document is: their headers mean different things.
package enum ConfigFileKind: Sendable {
    case config
    case credentials
}
