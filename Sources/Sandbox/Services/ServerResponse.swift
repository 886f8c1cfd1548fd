/// An HTTP reply before it is sent; the server adds Date and Content-Length.
struct ServerResponse: Sendable {
    var status: Int
    var headers: [(name: String, value: String)]
    var body: [UInt8]

    init(_ status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    static func json(_ value: some Encodable, status: Int = 200) -> ServerResponse {
        json(bytes: JSONText.encode(value), status: status)
    }

    static func json(bytes: [UInt8], status: Int = 200) -> ServerResponse {
        ServerResponse(
            status,
            headers: [("Content-Type", "application/json"), ("Cache-Control", "no-store")],
            body: bytes
        )
    }

    static func redirect(to url: String) -> ServerResponse {
        ServerResponse(
            302, headers: [("Location", url), ("Cache-Control", "no-store"), ("Referrer-Policy", "no-referrer")])
    }

    /// The first value of a header, its name in any case.
    subscript(name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// The reply with one more header.
    func with(_ name: String, _ value: String) -> ServerResponse {
        var response = self
        response.headers.append((name, value))
        return response
    }
}
