/// One value of a profile, session or services block, and where it stands.
package struct Setting: Sendable, Hashable {
    package let value: String
    package let location: SourceLocation

    package init(value: String, location: SourceLocation) {
        self.value = value
        self.location = location
    }
}

/// What a key holds: text, or one level of nested keys (<doc:ConfigurationFiles>, Grammar, rule 12).
package enum ConfigValue: Sendable, Hashable {
    case text(String)
    /// Nested keys in their order, case kept, the later of two equal keys only.
    case block([NestedSetting])
}

/// One line of a nested block.
package struct NestedSetting: Sendable, Hashable {
    package let key: String
    package let value: String
    package let line: Int

    package init(key: String, value: String, line: Int) {
        self.key = key
        self.value = value
        self.line = line
    }
}

/// Something in a file that awsx reads and the AWS CLI refuses or reads otherwise.
package struct ConfigWarning: Sendable, Hashable {
    package let file: String
    package let line: Int
    /// A stable word, such as `duplicate-key`.
    package let code: String
    /// One sentence that also tells what the AWS CLI does.
    package let message: String
    /// The section that it is in, raw, or nil if it touches the whole file.
    package let section: String?
    /// How many more of its code were left out behind it.
    let others: Int

    package init(file: String, line: Int, code: String, message: String, section: String?) {
        self.init(file: file, line: line, code: code, message: message, section: section, others: 0)
    }

    init(file: String, line: Int, code: String, message: String, section: String?, others: Int) {
        self.file = file
        self.line = line
        self.code = code
        self.message = message
        self.section = section
        self.others = others
    }

    /// The message, and how many more are not shown.
    package var text: String { message + CappedFindings<ConfigWarning>.end(others) }
}
