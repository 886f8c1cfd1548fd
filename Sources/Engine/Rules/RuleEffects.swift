/// What holds where a rule applies, each with its place.
package struct RuleEffects: Sendable, Hashable {
    package let colour: Colour?
    package let tags: [String]
    package let confirms: Bool
    package let asksReason: Bool
    package let denies: Bool
    package let scope: RuleScope?
    /// In seconds.
    package let minTTL: Int64?
    package let forbidsLogin: Bool
    /// The variable that lifts the rule for a run.
    package let override: String?
    private let locations: [String: SourceLocation]

    static let keys = [
        "colour", "tags", "confirm", "reason", "deny", "scope", "min-ttl", "login", "override", "console-browser",
        "firefox-container",
    ]
    /// What is a user's taste, or a user's to lift.
    private static let keysOfUsers = ["colour", "override", "console-browser", "firefox-container"]

    init(_ section: ConfigSectionReader, _ origin: RuleOrigin) throws(Failure) {
        if origin == .site, let own = section.settings.first(where: { Self.keysOfUsers.contains($0.key) }) {
            throw section.invalid("\(own.key) can't be used in system-wide rules", at: own.setting.location)
        }
        colour = try section["colour"].map { setting throws(Failure) in
            guard let known = Colour(setting.value) else {
                throw section.invalid(
                    "\(setting.value) is not a colour", at: setting.location,
                    hint: "\(Colour.names.joined(separator: ", ")), or a number from 0 to 255")
            }
            return known
        }
        tags = section["tags"].map(section.words) ?? []
        confirms = try section.flag("confirm")
        asksReason = try section.flag("reason")
        denies = try section.flag("deny")
        scope = try section["scope"].map { setting throws(Failure) in try RuleScope(setting, section) }
        minTTL = try section["min-ttl"].map { setting throws(Failure) in
            guard let time = TimeLeft(parsing: setting.value) else {
                throw section.invalid(
                    "\(DisplayedCommandWord.quoted(setting.value)) is not a time", at: setting.location,
                    hint: "write 90s, 15m or 1h")
            }
            return time.seconds
        }
        forbidsLogin = section["login"] != nil
        if let login = section["login"], login.value.lowercased() != "never" {
            throw section.invalid("login can only be never", at: login.location)
        }
        override = section["override"]?.value
        if let setting = section["override"], !Self.isVariable(setting.value) {
            throw section.invalid(
                "override takes the name of a variable", at: setting.location, hint: "such as PRODUCTION_IS_MEANT")
        }
        let isTaste = section["console-browser"] != nil || section["firefox-container"] != nil
        locations = Dictionary(section.settings.map { ($0.key, $0.setting.location) }) { first, _ in first }
        settings = section.settings.filter { Self.keys.contains($0.key) }
        isEmpty =
            colour == nil && tags.isEmpty && !confirms && !asksReason && !denies && scope == nil && minTTL == nil
            && !forbidsLogin && !isTaste
    }

    let isEmpty: Bool

    /// Each as it stands in the file.
    package let settings: [NamedSetting]

    /// Where an effect stands.
    func location(_ key: String, otherwise location: SourceLocation) -> SourceLocation { locations[key] ?? location }

    private static func isVariable(_ text: String) -> Bool {
        text.first?.isNumber == false
            && text.unicodeScalars.allSatisfy { scalar in
                ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
                    || scalar == "_"
            }
    }
}
