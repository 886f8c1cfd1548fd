/// What awsx and the AWS CLI read alike, but people or other programs easily take for something else
/// (<doc:ConfigurationFiles>, Headers and What SDKs read otherwise); each is a warning with this raw value as its code.
package enum MisleadingSyntax: String, Sendable, CaseIterable {
    /// The header begins with `profile`, `sso-session` or `services` but is not two words: the section is dropped.
    case droppedHeader = "dropped-header"
    /// A section of the config file with a profile's keys whose header lacks the word `profile`.
    case headerWithoutProfile = "header-without-profile"
    /// A header such as `[profilex dev]`, which defines a profile here and nowhere else.
    case looseHeader = "loose-header"
    /// Another header further down gives the same name: nothing of this section is left.
    case replacedSection = "replaced-section"
    /// A header of the credentials file that begins with `profile`: there the word is part of the name.
    case profileWordInCredentials = "profile-word-in-credentials"
    /// A line that begins with a bracket that is never closed, and is read as a key.
    case unclosedHeader = "unclosed-header"
    /// A header that is indented, and so continues the value above it.
    case indentedHeader = "indented-header"
    /// An indented `key = value` that continues the text above it.
    case indentedKey = "indented-key"
    /// What looks like a comment behind a value is part of it.
    case inlineComment = "inline-comment"
    /// Quotes round a value are part of it.
    case quotedValue = "quoted-value"

    /// One sentence: what is read, by awsx as by the AWS CLI, and how to write what was meant.
    func message(_ text: String, _ other: String = "") -> String {
        switch self {
        case .droppedHeader:
            "section [\(text)] is not a type and one name, so it is ignored, by the AWS CLI too; quote a name that contains spaces"
        case .headerWithoutProfile:
            "section [\(text)] does not define a profile, for the AWS CLI either; write [profile \(text)]"
        case .looseHeader:
            "section [\(text)] defines \"\(other)\" for awsx and the AWS CLI only; write the first word alone"
        case .replacedSection:
            "section [\(text)] is replaced by the one in line \(other), by the AWS CLI too"
        case .profileWordInCredentials:
            "in the credentials file [\(text)] is a profile named \"\(text)\", for the AWS CLI too; write [\(other)]"
        case .unclosedHeader:
            "the header has no closing bracket and is read as a key, by the AWS CLI too"
        case .indentedHeader:
            "the indented header \(text) is read as part of the value of \(other), by the AWS CLI too"
        case .indentedKey:
            "the indented line is read as part of the value of \(other), by the AWS CLI too"
        case .inlineComment:
            "what follows the value of \(other) is read as part of it, by the AWS CLI too; put comments on their own line"
        case .quotedValue:
            "the quotes are read as part of the value of \(other), by the AWS CLI too"
        }
    }
}
