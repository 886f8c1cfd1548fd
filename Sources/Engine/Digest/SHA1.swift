extension MessageDigest {
    /// SHA-1 (FIPS 180-4), for the names of the AWS CLI's cache files and nothing that must be secure.
    ///
    /// A library's hash costs the core more than everything else that a warm command does, and a third of its file.
    ///
    /// - Returns: 20 bytes.
    package static func sha1(_ message: [UInt8]) -> [UInt8] {
        var state: [UInt32] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0]
        var words = [UInt32](repeating: 0, count: 80)
        let padded = MessageBlocks.padded(message)
        for start in stride(from: 0, to: padded.count, by: MessageBlocks.size) {
            MessageBlocks.load(padded, at: start, into: &words)
            for index in 16..<80 {
                let mixed = words[index - 3] ^ words[index - 8] ^ words[index - 14] ^ words[index - 16]
                words[index] = rotateLeft(mixed, 1)
            }
            mixSHA1(words, into: &state)
        }
        return MessageBlocks.bytes(state)
    }

    private static func mixSHA1(_ words: [UInt32], into state: inout [UInt32]) {
        var a = state[0]
        var b = state[1]
        var c = state[2]
        var d = state[3]
        var e = state[4]
        for index in 0..<80 {
            let function: UInt32
            let constant: UInt32
            switch index {
            case ..<20: (function, constant) = (b & c | ~b & d, 0x5a82_7999)
            case ..<40: (function, constant) = (b ^ c ^ d, 0x6ed9_eba1)
            case ..<60: (function, constant) = (b & c | b & d | c & d, 0x8f1b_bcdc)
            default: (function, constant) = (b ^ c ^ d, 0xca62_c1d6)
            }
            let next = rotateLeft(a, 5) &+ function &+ e &+ constant &+ words[index]
            e = d
            d = c
            c = rotateLeft(b, 30)
            b = a
            a = next
        }
        state[0] &+= a
        state[1] &+= b
        state[2] &+= c
        state[3] &+= d
        state[4] &+= e
    }

    private static func rotateLeft(_ word: UInt32, _ count: UInt32) -> UInt32 { word << count | word >> (32 - count) }
}
