import Testing

@testable import Engine

/// Columns of text.
struct ColumnWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("ｱ", 1), ("Ａ", 2), ("한", 2),
        ("\u{1112}\u{1161}\u{11ab}", 2),
        ("😀", 2), ("👍🏽", 2), ("👩‍👩‍👧", 2), ("🇩🇪", 2), ("❤\u{fe0f}", 2), ("❤", 1), ("\u{200b}", 0), ("a\u{200d}", 1),
        ("\u{7}", 0),
        ("─", 1), ("…", 1),
        ("กำ", 2), ("\u{feff}", 0),
    ])
    func `a text is so wide`(text: String, width: Int) {
        #expect(ColumnWidth.of(text) == width)
    }

    @Test func `cutting never halves a character, and says that something is missing`() {
        #expect(ColumnWidth.cut("abcdef", to: 6) == "abcdef")
        #expect(ColumnWidth.cut("abcdef", to: 4) == "abc…")
        #expect(ColumnWidth.cut("日本語", to: 5) == "日本…")
        #expect(ColumnWidth.cut("日本語", to: 4) == "日…")
        #expect(ColumnWidth.cut("abc", to: 1) == "…" && ColumnWidth.cut("abc", to: 0).isEmpty)
        #expect(ColumnWidth.fit("日本", to: 6) == "日本  " && ColumnWidth.fit("日本語", to: 4) == "日… ")
    }
}
