/// The profiles that somebody asks about.
struct WantedProfiles {
    private let names: [[UInt8]]
    private let areBeginnings: Bool
    /// A bit for the length and the last byte of each name, which nearly all others fail.
    private var marks: UInt64 = 0

    init(names: [[UInt8]]) {
        self.names = names
        areBeginnings = false
        for name in names { marks |= name.last.map { Self.mark($0, name.count) } ?? 0 }
    }

    /// Those whose names begin so.
    init(beginning: [UInt8]) {
        names = [beginning]
        areBeginnings = true
        marks = .max
    }

    @inline(__always)
    func accepts(_ text: Span<UInt8>, _ name: Range<Int>) -> Bool {
        guard !name.isEmpty, marks & Self.mark(text[name.upperBound &- 1], name.count) != 0 else { return false }
        var number = 0
        while number < names.count {
            if isEqual(names[number], text, name) { return true }
            number &+= 1
        }
        return false
    }

    @inline(__always)
    private func isEqual(_ wanted: [UInt8], _ text: Span<UInt8>, _ name: Range<Int>) -> Bool {
        guard areBeginnings ? name.count >= wanted.count : name.count == wanted.count else { return false }
        var offset = 0
        while offset < wanted.count {
            if text[name.lowerBound &+ offset] != wanted[offset] { return false }
            offset &+= 1
        }
        return true
    }

    @inline(__always)
    private static func mark(_ last: UInt8, _ count: Int) -> UInt64 {
        1 &<< (UInt64(last) &+ UInt64(truncatingIfNeeded: count) &* 11 & 63)
    }
}
