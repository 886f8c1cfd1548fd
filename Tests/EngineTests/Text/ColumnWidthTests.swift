import TestSupport
import Testing

@testable import Engine

/// Columns of text.
struct ColumnWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("ｱ", 1), ("Ａ", 2), ("한", 2),
        ("\u{1112}\u{1161}\u{11ab}", 2),
        ("😀", 2), ("👍🏽", 2), ("👩‍👩‍👧", 2), ("🇩🇪", 2), ("❤\u{fe0f}", 2), ("❤", 1), ("\u{200b}", 0), ("a\u{200d}", 1),
        ("\u{7}", 0),
        ("🛠", 1), ("🛠\u{fe0f}", 2), ("🌡", 1), ("🚀", 2), ("⌚", 2), ("─", 1), ("…", 1),
        ("กำ", 2), ("\u{feff}", 0),
    ])
    func `a text is so wide`(text: String, width: Int) {
        #expect(ColumnWidth.of(text) == width)
    }

    /// Python's table of Unicode Standard Annex 11, of every character that both know, but for those that are wide in
    /// East Asian fonts only.
    @Test func `every character is as wide as Unicode says`() async throws {
        let script = """
            import unicodedata as u
            for value in range(0x300, 0x110000):
                width, kind = u.east_asian_width(chr(value)), u.category(chr(value))
                if width != "A" and kind not in ("Mn", "Me", "Cf", "Cc", "Cn", "Cs", "Co"):
                    print(value, 2 if width in "WF" else 1)
            """
        var compared = 0
        for line in try await PythonScript.run(script).split(separator: "\n") {
            let numbers = line.split(separator: " ").compactMap { Int($0) }
            guard let value = numbers.first, let scalar = Unicode.Scalar(UInt32(value)) else { continue }
            // Korean vowels and finals join the syllable before them; half a flag is shown as a picture.
            if (0x1160...0x11ff).contains(value) || (0x1f1e6...0x1f1ff).contains(value) { continue }
            let width = ColumnWidth.of(scalar)
            if width != numbers.last { Issue.record("U+\(String(value, radix: 16)) takes \(numbers), not \(width)") }
            compared += 1
        }
        #expect(compared > 100_000)
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
