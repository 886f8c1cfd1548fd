/// What AWS writes into its records beside narrowed credentials: which run they are for, and why they are less. Never the
/// words of a command, which may hold secrets.
package struct ScopedSessionDescription: Sendable, Hashable {
    /// Characters that AWS takes (<doc:STSAndSigning>, Scoped credentials).
    package static let longest = 256

    package let text: String

    package init(_ runID: RunID, scope: String?, profile: String?, reason: String? = nil) {
        var words = ["awsx", runID.text]
        if let scope { words.append("scope=\(scope)") }
        if let profile { words.append("profile=\(profile)") }
        if let reason { words.append("reason=\(reason)") }
        var text = ""
        for scalar in words.joined(separator: " ").unicodeScalars.prefix(Self.longest) {
            text.unicodeScalars.append(Self.isAllowed(scalar) ? scalar : "?")
        }
        self.text = text
    }

    /// Tabs and line breaks are allowed, too, but would break the lines of a record.
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7e, 0xa1...0xff: true
        default: false
        }
    }
}
