import Engine
import TestSupport
import Testing

struct JSONWritingTests {
    private static let value = JSON.object([
        "b": .array([.integer(1), .null, .bool(true)]), "a": .object(["z": .string("é"), "y": .array([])]),
        "é": .object([] as [JSON.Member]),
    ])

    @Test func `Python's default keeps the order, with a space after comma and colon`() {
        #expect(
            Self.value.serialized(.python) == #"{"b": [1, null, true], "a": {"z": "\u00e9", "y": []}, "\u00e9": {}}"#)
    }

    @Test func `Minified keeps the order and has no spaces`() {
        #expect(Self.value.serialized(.minified) == #"{"b":[1,null,true],"a":{"z":"\u00e9","y":[]},"\u00e9":{}}"#)
    }

    @Test func `A line is sorted and stays Unicode`() {
        #expect(Self.value.serialized(.sortedLine) == #"{"a":{"y":[],"z":"é"},"b":[1,null,true],"é":{}}"#)
    }

    @Test func `Docker's form keeps the order, a tab an indent`() {
        #expect(
            Self.value.serialized(.tabbed)
                == "{\n\t\"b\": [\n\t\t1,\n\t\tnull,\n\t\ttrue\n\t],\n\t\"a\": {\n\t\t\"z\": \"é\",\n"
                + "\t\t\"y\": []\n\t},\n\t\"é\": {}\n}")
    }

    @Test func `Pretty is sorted, two spaces an indent`() {
        #expect(
            Self.value.serialized(.sortedPretty) == """
                {
                  "a": {
                    "y": [],
                    "z": "é"
                  },
                  "b": [
                    1,
                    null,
                    true
                  ],
                  "é": {}
                }
                """)
    }

    @Test(arguments: [
        ("/", "/"), ("\"\\", #"\"\\"#), ("\n\r\t\u{8}\u{c}", #"\n\r\t\b\f"#), ("\u{0}\u{1f}", #"\u0000\u001f"#),
        ("\u{7f}", #"\u007f"#), ("é", #"\u00e9"#), ("😀", #"\ud83d\ude00"#), ("\u{2028}", #"\u2028"#), ("<&>'", "<&>'"),
    ])
    func `Escapes of the AWS CLI's files`(text: String, escaped: String) {
        #expect(JSON.string(text).serialized(.python) == "\"\(escaped)\"")
        #expect(JSON.string(text).serialized(.minified) == "\"\(escaped)\"")
    }

    @Test(arguments: [
        ("\u{202e}cod", #"\u202ecod"#), ("\u{2066}", #"\u2066"#), ("\u{200e}\u{200f}\u{61c}", #"\u200e\u200f\u061c"#),
        ("\u{feff}", #"\ufeff"#), ("\u{9b}31m", #"\u009b31m"#), ("é日😀", "é日😀"),
    ])
    func `What could reorder or hide text is escaped, and is the same string`(text: String, escaped: String) throws {
        for style in [JSONStyle.sortedPretty, .sortedLine] {
            let written = JSON.string(text).serialized(style)
            #expect(written == "\"\(escaped)\"")
            #expect(try JSON(parsing: Array(written.utf8)).string == text)
        }
    }

    @Test func `What a terminal may show holds no control character of any kind`() {
        let text = String(String.UnicodeScalarView((0...0x9f).compactMap(Unicode.Scalar.init))) + "\u{2028}\u{2029}"
        for style in [JSONStyle.sortedLine, .sortedPretty] {
            let shown = JSON.string(text).serialized(style)
            #expect(shown.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7f...0x9f).contains($0.value) })
            #expect(JSON(Array(shown.utf8)) == .string(text))
        }
    }

    @Test func `Python writes the same for every character below U+3000 and some beyond`() async throws {
        let numbers = Array(0...0x3000) + [0xd7ff, 0xe000, 0xfeff, 0xfffd, 0xffff, 0x10000, 0x1f600, 0x10ffff]
        let ours = numbers.compactMap { Unicode.Scalar(UInt32($0)) }
            .map { JSON.string(String(Character($0))).serialized(.python) }
        let script = "import json, sys\nfor line in sys.stdin: print(json.dumps(chr(int(line))))"
        let output = try await PythonScript.run(script, input: numbers.map { "\($0)\n" }.joined())
        #expect(output.split(separator: "\n").map(String.init) == ours)
    }
}
