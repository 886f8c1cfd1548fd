extension MessageDigest {
    /// SHA-1 (FIPS 180-4), for the names of the AWS CLI's cache files and nothing that must be secure.
    ///
    /// A library's hash costs the core more than everything else that a warm command does, and a third of its file.
    ///
    /// - Returns: 20 bytes.
    package static func sha1(_ message: [UInt8]) -> [UInt8] {
        var state = SHA1State()
        var words = [UInt32](repeating: 0, count: 80)
        var schedule = words.mutableSpan
        for block in 0..<MessageBlocks.count(message.count) {
            MessageBlocks.load(message.span, block: block, into: &schedule)
            unsafe schedule.withUnsafeMutableBufferPointer { words in
                for index in 16..<80 {
                    let near = unsafe words[index &- 3] ^ words[index &- 8]
                    let far = unsafe words[index &- 14] ^ words[index &- 16]
                    unsafe words[index] = SHA1State.rotateLeft(near ^ far, 1)
                }
            }
            state.mix(schedule.span)
        }
        return MessageBlocks.bytes([state.a, state.b, state.c, state.d, state.e])
    }
}

/// The five words that the blocks of a message are mixed into.
private struct SHA1State {
    private(set) var a: UInt32 = 0x6745_2301
    private(set) var b: UInt32 = 0xefcd_ab89
    private(set) var c: UInt32 = 0x98ba_dcfe
    private(set) var d: UInt32 = 0x1032_5476
    private(set) var e: UInt32 = 0xc3d2_e1f0

    /// Mixes a block in, as its 80 words.
    mutating func mix(_ words: Span<UInt32>) {
        var mixed = self
        for index in 0..<20 { mixed.turn(mixed.b & mixed.c | ~mixed.b & mixed.d, 0x5a82_7999 &+ words[index]) }
        for index in 20..<40 { mixed.turn(mixed.b ^ mixed.c ^ mixed.d, 0x6ed9_eba1 &+ words[index]) }
        for index in 40..<60 {
            mixed.turn(mixed.b & mixed.c | mixed.b & mixed.d | mixed.c & mixed.d, 0x8f1b_bcdc &+ words[index])
        }
        for index in 60..<80 { mixed.turn(mixed.b ^ mixed.c ^ mixed.d, 0xca62_c1d6 &+ words[index]) }
        a &+= mixed.a
        b &+= mixed.b
        c &+= mixed.c
        d &+= mixed.d
        e &+= mixed.e
    }

    @inline(__always)
    private mutating func turn(_ function: UInt32, _ addend: UInt32) {
        let next = Self.rotateLeft(a, 5) &+ function &+ e &+ addend
        e = d
        d = c
        c = Self.rotateLeft(b, 30)
        b = a
        a = next
    }

    @inline(__always)
    static func rotateLeft(_ word: UInt32, _ count: UInt32) -> UInt32 { word &<< count | word &>> (32 &- count) }
}
