/// One request as awsx sends it: method, full URL, headers in order, body.
///
/// Its description shows method and path only: headers and bodies carry tokens.
package struct HTTPRequest: Sendable, Hashable {
    package let method: String
    package let url: String
    package var headers: [HTTPField]
    package let body: [UInt8]

    package init(_ method: String, _ url: String, headers: [HTTPField] = [], body: [UInt8] = []) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
    }

    /// The URL up to its query.
    package var urlWithoutQuery: String { String(url.prefix { $0 != "?" && $0 != "#" }) }
}

extension HTTPRequest: CustomStringConvertible, CustomReflectable {
    package var description: String { "\(method) \(urlWithoutQuery)" }
    package var customMirror: Mirror { Mirror(self, children: ["request": description], displayStyle: .struct) }
}

/// A header: names are compared without regard to case.
package struct HTTPField: Sendable, Hashable {
    package let name: String
    package let value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

extension [HTTPField] {
    /// The first value under a name.
    package subscript(name: String) -> String? {
        let wanted = name.lowercased()
        return first { $0.name.lowercased() == wanted }?.value
    }
}
