/// What `scope =` says: names of scopes, or that there is none.
package enum RuleScope: Sendable, Hashable {
    case named([String])
    /// An agent's run is not narrowed by itself.
    case none

    static let noneWord = "none"

    /// - Throws: `.configInvalid` for nothing, and for `none` beside a name.
    init(_ setting: Setting, _ section: ConfigSectionReader) throws(Failure) {
        let names = section.words(setting)
        guard !names.isEmpty else { throw section.invalid("scope is empty", at: setting.location) }
        guard names.contains(Self.noneWord) else {
            self = .named(names)
            return
        }
        guard names.count == 1 else {
            throw section.invalid(
                "scope is none or names of scopes, not both", at: setting.location,
                hint: "write none into a rule of its own")
        }
        self = .none
    }
}
