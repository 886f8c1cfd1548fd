/// Lines of a file by the offsets of their bytes; `\n`, `\r` and `\r\n` end one.
struct LineOffsets {
    /// One line: content in `start..<end`, the next begins at `next`.
    struct Line {
        let start: Int
        let end: Int
        let next: Int

        var whole: Range<Int> { start..<next }
        var hasEnd: Bool { next > end }
    }

    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Where the line begins that holds an offset.
    func start(of offset: Int) -> Int {
        var start = offset
        while start > 0, bytes[start - 1] != 0x0a, bytes[start - 1] != 0x0d { start -= 1 }
        // A byte order mark is no part of the first line.
        if start == 0, bytes.starts(with: [0xef, 0xbb, 0xbf]) { return min(3, offset) }
        return start
    }

    /// The line that begins there.
    func line(at start: Int) -> Line {
        let found = LineEnd.find(in: bytes.span, from: start)
        return Line(start: start, end: found.end, next: found.next)
    }

    func line(holding offset: Int) -> Line { line(at: start(of: offset)) }

    /// The line that ends where another begins, or nil at the start of the file.
    func before(_ start: Int) -> Line? {
        guard start > 0, !(start == 3 && self.start(of: 3) == 3 && bytes[0] == 0xef) else { return nil }
        let end = bytes[start - 1] == 0x0a && start > 1 && bytes[start - 2] == 0x0d ? start - 2 : start - 1
        return line(at: self.start(of: end))
    }

    /// The line that follows, or nil at the end of the file.
    func after(_ line: Line) -> Line? { line.next < bytes.count ? self.line(at: line.next) : nil }

    func isBlank(_ line: Line) -> Bool {
        PythonWhitespace.trimmed(bytes.span, line.start..<line.end).isEmpty
    }

    func isComment(_ line: Line) -> Bool {
        let content = PythonWhitespace.trimmed(bytes.span, line.start..<line.end)
        return !content.isEmpty && bytes[content.lowerBound].isCommentMark
    }

    /// The white space before a line's content.
    func indentation(_ line: Line) -> ArraySlice<UInt8> {
        bytes[line.start..<PythonWhitespace.skip(bytes.span, from: line.start, to: line.end)]
    }

    /// How far a line's content is from its start, in characters, as the grammar counts it.
    func depth(_ line: Line) -> Int { String(decoding: indentation(line), as: UTF8.self).unicodeScalars.count }

    /// What ends lines here: as the line does, else as the first line of the file, else `\n`.
    func lineEnd(like line: Line?) -> [UInt8] {
        if let line, line.hasEnd { return Array(bytes[line.end..<line.next]) }
        let first = self.line(at: 0)
        return first.hasEnd ? Array(bytes[first.end..<first.next]) : [0x0a]
    }
}
