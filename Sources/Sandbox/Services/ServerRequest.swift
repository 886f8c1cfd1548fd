/// An HTTP request as a service sees it, whole and off the wire.
struct ServerRequest: Sendable {
    let method: String
    /// Path and query as they came, undecoded.
    let target: String
    /// Names in lower case, in their order, `host` among them.
    let headers: [(name: String, value: String)]
    let body: [UInt8]

    init(_ method: String, _ target: String, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
    }

    var path: String { String(target.prefix { $0 != "?" }) }

    var rawQuery: String { String(target.drop { $0 != "?" }.dropFirst()) }

    var query: FormFields { FormFields(rawQuery) }

    /// The host without its port, in lower case.
    var hostName: String { String((self["host"] ?? "").prefix { $0 != ":" }).lowercased() }

    /// The body as form fields, if that is what it says to be.
    var form: FormFields? {
        guard let type = self["content-type"]?.lowercased(), type.hasPrefix("application/x-www-form-urlencoded") else {
            return nil
        }
        return FormFields(String(decoding: body, as: UTF8.self))
    }

    /// The first value of a header; its name in lower case.
    subscript(name: String) -> String? { headers.first { $0.name == name }?.value }
}
