/// A section of the config file by what it defines, however its header is spelt.
package enum SectionAddress: Sendable, Hashable {
    case profile(String)
    case session(String)
    /// A profile's section of the credentials file.
    case credentials(String)

    package var name: String {
        switch self {
        case .profile(let name), .session(let name), .credentials(let name): name
        }
    }

    var kind: SectionKind {
        switch self {
        case .profile: .profile
        case .session: .session
        case .credentials: .verbatim
        }
    }
}

/// One `key = value` of a section that is written.
package struct ConfigEntry: Sendable, Hashable {
    /// In lower case.
    package let key: String
    package let value: String

    package init(_ key: String, _ value: String) {
        self.key = key
        self.value = value
    }
}

/// One change of a config file.
package enum ConfigEdit: Sendable, Hashable {
    /// Sets a key (in lower case) where botocore reads it; a section that is missing is added at the end.
    case set(SectionAddress, ConfigEntry)
    /// Removes a key (in lower case), and every repetition of it in the section. What `[DEFAULT]` gives stays.
    case unset(SectionAddress, key: String)
    /// Adds a section at the end. There must be none of that name.
    ///
    /// - Parameter mark: an unindented comment line above the header, such as `# awsx sync corp`.
    case insert(SectionAddress, [ConfigEntry], mark: String?)
    /// Removes a section: every header that gives this name, with its keys. Comments stay, but for a mark.
    ///
    /// - Parameter mark: the comment line directly above a header that goes with it.
    case remove(SectionAddress, mark: String?)

    package var address: SectionAddress {
        switch self {
        case .set(let address, _), .unset(let address, _), .insert(let address, _, _), .remove(let address, _): address
        }
    }
}
