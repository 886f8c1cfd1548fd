import Engine
import NIOHTTP1

/// The head of a request to a server of this machine; what follows is not read.
package struct LoopbackRequest: Sendable {
    let method: String
    /// As it stood in the request line.
    let target: String
    private let headers: [(name: String, value: String)]

    init(method: String, target: String, headers: [(name: String, value: String)]) {
        self.method = method
        self.target = target
        self.headers = headers
    }

    init(_ head: HTTPRequestHead) {
        self.init(method: head.method.rawValue, target: head.uri, headers: head.headers.map { ($0.name, $0.value) })
    }

    /// Every value of a header, whose name has small letters here.
    func values(of name: String) -> [String] { headers.filter { $0.name.lowercased() == name }.map(\.value) }
}

/// An answer, sent whole.
package struct LoopbackResponse: Sendable {
    let status: Int
    /// All but the length and what ends the connection.
    let headers: [(String, String)]
    let body: String
    /// Called when it is out, or when nobody waits for it any more.
    var whenSent: (@Sendable () -> Void)?
}

extension Secret {
    /// Whether a text is this one. Looks at every byte, whatever differs: the time tells nothing of how much was right.
    func isEqual(toUntrusted given: String) -> Bool {
        let left = Array(given.utf8)
        let right = Array(reveal().utf8)
        var difference = UInt(left.count ^ right.count)
        for index in left.indices {
            difference |= UInt(left[index] ^ (right.isEmpty ? 0 : right[index % right.count]))
        }
        return difference == 0 && !right.isEmpty
    }
}
