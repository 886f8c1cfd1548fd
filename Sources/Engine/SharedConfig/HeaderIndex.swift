/// Finds a section by its raw header: open addressing over section numbers, grown by doubling.
///
/// A search begins at the slot `first`, and goes on at `next` while `section` answers.
struct HeaderIndex: Sendable {
    /// A section number plus one, or 0 where nothing is.
    private var slots: [UInt32] = []
    private var count = 0

    @inline(__always)
    func first(_ hash: UInt32) -> Int { Int(hash) & (slots.count &- 1) }

    @inline(__always)
    func next(_ slot: Int) -> Int { (slot &+ 1) & (slots.count &- 1) }

    /// The section in a slot, or nil where a search ends.
    @inline(__always)
    func section(_ slot: Int) -> Int? {
        guard !slots.isEmpty, slots[slot] != 0 else { return nil }
        return Int(slots[slot]) &- 1
    }

    /// Adds a section that is not in; its record and those of all others are in `sections`.
    mutating func insert(_ section: Int, hash: UInt32, among sections: [ScannedSection]) {
        if (count + 1) * 2 > slots.count {
            let old = slots
            slots = [UInt32](repeating: 0, count: max(64, old.count * 4))
            for entry in old where entry != 0 { location(entry, hash: sections[Int(entry) - 1].hash) }
        }
        location(UInt32(truncatingIfNeeded: section + 1), hash: hash)
        count += 1
    }

    private mutating func location(_ entry: UInt32, hash: UInt32) {
        var slot = first(hash)
        while slots[slot] != 0 { slot = next(slot) }
        slots[slot] = entry
    }

    static let seed: UInt32 = 2_166_136_261

    /// The hash of what stands before a name.
    static func start(_ prefix: StaticString) -> UInt32 {
        (0..<prefix.utf8CodeUnitCount).reduce(seed) { hash, offset in step(hash, unsafe prefix.utf8Start[offset]) }
    }

    /// FNV-1a, one byte further.
    @inline(__always)
    static func step(_ hash: UInt32, _ byte: UInt8) -> UInt32 { (hash ^ UInt32(byte)) &* 16_777_619 }

    /// The hash with its high bits folded in, since slots are chosen by the low ones.
    @inline(__always)
    static func finished(_ hash: UInt32) -> UInt32 { hash ^ (hash >> 15) }
}
