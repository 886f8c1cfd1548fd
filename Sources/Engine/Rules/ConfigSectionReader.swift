import SystemKit

/// One section that must be understood to the last key: what is misspelt must not pass for absent.
struct ConfigSectionReader: Sendable {
    let header: String
    let location: SourceLocation
    let settings: [NamedSetting]
    /// What whoever meets a fault can do, where the file isn't theirs.
    private let ownersHint: String?

    /// What helps where nothing better is known.
    static let remedy = "edit that line; the settings are in man awsx"

    init(_ section: ConfigSection, ownersHint: String?) {
        header = section.header
        location = section.location
        self.ownersHint = ownersHint
        settings = section.entries.map { key, value, location in
            let text =
                switch value {
                case .text(let text): text
                // Lines of their own, which nothing here takes.
                case .block: "\n"
                }
            return NamedSetting(key, Setting(value: text, location: location))
        }
    }

    subscript(key: String) -> Setting? { settings.first { $0.key == key }?.setting }

    /// - Throws: `.configInvalid` for a key that isn't one of these, a value of several lines, and an empty one.
    func requireKeys(among known: [String]) throws(Failure) {
        for named in settings {
            let key = DisplayedCommandWord.quoted(named.key)
            guard known.contains(named.key) else {
                let near = SimilarNames.question(SimilarNames.of(named.key, among: known, limit: 1))
                throw invalid(
                    "unknown setting \(key) in [\(header)]", at: named.setting.location,
                    hint: near ?? "the settings are \(known.joined(separator: ", "))")
            }
            let value = named.setting.value
            if value.utf8.contains(0x0a) {
                throw invalid(
                    "\(key) must be on one line; an indented line continues it", at: named.setting.location,
                    hint: "begin the next setting at the start of its line")
            }
            if value.isEmpty { throw invalid("\(key) is empty", at: named.setting.location) }
        }
    }

    /// - Throws: `.configInvalid` for anything but yes and no.
    func flag(_ key: String) throws(Failure) -> Bool {
        guard let setting = self[key] else { return false }
        switch setting.value.lowercased() {
        case "yes": return true
        case "no": return false
        default:
            throw invalid(
                "\(key) must be yes or no, not \(DisplayedCommandWord.quoted(setting.value))", at: setting.location)
        }
    }

    /// - Throws: `.configInvalid` for a name that no scope has, which only the run that it stops would find otherwise.
    func requireScopes(_ setting: Setting, defined: [String]) throws(Failure) {
        for name in words(setting) where name != RuleScope.noneWord {
            if defined.contains(name) || ScopePreset.named(name) != nil { continue }
            throw invalid(
                "there is no scope \(DisplayedCommandWord.quoted(name))", at: setting.location,
                hint: SimilarNames.question(SimilarNames.of(name, among: ScopePreset.names + defined))
                    ?? "define it in a section [scope \(name)]")
        }
    }

    /// The words of a value, with blanks or commas between.
    func words(_ setting: Setting) -> [String] {
        setting.value.split { $0.isWhitespace || $0 == "," }.map(String.init)
    }

    /// The same as patterns.
    ///
    /// - Throws: `.configInvalid` for none.
    func globs(_ setting: Setting) throws(Failure) -> [Glob] {
        let words = words(setting)
        guard !words.isEmpty else { throw invalid("the list is empty", at: setting.location) }
        return words.map { Glob($0) }
    }

    func invalid(_ message: String, at location: SourceLocation, hint: String? = nil) -> Failure {
        Failure(.configInvalid, message, at: location, hint: ownersHint ?? hint ?? ConfigSectionReader.remedy)
    }
}
