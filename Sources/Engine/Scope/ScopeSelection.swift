/// Scopes that were named together: their union is what is let through, and all else is taken away.
package struct ScopeSelection: Sendable, Hashable {
    /// Where scopes that are none of awsx's own are defined.
    package enum Authority: String, Sendable, Hashable {
        /// In the user's configuration, or in the machine's.
        case user
        /// In the machine's alone: what its administrator demands, no user may define.
        case site
    }

    /// Each once, in the order in which they were typed.
    package let names: [String]
    package let authority: Authority

    /// - Parameter names: one may stand there twice.
    package init(_ names: [String], authority: Authority = .user) {
        var kept: [String] = []
        for name in names where !kept.contains(name) { kept.append(name) }
        self.names = kept
        self.authority = authority
    }

    /// Reads `read,s3:read`; nil where a name is missing.
    package init?(parsing text: String, authority: Authority = .user) {
        let names = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard names.allSatisfy({ !$0.isEmpty && !$0.contains(where: \.isWhitespace) }) else { return nil }
        self.init(names, authority: authority)
    }

    /// As it is typed: `read,s3:read`.
    package var text: String { names.joined(separator: ",") }
}
