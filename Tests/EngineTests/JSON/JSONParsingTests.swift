import Engine
import TestSupport
import Testing

struct JSONParsingTests {
    @Test(arguments: [
        (" \n\t\r{ } ", JSON.object([] as [JSON.Member])), ("[]", .array([])), ("true", .bool(true)),
        ("false", .bool(false)), ("null", .null), ("-0.5e+10", .number("-0.5e+10")), ("0", .number("0")),
        (#""a\"\\\/\b\f\n\r\tz""#, .string("a\"\\/\u{8}\u{c}\n\r\tz")), (#""\u00e9\uD83D\uDE00""#, .string("é😀")),
        (#""é😀""#, .string("é😀")), (#""\ud83d""#, .string("\u{fffd}")), (#""\ude00x""#, .string("\u{fffd}x")),
        (#""\ud83d\u0041""#, .string("\u{fffd}A")), (#""\ud83d\n""#, .string("\u{fffd}\n")),
        ("\u{feff}[1]", .array([.number("1")])),
        (
            #"{"": {"a": [1, {}]}}"#,
            .object(["": .object(["a": .array([.number("1"), .object([] as [JSON.Member])])])])
        ),
    ])
    func `What RFC 8259 allows is read`(text: String, value: JSON) throws {
        #expect(try JSON(parsing: Array(text.utf8)) == value)
    }

    @Test(arguments: [
        "", " ", "{", "}", "[", "[1", "[1,", "[1,]", "[,]", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}",
        "{a:1}", "{'a':1}", "{\"a\" 1}", "tru", "truex", "nul", "NaN", "Infinity", "01", "-", "+1", ".5", "1.", "1e",
        "1e+", "1 2", "\"", "\"a", "\"\\", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"\\ud83d\\u\"", "\"a\nb\"",
        "\"\u{0}\"",
        "// c\n1", "<html>", "[1}", "{\"a\":1]",
    ])
    func `Everything else is malformed, at an offset within the text`(text: String) throws {
        let bytes = Array(text.utf8)
        let malformed = try #require(throws: JSON.Malformed.self) { try JSON(parsing: bytes) }
        #expect((0...bytes.count).contains(malformed.offset))
        #expect(!malformed.reason.isEmpty)
        #expect(JSON(bytes) == nil)
    }

    @Test func `Text that is not UTF-8 is malformed`() {
        #expect(JSON([0x22, 0xff, 0x22]) == nil)
        #expect(JSON([0x22, 0x5c, 0x6e, 0xff, 0x22]) == nil)
    }

    @Test func `Nesting ends at 64 levels, however deep the text`() {
        func nested(_ depth: Int) -> [UInt8] {
            [UInt8](repeating: 0x5b, count: depth) + [UInt8](repeating: 0x5d, count: depth)
        }
        #expect(JSON(nested(64)) != nil)
        #expect(JSON(nested(65)) == nil)
        #expect(JSON(nested(1_000_000)) == nil)
    }

    @Test func `Every prefix of a file, and every file with one byte changed, ends in a value or an error`() {
        let text = Array(#"{"a": [1.5e3, "x\u00e9\n", true, null], "b": {"c": -0}}"#.utf8)
        for end in text.indices { #expect(JSON(Array(text[..<end])) == nil) }
        let source = SeededGenerator(3)
        for _ in 0..<20_000 {
            var changed = text
            changed[source.number(under: text.count)] = UInt8(truncatingIfNeeded: source.next())
            if let value = JSON(changed) { #expect(JSON(Array(value.serialized(.python).utf8)) == value) }
        }
    }
}
