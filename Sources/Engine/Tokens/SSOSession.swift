/// An Identity Center that tokens are for: an `[sso-session]` section, or a legacy profile's own keys.
package struct SSOSession: Sendable, Hashable {
    /// The section's name; nil for the legacy style.
    package let name: String?
    /// As configured: it names cache files, so nothing about it is normalised.
    package let startURL: String
    package let region: String
    /// As configured, in order; nil where the key is absent, although registration then asks for the default scope.
    package let scopes: [String]?
    /// Where it is configured, for errors.
    package let location: SourceLocation

    package init(name: String?, startURL: String, region: String, scopes: [String]?, location: SourceLocation) {
        self.name = name
        self.startURL = startURL
        self.region = region
        self.scopes = scopes
        self.location = location
    }

    /// What names its token file.
    package var cacheIdentity: String { name ?? startURL }

    /// What a person calls it.
    package var title: String { name.map { "session \($0)" } ?? startURL }

    /// The command that signs in to it. A legacy one is reached through a profile.
    package func loginCommand(profile: String?) -> String {
        if let profile { return "awsx login \(ShellQuoted.quoted(profile))" }
        if let name { return "awsx login --session \(ShellQuoted.quoted(name))" }
        return "awsx login PROFILE"
    }
}

/// One role of one account that a session gives credentials for.
package struct SSORole: Sendable, Hashable {
    package let session: SSOSession
    package let accountID: String
    package let roleName: String

    package init(session: SSOSession, accountID: String, roleName: String) {
        self.session = session
        self.accountID = accountID
        self.roleName = roleName
    }
}

/// A word of a command that a person may copy from a hint.
package enum ShellQuoted {
    /// The word as it is if no shell reads anything into it, else in single quotes.
    package static func quoted(_ word: String) -> String {
        let plain = word.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "-_./@:+%,".utf8.contains(byte)
            }
        }
        if plain, !word.isEmpty { return word }
        return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
