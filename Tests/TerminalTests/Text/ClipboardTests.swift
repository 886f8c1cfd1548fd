import Terminal
import Testing

struct ClipboardTests {
    @Test func `the clipboard is asked in base64`() {
        for (text, bits) in [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("ü?>", "w7w/Pg=="),
        ] {
            #expect(Clipboard.copying(text) == "\u{1b}]52;c;\(bits)\u{7}")
        }
    }
}
