package import Engine
package import SystemKit

/// The proxies that the environment names, by the rules that Python's programs follow (<doc:RequestsAndErrors>,
/// Proxies).
package struct ProxySettings: Sendable, Hashable {
    /// A proxy that is spoken to in plain HTTP and asked to CONNECT, for `http` targets, too.
    package struct Proxy: Sendable, Hashable {
        /// A name or an address, IPv6 without brackets.
        package let host: String
        package let port: Int
        package let userName: String?
        package let password: Secret?
        /// The variable that named it.
        package let location: SourceLocation
        /// Whether it is on this machine.
        let isHere: Bool
    }

    private let http: Proxy?
    private let https: Proxy?
    private let exceptions: [String]

    /// No proxy at all.
    package static let none = ProxySettings(http: nil, https: nil, exceptions: [])

    private init(http: Proxy?, https: Proxy?, exceptions: [String]) {
        self.http = http
        self.https = https
        self.exceptions = exceptions
    }

    /// Reads `http_proxy`, `https_proxy`, `all_proxy` and `no_proxy`: lower case wins, also when it is empty; under CGI
    /// `HTTP_PROXY` may come from a request header and is ignored.
    package init(_ environment: Environment) throws(Failure) {
        let everything = ProxySettings.variable("all", environment)
        let isCGI = environment["REQUEST_METHOD"] != nil
        let plain = ProxySettings.variable("http", environment, lowerCaseOnly: isCGI) ?? everything
        let secure = ProxySettings.variable("https", environment) ?? everything
        http = try plain.map(ProxySettings.proxy)
        https = try secure.map(ProxySettings.proxy)
        exceptions = (ProxySettings.variable("no", environment)?.value ?? "").split(separator: ",").map {
            $0.trimmingSpaces.lowercased()
        }
    }

    /// The proxy for a request's URL, or nil to connect directly.
    ///
    /// A proxy elsewhere would carry off this machine, in the clear, what plain HTTP sends to this machine itself, and
    /// would take the address for its own. Go's `http.ProxyFromEnvironment` leaves loopback hosts out likewise.
    package func proxy(for address: WebAddress) -> Proxy? {
        guard let proxy = address.scheme == "https" ? https : http else { return nil }
        if address.scheme == "http", PlainHTTP.isAllowed(to: address), !proxy.isHere { return nil }
        return exceptions.contains { matches($0, address) } ? nil : proxy
    }

    private func matches(_ exception: String, _ address: WebAddress) -> Bool {
        if exception == "*" { return true }
        let name = String(exception.drop { $0 == "." })
        guard !name.isEmpty else { return false }
        var spellings = [address.host, "\(address.host):\(address.effectivePort)"]
        if address.host.hasPrefix("[") { spellings.append(String(address.host.dropFirst().dropLast())) }
        return spellings.contains { $0 == name || $0.hasSuffix(".\(name)") }
    }

    private static func variable(
        _ scheme: String, _ environment: Environment, lowerCaseOnly: Bool = false
    ) -> Setting? {
        let lower = "\(scheme)_proxy"
        if let value = environment[lower] {
            return value.isEmpty ? nil : Setting(value: value, location: .variable(lower))
        }
        let upper = lower.uppercased()
        guard !lowerCaseOnly, let value = environment.text(upper) else { return nil }
        return Setting(value: value, location: .variable(upper))
    }

    /// The URL may hold a password: no failure repeats it.
    private static func proxy(_ setting: Setting) throws(Failure) -> Proxy {
        var text = setting.value
        if text.hasPrefix("//") { text = "http:\(text)" }
        if !text.contains("://") { text = "http://\(text)" }
        let scheme = text.prefix { $0 != ":" }.lowercased()
        guard scheme == "http" else {
            throw Failure(
                .configInvalid, "\(scheme):// proxies are not supported", at: setting.location,
                hint: "use an http:// proxy; https requests pass through it with CONNECT")
        }
        guard let address = WebAddress(text) else {
            throw Failure(
                .configInvalid, "the value is not the URL of a proxy", at: setting.location,
                hint: "write http://HOST:PORT, with special characters in a password percent-encoded")
        }
        let parts = address.userInfo?.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let host = address.host.hasPrefix("[") ? String(address.host.dropFirst().dropLast()) : address.host
        return Proxy(
            host: host, port: address.effectivePort,
            userName: parts.map { PercentEncoding.decode($0[0]) ?? String($0[0]) },
            password: parts.map { Secret($0.count > 1 ? PercentEncoding.decode($0[1]) ?? String($0[1]) : "") },
            location: setting.location, isHere: PlainHTTP.isAllowed(to: address))
    }
}

extension StringProtocol {
    /// Without spaces and tabs on either side.
    package var trimmingSpaces: String {
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        return String(String(drop(while: isBlank)).reversed().drop(while: isBlank).reversed())
    }
}
