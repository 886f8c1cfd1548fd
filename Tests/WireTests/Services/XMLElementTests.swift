import Testing

@testable import Wire

struct XMLElementTests {
    private func parse(_ text: String) throws -> XMLElement { try XMLElement(parsing: Array(text.utf8)) }

    @Test func `Prefixes, attributes, comments, CDATA and references are understood`() throws {
        let root = try parse(
            "\u{feff}<?xml version='1.0'?><!-- c --><n:a x=\"1\" n:y='>'><b>x &lt;&#65;&#x42;&amp;amp; <![CDATA[<c>&]]></b><!-- d --><e/></n:a>\n"
        )
        #expect(root.name == "a")
        #expect(root["b"] == "x <AB&amp; <c>&")
        #expect(root["e"] == "")
        #expect(root["f"] == nil)
        #expect(root.descendant("e")?.children == [])
    }

    @Test(arguments: [
        "", "x", "<a>", "<a></b>", "<a/><b/>", "<a/>x", "<a", "<a b></a>", "<a b=c/>", "<a b='<'/>", "<a>&x;</a>",
        "<a>&amp</a>", "<a>&#0;</a>", "<a>&#xD800;</a>", "<a>&#99999999999;</a>", "</a>", "<a><![CDATA[</a>",
        "<a><!--</a>",
        "<!DOCTYPE a><a/>", "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>", "<a><!ELEMENT x></a>", "< a/>", "<></>",
    ])
    func `Anything else is malformed, a DOCTYPE above all`(text: String) {
        #expect(throws: XMLElement.Malformed.self) { try parse(text) }
    }

    @Test func `Depth is bounded and bytes must be UTF-8`() {
        let deep = String(repeating: "<a>", count: 33) + String(repeating: "</a>", count: 33)
        #expect(throws: XMLElement.Malformed.self) { try parse(deep) }
        #expect(throws: XMLElement.Malformed.self) { try XMLElement(parsing: [0x3c, 0x61, 0xff, 0x2f, 0x3e]) }
    }

    @Test func `Random cuts and flips of an answer never trap`() {
        let text = Array("<a x='1'><b>&lt;&#65;</b><![CDATA[q]]><!-- c --><c/></a>".utf8)
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<3000 {
            var bytes = Array(text.prefix(Int.random(in: 0...text.count, using: &generator)))
            if let index = bytes.indices.randomElement(using: &generator) { bytes[index] = UInt8.random(in: 0...255) }
            _ = try? XMLElement(parsing: bytes)
        }
    }
}
