/// Takes from a file, piece by piece, what some profiles need: their sections, and all that are no profile's. Every other
/// line is looked at for what would change their meaning or make the whole scan refuse the file, and not kept. Out of
/// thousands of profiles that costs a small part of the whole scan.
///
/// Where a line is not of the usual form, only the whole scan tells what it means.
struct ConfigExcerpt {
    private let choice: SectionChoice
    /// So many wanted profiles are kept with what is in them, and of all later ones the headers.
    private let mostWhole: Int

    /// What was kept.
    private(set) var text: [UInt8] = []
    /// Where in `text` each run of lines begins.
    private(set) var begins: [Int] = []
    /// How many lines of the file are above each run.
    private(set) var linesAbove: [Int] = []

    /// How many lines were looked at.
    private var line = 0
    private var sections = 0
    private var profiles = 0
    private var isPassing = false
    /// In the section that is passed an option is above, which deeper lines continue.
    private var hasOption = false
    /// The line that the next piece goes on with.
    private var rest: [UInt8] = []

    init(role: ConfigFileKind, wanted: WantedProfiles, mostWhole: Int = .max) {
        choice = SectionChoice(role: role, wanted: wanted)
        self.mostWhole = mostWhole
    }

    var role: ConfigFileKind { choice.role }

    /// Whether every wanted profile was kept with what is in it.
    var isWhole: Bool { profiles <= mostWhole }

    /// Takes the next piece of the file, of any length.
    ///
    /// - Returns: false where only the whole scan tells.
    mutating func take(_ piece: Span<UInt8>) -> Bool {
        var start = 0
        if !rest.isEmpty {
            guard let end = piece.first(0x0a, in: 0..<piece.count) else {
                rest += piece.array(0..<piece.count)
                return true
            }
            start = end &+ 1
            rest += piece.array(0..<start)
            guard takeRest() else { return false }
        }
        let end = piece.last(0x0a, in: start..<piece.count).map { $0 &+ 1 } ?? start
        if end < piece.count { rest = piece.array(end..<piece.count) }
        return read(piece.extracting(start..<end))
    }

    /// Takes the end of the file.
    ///
    /// - Returns: false where only the whole scan tells.
    mutating func end() -> Bool {
        // The whole scan doesn't count blank lines and comments, so it may still read what has more lines; a last one
        // without an end is not counted here.
        takeRest() && line < SharedConfig.mostLines && sections <= SharedConfig.mostSections
    }

    private mutating func takeRest() -> Bool {
        let lines = rest
        rest = []
        return read(lines.span)
    }

    /// Lines that are whole.
    private mutating func read(_ lines: Span<UInt8>) -> Bool {
        if line == 0, lines.starts(0..<lines.count, with: "\u{feff}") { return false }
        var position = 0
        while position < lines.count {
            guard let next = isPassing ? pass(lines, from: position) : keep(lines, from: position) else { return false }
            position = next
        }
        return true
    }

    /// Keeps lines as far as a header of a section that doesn't count.
    ///
    /// - Returns: where that begins, or the end; nil where only the whole scan tells.
    private mutating func keep(_ lines: Span<UInt8>, from start: Int) -> Int? {
        beginRun(below: line)
        var position = start
        while position < lines.count {
            let found = LineEnd.find(in: lines, from: position)
            if position < found.end {
                if lines[position] == UInt8(ascii: "[") {
                    guard let name = header(lines, position..<found.end), let worth = choice.worth(lines, name) else {
                        return nil
                    }
                    if worth == .nothing || isHeaderEnough(worth) {
                        isPassing = true
                        break
                    }
                    sections &+= 1
                    if worth == .wantedProfile { profiles &+= 1 }
                } else if PythonWhitespace.mayBegin(with: lines[position]) {
                    // A header that is indented, or the value of the option above.
                    let first = PythonWhitespace.skip(lines, from: position, to: found.end)
                    if first < found.end, lines[first] == UInt8(ascii: "[") { return nil }
                }
            }
            line &+= 1
            position = found.next
        }
        append(lines, start..<position)
        return position
    }

