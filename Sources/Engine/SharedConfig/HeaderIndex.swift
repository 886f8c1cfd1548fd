/// Finds a section by its raw header: open addressing over section numbers, grown by doubling.
struct HeaderIndex: Sendable {
    /// A section number plus one, or 0 where nothing is.
    private var slots: [UInt32] = []
    private var count = 0

    /// The first section with this hash for which the caller sees the same name.
    func find(_ hash: UInt32, _ isSame: (Int) -> Bool) -> Int? {
        guard !slots.isEmpty else { return nil }
        let mask = slots.count - 1
        var slot = Int(hash) & mask
        while slots[slot] != 0 {
            let section = Int(slots[slot]) - 1
            if isSame(section) { return section }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// Adds a section that `find` does not find; `hashes` tells the hash of those that are in.
    mutating func insert(_ section: Int, hash: UInt32, hashOf: (Int) -> UInt32) {
        if (count + 1) * 2 > slots.count {
            let old = slots
            slots = [UInt32](repeating: 0, count: max(16, old.count * 2))
            for entry in old where entry != 0 { place(entry, hash: hashOf(Int(entry) - 1)) }
        }
        place(UInt32(section + 1), hash: hash)
        count += 1
    }

    private mutating func place(_ entry: UInt32, hash: UInt32) {
        let mask = slots.count - 1
        var slot = Int(hash) & mask
        while slots[slot] != 0 { slot = (slot + 1) & mask }
        slots[slot] = entry
    }

    static let seed: UInt32 = 2_166_136_261

    /// FNV-1a, one byte further, with the high bits folded in at the end by `finished`.
    @inline(__always)
    static func step(_ hash: UInt32, _ byte: UInt8) -> UInt32 { (hash ^ UInt32(byte)) &* 16_777_619 }

    @inline(__always)
    static func finished(_ hash: UInt32) -> UInt32 { hash ^ (hash >> 15) }

    static func hash(_ bytes: some Sequence<UInt8>) -> UInt32 { finished(bytes.reduce(seed, step)) }
}
