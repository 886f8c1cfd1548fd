import Engine
import Testing

/// Edits of whole files, byte for byte.
struct ConfigTextTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let what: String
        let before: String
        let edits: [ConfigEdit]
        let after: String

        init(_ what: String, _ before: String, _ edits: ConfigEdit..., gives after: String) {
            self.what = what
            self.before = before
            self.edits = edits
            self.after = after
        }

        var testDescription: String { what }
    }

    private static func set(_ key: String, _ value: String, _ name: String = "a") -> ConfigEdit {
        .set(.profile(name), ConfigEntry(key, value))
    }

    private static func unset(_ key: String, _ name: String = "a") -> ConfigEdit { .unset(.profile(name), key: key) }

    private static let wanted: [ConfigEntry] = [ConfigEntry("region", "r")]

    static let rows: [Row] = [
        // Values.
        Row("a value", "[profile a]\nregion = x\n", set("region", "y"), gives: "[profile a]\nregion = y\n"),
        Row(
            "spelling, blanks and delimiter stay", "[profile a]\n  ReGion :x  \nb=1\n", set("region", "y"),
            gives: "[profile a]\n  ReGion :y  \nb=1\n"),
        Row(
            "a value that was empty", "[profile a]\nregion =\n", set("region", "y"), gives: "[profile a]\nregion = y\n"),
        Row(
            "a value made empty", "[profile a]\nregion = x\nb = 1\n", set("region", ""),
            gives: "[profile a]\nregion = \nb = 1\n"),
        Row(
            "lines that continue the value go, comments among them stay",
            "[profile a]\nregion = x\n  y\n\n  # note\n  z\n# end\n", set("region", "y"),
            gives: "[profile a]\nregion = y\n  # note\n# end\n"),
        Row(
            "nested keys of the same name are left alone", "[profile a]\ns3 =\n  region = in\nb = 1\n",
            set("region", "y"),
            gives: "[profile a]\ns3 =\n  region = in\nb = 1\nregion = y\n"),
        Row(
            "a block becomes text", "[profile a]\ns3 =\n  max = 1\n", set("s3", "y"), gives: "[profile a]\ns3 = y\n"),
        Row(
            "carriage returns", "[profile a]\r\nb = 1\r\n", set("region", "y"),
            gives: "[profile a]\r\nb = 1\r\nregion = y\r\n"),
        Row("no final line end", "[profile a]\nb = 1", set("region", "y"), gives: "[profile a]\nb = 1\nregion = y\n"),
        Row("no final line end, changed", "[profile a]\nb = 1", set("b", "y"), gives: "[profile a]\nb = y"),
        Row("a header alone", "[profile a]", set("b", "1"), gives: "[profile a]\nb = 1\n"),
        Row(
            "tabs", "[profile a]\n\tb\t=\t1\n", set("c", "2"), set("b", "3"), gives: "[profile a]\n\tb\t=\t3\n\tc = 2\n"
        ),
        Row(
            "new keys go above the comments of the next section",
            "[profile a]\nb = 1\n\n# about c\n[profile c]\n", set("x", "1"), set("y", "2"),
            gives: "[profile a]\nb = 1\nx = 1\ny = 2\n\n# about c\n[profile c]\n"),
        Row(
            "an indented header below stays one", "[profile a]\n  [profile b]\n  x = 1\n", set("y", "2"),
            gives: "[profile a]\n  y = 2\n  [profile b]\n  x = 1\n"),
        Row(
            "a comment that is not UTF-8 is no matter here", "# caf\u{e9}\n[profile a]\n", set("b", "1"),
            gives: "# caf\u{e9}\n[profile a]\nb = 1\n"),
        // Which section is meant.
        Row(
            "quotes in the header", "[profile \"a b\"]\nx = 1\n", set("x", "2", "a b"),
            gives: "[profile \"a b\"]\nx = 2\n"),
        Row(
            "of two spellings the later is read", "[profile a]\nx = 1\n[profile 'a']\nx = 1\n", set("x", "2"),
            gives: "[profile a]\nx = 1\n[profile 'a']\nx = 2\n"),
        Row(
            "of two headers alike the later key is read",
            "[profile a]\nx = 1\n[profile b]\n[profile a]\nx = 2\ny = 1\n",
            set("x", "3"), set("z", "4"),
            gives: "[profile a]\nx = 1\n[profile b]\n[profile a]\nx = 3\ny = 1\nz = 4\n"),
        Row("default", "[default]\nx = 1\n", set("x", "2", "default"), gives: "[default]\nx = 2\n"),
        Row(
            "default by its other header", "[profile default]\nx = 1\n", set("x", "2", "default"),
            gives: "[profile default]\nx = 2\n"),
        Row(
            "a section by name, not by beginning", "[profile ab]\nx = 1\n", set("x", "2"),
            gives: "[profile ab]\nx = 1\n\n[profile a]\nx = 2\n"),
        // Keys that go.
        Row("a key", "[profile a]\nx = 1\ny = 2\n", unset("x"), gives: "[profile a]\ny = 2\n"),
        Row("a key twice", "[profile a]\nx = 1\nX = 2\n", unset("x"), gives: "[profile a]\n"),
        Row(
            "a block", "[profile a]\ns3 =\n  a = 1\n  # c\n\n  b = 2\ny = 2\n", unset("s3"),
            gives: "[profile a]\n  # c\ny = 2\n"),
        Row("a key that isn't there", "[profile a]\nx = 1\n", unset("y"), gives: "[profile a]\nx = 1\n"),
        Row("a key of a section that isn't there", "[profile b]\nx = 1\n", unset("y"), gives: "[profile b]\nx = 1\n"),
        Row("one goes, one comes", "[profile a]\nx = 1\n", unset("x"), set("y", "2"), gives: "[profile a]\ny = 2\n"),
        Row(
            "the last goes, one comes, no final line end", "[profile a]\nx = 1", unset("x"), set("y", "2"),
            gives: "[profile a]\ny = 2\n"),
        // Sections that come.
        Row("into an empty file", "", .insert(.profile("a"), wanted, mark: nil), gives: "[profile a]\nregion = r\n"),
        Row(
            "at the end, after a blank line", "# c\n[default]",
            .insert(.profile("a"), wanted, mark: "# awsx sync corp"),
            gives: "# c\n[default]\n\n# awsx sync corp\n[profile a]\nregion = r\n"),
        Row(
            "after a blank line that is there", "[default]\n\n", .insert(.session("s"), [], mark: nil),
            gives: "[default]\n\n[sso-session s]\n"),
        Row(
            "two, and line ends as they are", "[default]\r\n", .insert(.profile("a"), wanted, mark: nil),
            .insert(.profile("b c"), wanted, mark: nil),
            gives: "[default]\r\n\r\n[profile a]\r\nregion = r\r\n\r\n[profile 'b c']\r\nregion = r\r\n"),
        Row("a name with quotes", "", .insert(.profile("it's x"), [], mark: nil), gives: "[profile 'it'\"'\"'s x']\n"),
        Row("default as the CLI writes it", "", .insert(.profile("default"), [], mark: nil), gives: "[default]\n"),
        Row(
            "after a byte order mark", "\u{feff}", .insert(.profile("a"), [], mark: nil), gives: "\u{feff}[profile a]\n"
        ),
        // Sections that go.
        Row(
            "a section between two", "[profile x]\nk = 1\n\n[profile a]\nk = 1\n\n# about b\n[profile b]\n",
            .remove(.profile("a"), mark: nil), gives: "[profile x]\nk = 1\n\n# about b\n[profile b]\n"),
        Row(
            "with its mark, not with other comments",
            "# mine\n# awsx sync s\n[profile a]\nk = 1\n# inside\n\nl = 1\n",
            .remove(.profile("a"), mark: "# awsx sync s"),
            gives: "# mine\n# inside\n"),
        Row(
            "without a mark that another wrote", "# awsx sync t\n[profile a]\n",
            .remove(.profile("a"), mark: "# awsx sync s"),
            gives: "# awsx sync t\n"),
        Row(
            "every header of that name", "[profile a]\nx = 1\n[profile b]\n[profile \"a\"]\ny = 1\n[profile a]\n",
            .remove(.profile("a"), mark: nil), gives: "[profile b]\n"),
        Row(
            "the header below stays a header", "[profile b]\nx = 1\n[profile a]\n  y = 1\n  [profile c]\n  z = 1\n",
            .remove(.profile("a"), mark: nil), gives: "[profile b]\nx = 1\n[profile c]\n  z = 1\n"),
        Row(
            "the last one", "[default]\nx = 1\n\n[profile a]\n", .remove(.profile("a"), mark: nil),
            gives: "[default]\nx = 1\n"),
        Row("the only one", "[profile a]\nx = 1\n", .remove(.profile("a"), mark: nil), gives: ""),
        Row(
            "replaced", "[profile a]\nx = 1\n\n[default]\n", .remove(.profile("a"), mark: nil),
            .insert(.profile("a"), wanted, mark: nil), gives: "[default]\n\n[profile a]\nregion = r\n"),
        Row("one that isn't there", "[default]\n", .remove(.profile("a"), mark: nil), gives: "[default]\n"),
    ]

    @Test(arguments: rows)
    func `an edit gives exactly this file`(row: Row) throws {
        let text = try ConfigText(Array(row.before.utf8), path: "config")
        let after = try text.applying(row.edits)
        #expect(String(decoding: after.bytes, as: UTF8.self) == row.after)
        // What is the case already changes nothing.
        let stays = row.edits.allSatisfy { if case .insert = $0 { false } else { true } }
        if stays { #expect(try after.applying(row.edits).bytes == after.bytes) }
    }

    @Test func `comments that are not UTF-8 stay`() throws {
        let before = Array("# caf".utf8) + [0xe9, 0x0a] + Array("[profile a]\n; ".utf8) + [0xff]
        let after = try ConfigText(before, path: "config").applying([.set(.profile("a"), ConfigEntry("x", "1"))])
        #expect(after.bytes == Array("# caf".utf8) + [0xe9, 0x0a] + Array("[profile a]\nx = 1\n; ".utf8) + [0xff])
    }

    @Test(arguments: [
        ("line\nend", "x", "1"), ("", "x", "1"), ("a", "X", "1"), ("a", "", "1"), ("a", "x=", "1"), ("a", "#x", "1"),
        ("a", "x", "1\n[profile evil]"), ("a", "x", " 1"), ("a", "x", "1\u{a0}"), ("a", "x", "\u{1b}[31m"),
    ])
    func `what no config file can hold is refused`(name: String, key: String, value: String) throws {
        let text = try ConfigText([], path: "config")
        for edit in [
            ConfigEdit.set(.profile(name), ConfigEntry(key, value)),
            .insert(.profile(name), [ConfigEntry(key, value)], mark: nil),
        ] {
            let failure = #expect(throws: Failure.self) { try text.applying([edit]) }
            #expect(failure?.code == .configInvalid)
        }
    }

    @Test func `a section is not added twice, and a broken file not edited`() throws {
        let text = try ConfigText(Array("\n[profile \"a\"]\n".utf8), path: "config")
        let failure = #expect(throws: Failure.self) { try text.applying([.insert(.profile("a"), [], mark: nil)]) }
        #expect(failure?.location == .file("config", line: 2))
        let broken = #expect(throws: Failure.self) { try ConfigText(Array("[default]\nx\n".utf8), path: "config") }
        #expect(broken?.code == .configUnparsable && broken?.location == .file("config", line: 2))
        #expect(throws: Failure.self) { try text.applying([.insert(.profile("b"), [], mark: "x\n")]) }
    }

    @Test func `marks are found above their header only`() throws {
        let text = try ConfigText(
            Array("# awsx sync s\r\n[profile a]\r\n# no\r\n\r\n[profile b]\r\n  # no\r\n[profile c]\r\n".utf8),
            path: "config")
        #expect(text.mark(above: .profile("a")) == "# awsx sync s")
        #expect(text.mark(above: .profile("b")) == nil && text.mark(above: .profile("c")) == nil)
        #expect(text.mark(above: .profile("d")) == nil)
        #expect(text.profileNames == ["a", "b", "c"])
    }
}
