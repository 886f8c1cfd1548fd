package import SystemKit

/// One answer: status, headers, and a body of at most `HTTPResponse.bodyLimit` bytes.
///
/// Its description shows the status only: bodies carry tokens.
package struct HTTPResponse: Sendable, Hashable {
    package let status: Int
    package let headers: [HTTPField]
    package let body: [UInt8]

    package init(status: Int, headers: [HTTPField] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The most that is read of a body: 4 MiB, some twenty times the largest page of accounts.
    package static let bodyLimit = 4 << 20

    package var isSuccess: Bool { (200..<300).contains(status) }

    /// What time the server has, so that a clock that is wrong here can be told.
    package var date: Instant? { headers["date"].flatMap(Instant.init(httpDate:)) }
}

extension HTTPResponse: CustomStringConvertible, CustomReflectable {
    package var description: String { "HTTP \(status)" }
    package var customMirror: Mirror { Mirror(self, children: ["status": status], displayStyle: .struct) }
}

extension Instant {
    /// Reads `Sun, 06 Nov 1994 08:49:37 GMT`, the only form that senders may use (RFC 9110, 5.6.7).
    package init?(httpDate text: String) {
        let words = text.split(separator: " ")
        guard words.count == 6, words[0].hasSuffix(","), words[5] == "GMT", words[1].utf8.count == 2,
            let month = Self.months.firstIndex(of: String(words[2]))
        else { return nil }
        let number = month + 1 < 10 ? "0\(month + 1)" : "\(month + 1)"
        self.init(iso8601: "\(words[3])-\(number)-\(words[1])T\(words[4])Z")
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
