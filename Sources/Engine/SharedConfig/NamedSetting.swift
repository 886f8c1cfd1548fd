/// A key of a section, with its value and the place of that.
package struct NamedSetting: Sendable, Hashable {
    package let key: String
    package let setting: Setting

    package init(_ key: String, _ setting: Setting) {
        self.key = key
        self.setting = setting
    }

    /// The settings that have text, in their order.
    static func all(of profile: Profile) -> [NamedSetting] { texts(profile.entries) }

    static func all(of section: ConfigSection) -> [NamedSetting] { texts(section.entries) }

    private static func texts(
        _ entries: [(key: String, value: ConfigValue, location: SourceLocation)]
    ) -> [NamedSetting] {
        entries.compactMap { key, value, location in
            guard case .text(let text) = value else { return nil }
            return NamedSetting(key, Setting(value: text, location: location))
        }
    }

    /// Whether what stands there may be told: no key, token, password, nor a command line, which may hold one.
    var isTellable: Bool { key != "aws_access_key_id" && RedactedValue.of(setting.value, key: key) == setting.value }
}
