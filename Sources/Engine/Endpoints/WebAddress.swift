/// An `http` or `https` URL in its parts; scheme and host in lower case.
///
/// Only what can stand in a request line is taken: printable ASCII without spaces and quotes, a host that is a name of
/// labels, an IPv4 address or a bracketed IPv6 address.
package struct WebAddress: Sendable, Hashable {
    /// `http` or `https`.
    package let scheme: String
    /// Text before `@`, undecoded; nil if there is none.
    package let userInfo: String?
    /// Lower case; an IPv6 address keeps its brackets.
    package let host: String
    package let port: Int?
    /// Empty, or begins with `/`.
    package let path: String
    package let query: String?
    package let fragment: String?

    package init?(_ text: String) {
        guard text.utf8.allSatisfy(WebAddress.isAllowed), let colon = text.utf8.firstIndex(of: UInt8(ascii: ":"))
        else { return nil }
        scheme = text[..<colon].lowercased()
        guard scheme == "http" || scheme == "https", text[colon...].hasPrefix("://") else { return nil }
        var rest = text[text.index(colon, offsetBy: 3)...]
        fragment = WebAddress.cut(&rest, at: "#")
        query = WebAddress.cut(&rest, at: "?")
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        path = String(rest[slash...])
        var authority = rest[..<slash]
        if let at = authority.lastIndex(of: "@") {
            userInfo = String(authority[..<at])
            authority = authority[authority.index(after: at)...]
        } else {
            userInfo = nil
        }
        guard let (host, port) = WebAddress.hostAndPort(authority) else { return nil }
        self.host = host
        self.port = port
    }

    /// The port that a connection goes to.
    package var effectivePort: Int { port ?? (scheme == "https" ? 443 : 80) }

    /// Host with the port if it is not the scheme's own: the value of a `Host` header.
    package var authority: String {
        guard let port, port != (scheme == "https" ? 443 : 80) else { return host }
        return "\(host):\(port)"
    }

    /// Scheme, host and path: what errors show, since a query can be long or private.
    package var withoutQuery: String { "\(scheme)://\(authority)\(path)" }

    private static func cut(_ text: inout Substring, at mark: Character) -> String? {
        guard let position = text.firstIndex(of: mark) else { return nil }
        defer { text = text[..<position] }
        return String(text[text.index(after: position)...])
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        guard (0x21...0x7e).contains(byte) else { return false }
        return !"\"<>\\^`{|}".utf8.contains(byte)
    }

    private static func hostAndPort(_ authority: Substring) -> (String, Int?)? {
        var host = authority
        var port: Int?
        let afterBracket = authority.lastIndex(of: "]") ?? authority.startIndex
        if let colon = authority[afterBracket...].firstIndex(of: ":") {
            host = authority[..<colon]
            let digits = authority[authority.index(after: colon)...]
            guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
            if !digits.isEmpty {
                guard let number = Int(digits), (1...65_535).contains(number) else { return nil }
                port = number
            }
        }
        guard isHost(host) else { return nil }
        return (host.lowercased(), port)
    }

    private static func isHost(_ host: Substring) -> Bool {
        if host.hasPrefix("["), host.hasSuffix("]"), host.utf8.count > 3 {
            return host.dropFirst().dropLast().allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
        }
        let name = host.hasSuffix(".") ? host.dropLast() : host
        guard (1...253).contains(name.utf8.count) else { return false }
        return name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
            (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
                && label.allSatisfy { ($0.isASCII && ($0.isLetter || $0.isNumber)) || $0 == "-" || $0 == "_" }
        }
    }
}
