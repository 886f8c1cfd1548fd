import Testing

@testable import NetworkCommands

struct WholeLinesTests {
    private func lines(_ pieces: [String]) -> [String] {
        var lines = WholeLines()
        var all: [[UInt8]] = []
        for piece in pieces { all += lines.take(Array(piece.utf8)) }
        if let rest = lines.end() { all.append(rest) }
        return all.map { String(decoding: $0, as: UTF8.self) }
    }

    @Test(
        arguments: [
            ([], []), (["a\nb\n"], ["a", "b"]), (["a", "b", "\nc"], ["ab", "c"]), (["\n\n"], ["", ""]),
            (["a\r\n"], ["a\r"]),
            (["", "x", ""], ["x"]),
        ] as [([String], [String])])
    func `Pieces become lines`(pieces: [String], whole: [String]) { #expect(lines(pieces) == whole) }

    @Test func `However it is cut, the lines are the same`() {
        let text = "one\n\ntwo three\nfour"
        for size in 1...text.count {
            var pieces: [String] = []
            var rest = Substring(text)
            while !rest.isEmpty {
                pieces.append(String(rest.prefix(size)))
                rest = rest.dropFirst(size)
            }
            #expect(lines(pieces) == ["one", "", "two three", "four"])
        }
    }

    @Test func `A line without an end comes in parts, and nothing grows`() {
        let long = String(repeating: "x", count: 3 * WholeLines.longest + 5)
        let parts = lines([long])
        #expect(parts.map(\.count) == [WholeLines.longest, WholeLines.longest, WholeLines.longest, 5])
    }
}
