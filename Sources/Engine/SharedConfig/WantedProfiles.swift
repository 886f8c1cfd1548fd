/// The profiles that somebody asks about.
struct WantedProfiles {
    private let name: [UInt8]
    // Apart, since an array of arrays is a type that is made at run time, and nearly always there is one.
    private let others: [[UInt8]]
    private let isBeginning: Bool
    /// A bit for the length and the last byte of each name, which nearly all others fail.
    private var marks: UInt64 = 0

    init(_ name: [UInt8], others: [[UInt8]] = []) {
        self.name = name
        self.others = others
        isBeginning = false
        add(name)
        for name in others { add(name) }
    }

    /// Those whose names begin so.
    init(beginning: [UInt8]) {
        name = beginning
        others = []
        isBeginning = true
        marks = .max
    }

    private mutating func add(_ name: [UInt8]) { marks |= name.last.map { Self.mark($0, name.count) } ?? 0 }

    @inline(__always)
    func accepts(_ text: Span<UInt8>, _ name: Range<Int>) -> Bool {
        guard !name.isEmpty, marks & Self.mark(text[name.upperBound &- 1], name.count) != 0 else { return false }
        return isEqual(self.name, text, name) || (!others.isEmpty && isAnother(text, name))
    }

    @inline(never)
    private func isAnother(_ text: Span<UInt8>, _ name: Range<Int>) -> Bool {
        for other in others where isEqual(other, text, name) { return true }
        return false
    }

    @inline(__always)
    private func isEqual(_ wanted: [UInt8], _ text: Span<UInt8>, _ name: Range<Int>) -> Bool {
        guard isBeginning ? name.count >= wanted.count : name.count == wanted.count else { return false }
        var offset = 0
        while offset < wanted.count {
            if text[name.lowerBound &+ offset] != wanted[offset] { return false }
            offset &+= 1
        }
        return true
    }

    @inline(__always)
    private static func mark(_ last: UInt8, _ count: Int) -> UInt64 {
        1 &<< (UInt64(last) &+ UInt64(truncatingIfNeeded: count) &* 11)
    }
}
