/// Digests of short messages, in a few lines of our own.
///
/// A library's first hash costs the core more than everything else that a warm command does, and a third of its file;
/// where the core takes no part, swift-crypto stays.
package enum MessageDigest {}

/// What SHA-1 and SHA-256 share: a message in blocks of 64 bytes, words with the high byte first (FIPS 180-4, 5).
enum MessageBlocks {
    /// The bytes of a block.
    static let size = 64

    /// The message, a 1 bit, zeroes, and its length in bits, as whole blocks.
    static func padded(_ message: [UInt8]) -> [UInt8] {
        // A 1 bit and the length take nine bytes.
        let end = (message.count + 9 + size - 1) / size * size
        var padded = message
        padded.reserveCapacity(end)
        padded.append(contentsOf: [UInt8](repeating: 0, count: end - message.count))
        padded[message.count] = 0x80
        let bits = UInt64(message.count) * 8
        for index in 1...8 { padded[end - index] = UInt8(truncatingIfNeeded: bits >> (8 * UInt64(index - 1))) }
        return padded
    }

    /// Puts a block's 16 words at the head of `words`.
    static func load(_ bytes: [UInt8], at start: Int, into words: inout [UInt32]) {
        let bytes = bytes.span
        for index in 0..<16 {
            let location = start &+ 4 &* index
            let high = UInt32(bytes[location]) << 24 | UInt32(bytes[location &+ 1]) << 16
            words[index] = high | UInt32(bytes[location &+ 2]) << 8 | UInt32(bytes[location &+ 3])
        }
    }

    static func bytes(_ words: [UInt32]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(4 * words.count)
        for word in words {
            bytes.append(UInt8(truncatingIfNeeded: word >> 24))
            bytes.append(UInt8(truncatingIfNeeded: word >> 16))
            bytes.append(UInt8(truncatingIfNeeded: word >> 8))
            bytes.append(UInt8(truncatingIfNeeded: word))
        }
        return bytes
    }
}
