/// A redirect URI on this machine, the only kind that AWS takes from a public client (<doc:SignInProtocol>, Where a
/// browser can't come back).
struct LoopbackURI: Sendable, Hashable {
    let text: String
    private let host: String
    private let port: String?
    private let rest: String

    /// Nil unless it is `http://` to 127.0.0.1, [::1] or localhost without user information or fragment.
    init?(_ text: String) {
        guard text.hasPrefix("http://"), !text.utf8.contains(where: { $0 <= 0x20 || $0 >= 0x7f }) else { return nil }
        let tail = text.dropFirst("http://".count)
        let authority = tail.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let rest = tail.dropFirst(authority.count)
        guard !authority.contains("@"), !rest.contains("#"), !rest.contains("\\") else { return nil }
        guard let host = ["127.0.0.1", "[::1]", "localhost"].first(where: { authority.hasPrefix($0) }) else {
            return nil
        }
        switch authority.dropFirst(host.count).first {
        case nil:
            port = nil
        case ":":
            let digits = authority.dropFirst(host.count + 1)
            guard digits.allSatisfy({ $0.isASCII && $0.isNumber }), UInt16(digits) != nil else { return nil }
            port = String(digits)
        default:
            return nil
        }
        self.text = text
        self.host = host
        self.rest = String(rest)
    }

    /// Whether this URI is a registered one; loopback ports may differ (RFC 8252, 7.3).
    func matches(_ registered: LoopbackURI) -> Bool { host == registered.host && rest == registered.rest }

    /// Scheme, host and port, for a Content-Security-Policy.
    var origin: String { "http://\(host)\(port.map { ":\($0)" } ?? "")" }

    /// The URI with more query parameters, percent-encoded.
    func adding(_ parameters: KeyValuePairs<String, String?>) -> String {
        let pairs = parameters.compactMap { name, value in value.map { (key: name, value: $0) } }
        return text + (rest.contains("?") ? "&" : "?") + PercentEncoding.query(pairs)
    }
}
