import SystemKit

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Makes the secrets and names that the sandbox issues. Every secret holds the marker, so that a test can look for leaks.
struct SecretGenerator: Sendable {
    /// The text that no log, no argument list and no readable file may ever hold.
    static let marker = "AWSXSANDBOXCANARY"

    private let randomness: Randomness

    init(_ randomness: Randomness) { self.randomness = randomness }

    /// A secret of URL-safe letters: `prefix`, the marker, then so many random bytes.
    func token(_ prefix: String, bytes count: Int) -> String { prefix + Self.marker + name(bytes: count) }

    /// URL-safe random text that is no secret by itself.
    func name(bytes count: Int) -> String { Base64.urlSafe(randomness.bytes(count)) }

    /// A secret access key: forty letters of base64, as IAM makes them.
    func secretAccessKey() -> String {
        Self.marker + Data(randomness.bytes(18)).base64EncodedString().prefix(40 - Self.marker.utf8.count)
    }

    /// A session token in base64 with all its letters, `+`, `/` and `=` too, of at least so many of them.
    func sessionToken(size: Int = 0) -> String {
        let head = "IQoJb3JpZ2luX2Vj" + Self.marker
        let tail = Data(randomness.bytes(451)).base64EncodedString()
        let missing = max(0, size - head.utf8.count - tail.utf8.count)
        return head + Data(randomness.bytes(missing)).base64EncodedString().prefix(missing) + tail
    }

    /// A temporary access key id.
    func accessKeyID() -> String { "ASIA" + letters(16, of: Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)) }

    /// `BCDF-GHJK`: letters that make no words and are not mistaken for digits.
    func userCode() -> String {
        let code = letters(8, of: Array("BCDFGHJKLMNPQRSTVWXZ".utf8))
        return "\(code.prefix(4))-\(code.suffix(4))"
    }

    func requestID() -> String { randomness.uuid() }

    /// A number from 0 to 1.
    func chance() -> Double { randomness.fraction() }

    private func letters(_ count: Int, of alphabet: [UInt8]) -> String {
        let bytes = randomness.bytes(count * 4)
        let chosen = (0..<count).map { index in
            let number = bytes[index * 4..<index * 4 + 4].reduce(0) { $0 << 8 | UInt32($1) }
            return alphabet[Int(number % UInt32(alphabet.count))]
        }
        return String(decoding: chosen, as: UTF8.self)
    }
}

/// Base64, mostly with the letters of URLs and without padding (RFC 4648, 5).
enum Base64 {
    /// With the usual letters and padding.
    static func text(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

    static func urlSafe(_ bytes: some Sequence<UInt8>) -> String {
        String(
            Data(bytes).base64EncodedString().compactMap { letter in
                switch letter {
                case "+": "-"
                case "/": "_"
                case "=": nil
                default: letter
                }
            } as [Character]
        )
    }
}
