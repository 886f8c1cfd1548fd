import Engine
import Testing

/// What nobody can read without guessing ends in one error with the line.
struct ConfigSyntaxErrorTests {
    @Test(arguments: [
        ("[default]\nregion", 2, "neither"), ("[default]\n\n# x\nregion\nx = 1", 4, "neither"),
        ("[default]\r\nregion\r\n", 2, "neither"),
        ("[default]\r\rregion", 3, "neither"), ("x\n[default]", 1, "neither"),
        ("\u{feff}\u{feff}[default]", 1, "neither"),
        ("[default]\n= 1", 2, "no key"), ("[default]\n: 1", 2, "no key"), ("= 1", 1, "no key"),
        ("[default]\na = 1\n=x", 3, "no key"),
        ("[]", 1, "header"), ("[default]\n[]", 2, "header"), ("[profile a", 1, "header"),
        ("[default]\nx = 1\n[profile a\n", 3, "header"),
        ("[profile a:b", 1, "header"), ("[]=x", 1, "header"),
        ("[default]\ns3 =\n  max: 1", 3, "nested"), ("[default]\ns3 =\n  a = 1\n\n  b\n", 5, "nested"),
        ("[plugins]\nx =\n  y", 3, "nested"),
        ("[default]\ns3 =\n  a = 1\u{c}b", 3, "nested"), ("[DEFAULT]\nx =\n  y\n[default]", 3, "nested"),
        ("[profile a]\nx =\n  y\n[profile \"a\"]", 3, "nested"),
    ])
    func `a file is refused with its line`(_ text: String, _ line: Int, _ word: String) throws {
        let failure = try #require(throws: Failure.self) { try Reads.config(text) }
        #expect(failure.code == .configUnparsable)
        #expect(failure.status == .configuration)
        #expect(failure.location == Reads.file(line))
        #expect(failure.message.contains(word))
        #expect(failure.hint != nil)
    }

    private static let undecodable: [([UInt8], Int)] = [
        ([0x61, 0x3d, 0xff], 2), ([0x61, 0x3d, 0xc3], 2), ([0x61, 0x3d, 0xed, 0xa0, 0x80], 2),
        ([0x61, 0x3d, 0x0a, 0x20, 0xc0, 0xaf], 3), ([0x5b, 0x61, 0xf8, 0x5d], 2),
    ]

    @Test(arguments: undecodable)
    func `bytes that are no text are refused outside comments`(_ bytes: [UInt8], _ line: Int) throws {
        let failure = try #require(throws: Failure.self) {
            try SharedConfig.parse(config: Array("[default]\n".utf8) + bytes, credentials: nil)
        }
        #expect(failure.code == .configUnparsable)
        #expect(failure.location == .file("config", line: line))
        #expect(failure.message.contains("UTF-8"))
    }

    @Test func `a fault in the credentials file names that file`() throws {
        let failure = try #require(throws: Failure.self) { try Reads.files("[default]", "[default]\nkey") }
        #expect(failure.location == .file("/h/credentials", line: 2))
    }

    @Test func `nested lines of DEFAULT count only where a section takes them`() throws {
        _ = try Reads.config("[DEFAULT]\nx =\n  y")
        #expect(try Reads.config("[DEFAULT]\nx =\n  y\n[profile a]\nx = 1").profile("a")?["x"]?.value == "1")
    }
}
