import Testing

@testable import Terminal

struct ScalarDecoderTests {
    private func all(_ pieces: [[UInt8]]) -> String {
        var decoder = ScalarDecoder()
        var text = String.UnicodeScalarView()
        for piece in pieces {
            decoder.append(piece)
            while let scalar = decoder.next() { text.append(scalar) }
        }
        return String(text)
    }

    @Test(arguments: ["", "abc", "größe 日本 e\u{301} 👩‍👩‍👧", "\u{1b}[A\t"])
    func `Characters arrive whole, however their bytes come`(text: String) {
        #expect(all([Array(text.utf8)]) == text)
        #expect(all(text.utf8.map { [$0] }) == text)
    }

    @Test func `A byte that belongs to no character is dropped`() {
        #expect(all([[0x61, 0xff, 0x62], [0x80, 0x63], [0xc3, 0x28], [0x64]]) == "abc(d")
    }
}
