import CByteMarks

/// 64 bytes of a text whose lines are of the usual form: a key in small letters and an equals sign. Such lines are judged
/// all at once, since every byte of a file passes here; the others are told.
struct UsualLines {
    /// Where lines end, a bit for each byte.
    let ends: UInt64
    /// Where lines begin that are not empty.
    let begins: UInt64
    /// Where lines begin that are to be looked at one by one.
    let others: UInt64

    /// What one block tells the next.
    struct Carry {
        /// The next byte begins a line.
        var isAtBegin = true
        /// The line at hand is of the usual form but for the equals sign.
        var lacksEquals = false
    }

    /// - Returns: nil where a byte is no ASCII or a control character other than line feed and tab, and where a line that
    ///   begins as a key has no equals sign.
    @inline(__always)
    init?(_ text: Span<UInt8>, at base: Int, _ carry: inout Carry) {
        let isLast = base &+ 64 > text.count
        let marks =
            !isLast
            ? unsafe text.bytes.withUnsafeBytes { unsafe awsx_byte_marks_of($0.baseAddress! + base) }
            : Self.lastMarks(text, at: base)
        let odd = marks.odd & ~marks.ends
        if odd != 0, !Self.areTabs(odd, text, at: base) { return nil }
        begins = ((marks.ends &<< 1) | (carry.isAtBegin ? 1 : 0)) & ~marks.ends
        others = begins & marks.low
        carry.isAtBegin = marks.ends >> 63 != 0
        // An addition carries a bit from each key's begin through all that is no equals sign, and is stopped by one. A bit
        // that comes as far as a line's end clears it there.
        let (sum, overflow) = (begins & ~marks.low).addingReportingOverflow(~marks.equals)
        let (carried, overflowToo) = sum.addingReportingOverflow(carry.lacksEquals ? 1 : 0)
        carry.lacksEquals = overflow || overflowToo
        if carried & marks.ends != marks.ends { return nil }
        // What fills the last block ends no line.
        ends = isLast ? marks.ends & ((1 &<< UInt64(text.count &- base)) &- 1) : marks.ends
    }

    /// Where the line ends that begins at a bit; nil if that is behind this block.
    @inline(__always)
    func end(after bit: UInt64, at base: Int) -> Int? {
        let after = ends & (0 &- bit)
        return after == 0 ? nil : base &+ after.trailingZeroBitCount
    }

    /// How many lines end before a bit.
    @inline(__always)
    func ends(before bit: UInt64) -> Int { (ends & (bit &- 1)).nonzeroBitCount }

    /// What the last bytes of a text hold; line feeds stand for what is behind it.
    @inline(never)
    private static func lastMarks(_ text: Span<UInt8>, at base: Int) -> awsx_byte_marks {
        var block = SIMD64<UInt8>(repeating: 0x0a)
        for position in base..<text.count { block[position &- base] = text[position] }
        return unsafe withUnsafeBytes(of: block) { unsafe awsx_byte_marks_of($0.baseAddress!) }
    }

    @inline(never)
    private static func areTabs(_ marked: UInt64, _ text: Span<UInt8>, at base: Int) -> Bool {
        var marked = marked
        while marked != 0 {
            if text[base &+ marked.trailingZeroBitCount] != 0x09 { return false }
            marked &= marked &- 1
        }
        return true
    }
}
