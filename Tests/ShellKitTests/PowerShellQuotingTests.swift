import ShellKit
import TestSupport
import Testing

/// PowerShell can't be run here, so its own rule is: in single quotes any of five characters ends the text, unless it
/// stands there twice (PowerShell's tokenizer: `IsSingleQuote`, and `ScanStringLiteral`, which keeps the second).
struct PowerShellQuotingTests {
    private static let singleQuotes: [Unicode.Scalar] = ["'", "\u{2018}", "\u{2019}", "\u{201a}", "\u{201b}"]
    private static let others: [Unicode.Scalar] = [
        "\"", "\u{201c}", "\u{201d}", "\u{201e}", "\u{201f}", "\u{2017}", "\u{b4}", "`", "$", "@", "#", "\n", "\u{301}",
    ]

    @Test(arguments: singleQuotes)
    func `Each character that ends a text in single quotes is doubled`(quote: Unicode.Scalar) {
        #expect(Quoting.powershell.word(String(Character(quote))) == "'\(quote)\(quote)'")
        #expect(Quoting.powershell.word("a\(quote)b") == "'a\(quote)\(quote)b'")
        #expect(Quoting.powershell.word("\(quote)\u{301}") == "'\(quote)\(quote)\u{301}'")
    }

    @Test(arguments: others)
    func `Nothing else is`(character: Unicode.Scalar) {
        #expect(Quoting.powershell.word("a\(character)b") == "'a\(character)b'")
    }

    /// The literal that stands at the beginning, and what is left behind it.
    private func read(_ text: String) -> (value: String, rest: String) {
        var scalars = Array(text.unicodeScalars)[...]
        var value = String.UnicodeScalarView()
        guard let first = scalars.popFirst(), Self.singleQuotes.contains(first) else { return ("", text) }
        while var scalar = scalars.popFirst() {
            if Self.singleQuotes.contains(scalar) {
                guard let next = scalars.first, Self.singleQuotes.contains(next) else { break }
                scalar = next
                scalars.removeFirst()
            }
            value.append(scalar)
        }
        return (String(value), String(String.UnicodeScalarView(scalars)))
    }

    @Test func `Three thousand odd strings are each one literal, and nothing is left behind it`() {
        let quotes = Self.singleQuotes.map { String(Character($0)) }
        let source = SeededGenerator(47)
        for odd in OddStrings.make(3000, seed: 47) {
            let text = "\(source.pick(quotes))\(odd)\(source.pick(quotes))\(source.pick(quotes))"
            let read = read(Quoting.powershell.word(text))
            #expect(read.value.unicodeScalars.elementsEqual(text.unicodeScalars) && read.rest.isEmpty, "\(text)")
        }
    }
}
