import Terminal
import Testing

/// Bytes to keys.
struct KeyDecoderTests {
    static let rows: [(bytes: String, keys: [Key])] = [
        ("a", [.character("a")]), ("aé日", [.character("a"), .character("é"), .character("日")]),
        ("\r", [.enter]), ("\n", [.control("j")]), ("\t", [.tab]), ("\u{7f}\u{8}", [.backspace, .backspace]),
        (
            "\u{3}\u{e}\u{10}\u{15}\u{17}\u{1a}",
            [.control("c"), .control("n"), .control("p"), .control("u"), .control("w"), .control("z")]
        ),
        ("\u{1b}[A\u{1b}[B\u{1b}[C\u{1b}[D", [.up, .down, .right, .left]), ("\u{1b}OA\u{1b}OB", [.up, .down]),
        ("\u{1b}[5~\u{1b}[6~", [.pageUp, .pageDown]),
        ("\u{1b}[H\u{1b}[F\u{1b}[1~\u{1b}[4~", [.home, .end, .home, .end]),
        ("\u{1b}[Z\u{1b}[3~", [.backTab, .delete]), ("\u{1b}[1;5A", [.up]), ("\u{1b}[15~x", [.character("x")]),
        ("\u{0}\u{1f}x", [.character("x")]),
    ]

    @Test(arguments: rows)
    func `bytes are these keys, in one piece or byte by byte`(row: (bytes: String, keys: [Key])) {
        var whole = KeyDecoder()
        #expect(whole.take(Array(row.bytes.utf8)) == row.keys)
        #expect(!whole.isWaiting)
        var single = KeyDecoder()
        #expect(row.bytes.utf8.flatMap { single.take([$0]) } == row.keys)
    }

    @Test func `a lone escape byte is a key once nothing follows`() {
        var decoder = KeyDecoder()
        #expect(decoder.take([0x1b]).isEmpty && decoder.isWaiting)
        #expect(decoder.flush() == [.escape] && !decoder.isWaiting)
        #expect(decoder.take([0x1b, 0x5b]).isEmpty)
        #expect(decoder.flush() == [.escape])
        #expect(decoder.flush().isEmpty)
    }

    @Test func `bytes that are no text are no key`() {
        var decoder = KeyDecoder()
        #expect(decoder.take([0xff, 0xc3, 0x28, 0x80, 0x61]) == [.character("("), .character("a")])
    }
}
