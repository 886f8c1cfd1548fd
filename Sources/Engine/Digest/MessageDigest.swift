/// Digests of short messages, in a few lines of our own.
///
/// A library's first hash costs the core more than everything else that a warm command does, and a third of its file;
/// where the core takes no part, swift-crypto stays.
package enum MessageDigest {}

/// What SHA-1 and SHA-256 share: a message in blocks of 64 bytes, words with the high byte first (FIPS 180-4, 5).
enum MessageBlocks {
    /// The bytes of a block.
    static let size = 64

    /// How many blocks a message of so many bytes takes: a 1 bit and the length take nine more.
    static func count(_ bytes: Int) -> Int { (bytes + 9 + size - 1) / size }

    /// Puts a block's 16 words at the head of `words`: the message, a 1 bit, zeroes, and its length in bits.
    @inline(__always)
    static func load(_ message: Span<UInt8>, block: Int, into words: inout MutableSpan<UInt32>) {
        for index in 0..<16 {
            let location = block &* size &+ 4 &* index
            if location &+ 4 <= message.count {
                words[index] = message.bigEndianWord(at: location)
                continue
            }
            var word: UInt32 = 0
            for position in location..<(location &+ 4) {
                let byte = position < message.count ? message[position] : position == message.count ? 0x80 : 0
                word = word &<< 8 | UInt32(byte)
            }
            words[index] = word
        }
        guard block &+ 1 == count(message.count) else { return }
        words[14] = UInt32(truncatingIfNeeded: message.count &>> 29)
        words[15] = UInt32(truncatingIfNeeded: message.count &<< 3)
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

extension Span<UInt8> {
    /// Four bytes as a number, the first the highest; they must be there.
    @inline(__always)
    fileprivate func bigEndianWord(at position: Int) -> UInt32 {
        let raw = unsafe bytes
        return unsafe UInt32(bigEndian: raw.unsafeLoadUnaligned(fromByteOffset: position, as: UInt32.self))
    }
}