    /// Passes over lines as far as a header of a section that counts, from the begin of a line on.
    ///
    /// - Returns: where that begins, or the end; nil where only the whole scan tells.
    private mutating func pass(_ lines: Span<UInt8>, from start: Int) -> Int? {
        var base = start
        var carry = UsualLines.Carry()
        let choice = choice
        var hasOption = hasOption
        defer { self.hasOption = hasOption }
        while base < lines.count {
            guard let block = UsualLines(lines, at: base, &carry) else { return nil }
            var others = block.others
            var usual = block.begins & ~others
            while others != 0 {
                let bit = others & (0 &- others)
                others &= ~bit
                if usual & (bit &- 1) != 0 { hasOption = true }
                usual &= 0 &- bit
                let begin = base &+ bit.trailingZeroBitCount
                guard lines[begin] == UInt8(ascii: "[") else {
                    guard Self.passes(lines, from: begin, &hasOption) else { return nil }
                    continue
                }
                let end = block.end(after: bit, at: base) ?? LineEnd.find(in: lines, from: begin).end
                guard let name = header(lines, begin..<end), let worth = choice.worth(lines, name) else { return nil }
                hasOption = false
                if worth == .nothing {
                    sections &+= 1
                } else if isHeaderEnough(worth) {
                    sections &+= 1
                    profiles &+= 1
                    beginRun(below: line &+ block.ends(before: bit))
                    append(lines, begin..<end)
                    text.append(0x0a)
                } else {
                    isPassing = false
                    line &+= block.ends(before: bit)
                    return begin
                }
            }
            if usual != 0 { hasOption = true }
            line &+= block.ends.nonzeroBitCount
            base &+= 64
        }
        return carry.lacksEquals ? nil : lines.count
    }

    /// Whether a line that begins as no usual key does changes nothing of what is passed.
    @inline(never)
    private static func passes(_ lines: Span<UInt8>, from begin: Int, _ hasOption: inout Bool) -> Bool {
        let end = LineEnd.find(in: lines, from: begin).end
        let start = PythonWhitespace.skip(lines, from: begin, to: end)
        if start == end || lines[start].isCommentMark { return true }
        guard lines.first(UInt8(ascii: "="), in: begin..<end) != nil else { return false }
        // More of the option above, be it its value or keys nested in it.
        if start > begin { return hasOption }
        hasOption = true
        // A key in capitals, or none.
        return lines[begin] != UInt8(ascii: "=") && lines[begin] != UInt8(ascii: ":")
    }

    /// So many wanted profiles were kept that nobody asks what is in this one.
    @inline(__always)
    private func isHeaderEnough(_ worth: SectionChoice.Worth) -> Bool {
        worth == .wantedProfile && profiles >= mostWhole
    }

    private mutating func beginRun(below lines: Int) {
        begins.append(text.count)
        linesAbove.append(lines)
    }

    private mutating func append(_ lines: Span<UInt8>, _ range: Range<Int>) {
        unsafe lines.extracting(range).withUnsafeBufferPointer { unsafe text.append(contentsOf: $0) }
    }

    /// What stands between the brackets of a line that holds nothing else.
    @inline(__always)
    private func header(_ text: Span<UInt8>, _ line: Range<Int>) -> Range<Int>? {
        let close = line.upperBound &- 1
        guard close > line.lowerBound &+ 1, text[close] == UInt8(ascii: "]") else { return nil }
        return (line.lowerBound &+ 1)..<close
    }
}

/// Which sections of a file count.
private struct SectionChoice {
    let role: ConfigFileKind
    let wanted: WantedProfiles

    enum Worth {
        case nothing
        case wantedProfile
        /// No profile at all.
        case other
    }

    /// Nil for a header whose name only words tell, and for `DEFAULT`, which is in every section.
    @inline(__always)
    func worth(_ text: Span<UInt8>, _ name: Range<Int>) -> Worth? {
        // Nearly all.
        if role == .config, let plain = SectionHeader.plainProfileName(text, name) {
            return wanted.accepts(text, plain) ? .wantedProfile : .nothing
        }
        return unusualWorth(text, name)
    }

    @inline(never)
    private func unusualWorth(_ text: Span<UInt8>, _ name: Range<Int>) -> Worth? {
        let kind = SectionKind.of(text, name, in: role)
        switch kind {
        case .defaults: return nil
        case .session, .services, .other: return .other
        case .profile, .verbatim:
            guard let plain = SectionHeader.plainName(text, name, kind) else { return nil }
            // Somebody may have meant another profile by it.
            if kind == .verbatim && text.starts(name, with: SectionKind.profile.word) { return nil }
            return wanted.accepts(text, plain) ? .wantedProfile : .nothing
        }
    }
}
