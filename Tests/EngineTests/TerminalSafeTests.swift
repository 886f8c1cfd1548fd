import Engine
import Testing

struct TerminalSafeTests {
    @Test(arguments: [
        ("plain text, é 😀 中", "plain text, é 😀 中"), ("", ""), ("\u{1b}[31mred", "\\u{1b}[31mred"),
        ("a\r\nb", "a\\u{d}\\u{a}b"), ("\u{7}\u{8}\t", "\\u{7}\\u{8}\\u{9}"), ("\u{7f}", "\\u{7f}"),
        ("\u{9b}31m", "\\u{9b}31m"), ("\u{202e}txt.exe", "\\u{202e}txt.exe"), ("a\u{200f}b", "a\\u{200f}b"),
        ("a\u{61c}b", "a\\u{61c}b"), ("\u{2066}x\u{2069}", "\\u{2066}x\\u{2069}"), ("\u{2028}", "\\u{2028}"),
        ("\u{feff}", "\\u{feff}"), ("\u{0}", "\\u{0}"), ("e\u{301}\u{1b}", "e\u{301}\\u{1b}"),
    ])
    func `Control characters and direction marks are spelt out`(text: String, shown: String) {
        #expect(TerminalSafe.text(text) == shown)
    }

    @Test func `No control character of Unicode comes through`() {
        let all = (0...0x10ffff).compactMap(Unicode.Scalar.init).filter {
            $0.properties.generalCategory == .control || $0.properties.isBidiControl
        }
        let shown = TerminalSafe.text(String(String.UnicodeScalarView(all)))
        #expect(all.count > 65)
        #expect(shown.unicodeScalars.allSatisfy { (0x20...0x7e).contains($0.value) })
    }
}
