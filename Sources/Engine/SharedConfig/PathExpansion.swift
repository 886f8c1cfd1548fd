import SystemKit

/// `$VAR`, `${VAR}` and a leading `~` in a path, as the AWS CLI expands them (<doc:ConfigurationFiles>, Where the files
/// are): variables first, then the home.
struct PathExpansion {
    let environment: Environment
    let home: String?

    func expand(_ path: String) -> String { expandHome(expandVariables(path)) }

    /// Replaces each variable that is set; one that is not stays as it is written. What a value holds is not expanded
    /// again.
    private func expandVariables(_ path: String) -> String {
        let bytes = Array(path.utf8)
        guard bytes.contains(Self.dollar) else { return path }
        var result: [UInt8] = []
        var position = 0
        while position < bytes.count {
            if bytes[position] == Self.dollar, let (name, end) = Self.variable(in: bytes, after: position),
                let value = environment[name]
            {
                result.append(contentsOf: value.utf8)
                position = end
            } else {
                result.append(bytes[position])
                position += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The name that follows a dollar sign, and where the text goes on.
    private static func variable(in bytes: [UInt8], after dollar: Int) -> (name: String, end: Int)? {
        let start = dollar + 1
        guard start < bytes.count else { return nil }
        if bytes[start] == UInt8(ascii: "{") {
            guard let close = bytes[start...].firstIndex(of: UInt8(ascii: "}")) else { return nil }
            return (String(decoding: bytes[(start + 1)..<close], as: UTF8.self), close + 1)
        }
        let end = bytes[start...].firstIndex { !isWord($0) } ?? bytes.count
        return end > start ? (String(decoding: bytes[start..<end], as: UTF8.self), end) : nil
    }

    /// `~` and `~/…` only: `~name` would take a name service to answer, and stays as it is.
    func expandHome(_ path: String) -> String {
        guard let home, path == "~" || path.utf8.starts(with: "~/".utf8) else { return path }
        return path == "~" ? home : Self.join(home, path.utf8.dropFirst(2))
    }

    static func join(_ folder: String, _ rest: some Sequence<UInt8>) -> String {
        var bytes = Array(folder.utf8)
        while bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
        bytes.append(UInt8(ascii: "/"))
        return String(decoding: bytes + rest, as: UTF8.self)
    }

    static func join(_ folder: String, _ rest: String) -> String { join(folder, rest.utf8) }

    private static let dollar = UInt8(ascii: "$")

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
