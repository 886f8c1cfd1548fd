import Engine
import Testing

/// The lexical rules (<doc:ConfigurationFiles>, Grammar), each row a section `[default]` with these lines and the keys
/// that come of them.
struct GrammarTests {
    @Test(arguments: [
        // 1: line ends.
        ("a = 1\nb = 2", ["a=1", "b=2"]), ("a = 1\r\nb = 2\r\n", ["a=1", "b=2"]), ("a = 1\rb = 2\r", ["a=1", "b=2"]),
        ("a = 1\n\rb = 2", ["a=1", "b=2"]), ("a = 1\u{2028}b = 2", ["a=1\u{2028}b = 2"]),
        // 2: comments stand on their own line.
        ("# x = 1\na = 1", ["a=1"]), ("; x = 1\na = 1", ["a=1"]), ("   # x\na = 1", ["a=1"]),
        ("a = 1 # x", ["a=1 # x"]), ("a = 1 ; x", ["a=1 ; x"]), ("a = # x", ["a=# x"]), ("//a = 1", ["//a=1"]),
        // 5: keys and delimiters.
        ("a=1", ["a=1"]), ("a:1", ["a=1"]), ("a : b=c", ["a=b=c"]), ("a = b:c", ["a=b:c"]),
        ("REGION = X", ["region=X"]),
        ("ÄÖ = 1", ["äö=1"]), ("ΟΔΟΣ = 1", ["οδος=1"]), ("two words  = 1", ["two words=1"]), ("a\u{a0}=1", ["a=1"]),
        ("a =\u{a0}1\u{3000}", ["a=1"]), ("a =\u{1f}1\u{85}", ["a=1"]), ("a =\u{1c}1\u{1d}", ["a=1"]),
        ("a =\u{1680}1\u{205f}\u{202f}", ["a=1"]), ("a =\u{200b}1", ["a=\u{200b}1"]),
        ("[a = 1", ["[a=1"]),
        // 6: values are literal.
        ("a = \"x\"", ["a=\"x\""]), ("a = 'x'", ["a='x'"]), ("a = 50%(x)s ${y} $", ["a=50%(x)s ${y} $"]),
        ("a = \\n", ["a=\\n"]),
        ("a = x\0y", ["a=x\0y"]),
        // 7: a key without a value.
        ("a =", ["a="]), ("a = \t", ["a="]), ("a:", ["a="]),
        // 8: continuation.
        ("a = 1\n  b = 2", ["a=1\nb = 2"]), ("a = 1\n\n  b", ["a=1\n\nb"]), ("a = 1\n\n\n", ["a=1"]),
        ("a = 1\n# x\n  b", ["a=1\nb"]), ("a = 1\n  # x\n  b", ["a=1\nb"]), ("  a = 1\n  b = 2", ["a=1", "b=2"]),
        ("  a = 1\n    b = 2\n c = 3", ["a=1\nb = 2", "c=3"]), ("  a = 1\nb = 2", ["a=1", "b=2"]),
        ("a = 1\n\u{a0}b", ["a=1\nb"]), ("\u{3000}a = 1\n b = 2\n  c", ["a=1", "b=2\nc"]),
        ("a = 1\n  [profile b]", ["a=1\n[profile b]"]),
        ("a = 1\r\n  b\r\n\r\n  c\r\n", ["a=1\nb\n\nc"]),
        // 12: nested keys.
        ("a =\n  b = 1\n  c = 2", ["a={b=1,c=2}"]), ("a =\n\n  b = 1\n\n", ["a={b=1}"]),
        ("a =\n  B = 1\n  b = 2", ["a={B=1,b=2}"]),
        ("a =\n  b = 1\n  b = 2", ["a={b=2}"]), ("a =\n  b = 1 # x", ["a={b=1 # x}"]),
        ("a =\n  b = c = d : e", ["a={b=c = d : e}"]),
        ("a =\n  b : c = d", ["a={b : c=d}"]), ("a =\n  # x\n  b =", ["a={b=}"]), ("a =\n  = 1", ["a={=1}"]),
        ("a =\n  b = 1\u{b}c = 2\u{1e}d = 3", ["a={b=1,c=2,d=3}"]), ("a =\n  b = 1\u{1f}c", ["a={b=1\u{1f}c}"]),
        ("a = x\n  b = 1", ["a=x\nb = 1"]),
    ])
    func `lines of a section give these keys`(_ lines: String, _ keys: [String]) throws {
        #expect(try Reads.defaults("[default]\n" + lines) == keys)
    }

    @Test(arguments: [
        ("[profile a]", "a"), ("  [profile a]", "a"), ("[profile a] # x", "a"), ("[profile a] trailing", "a"),
        ("[profile a]b]", "a]b"),
        ("[profile \"my prof\"]", "my prof"), ("[profile 'my prof']", "my prof"), ("[profile my\\ prof]", "my prof"),
        ("[profile \"a\\\"b\\c\"]", "a\"b\\c"), ("[profile a'b'\"c\"]", "abc"), ("[profile \"\"]", ""),
        ("[profile\ta]", "a"),
        ("[profile  a]", "a"), ("[profile a ]", "a"), ("[profilefoo bar]", "bar"), ("[default]", "default"),
        ("[profile default]", "default"),
        ("[profile a#b]", "a#b"), ("[profile team/x.y@z:1+2%3]", "team/x.y@z:1+2%3"), ("[profile 名前]", "名前"),
        ("[profile a\u{a0}b]", "a\u{a0}b"),
    ])
    func `a header names a profile`(_ header: String, _ name: String) throws {
        let config = try Reads.config("\(header)\nx = 1")
        #expect(config.profileNames == [name])
        let profile = try #require(config.profile(name))
        #expect(profile["x"]?.value == "1")
        #expect(profile.locations == [Reads.file(1)])
    }

    @Test(arguments: [
        "[ default ]", "[Default]", "[DEFAULT]", "[PROFILE a]", "[a]", "[profile]", "[profiles]", "[profile my prof]",
        "[profile it's]",
        "[profile a\\]", "[profile b] ; [y]", "[ profile a]", "[plugins]", "[sso-session a]", "[services a]",
        "[profile\u{a0}a]",
    ])
    func `a header names no profile`(_ header: String) throws {
        #expect(try Reads.config("\(header)\nx = 1").profileNames == [])
    }

    @Test func `sessions and services have names of their own`() throws {
        let config = try Reads.config(
            "[sso-session a]\nx = 1\n[sso-sessionX \"b c\"]\n[services a]\ns3 =\n  endpoint_url = u\n[services]")
        #expect(config.sessionNames == ["a", "b c"])
        #expect(config.servicesNames == ["a"])
        #expect(config.session("a")?["x"] == Setting(value: "1", location: Reads.file(2)))
        #expect(config.session("a")?.location == Reads.file(1))
        #expect(config.services("a")?.block("s3") == [NestedSetting(key: "endpoint_url", value: "u", line: 6)])
        #expect(config.services("a")?["s3"] == nil)
        #expect(config.session("c") == nil && config.services("b") == nil)
    }

    @Test func `DEFAULT is in every section of its file and in no list`() throws {
        let config = try Reads.files(
            "[DEFAULT]\nx = d\ny = d\n[profile a]\nx = own\n[sso-session s]\n[DEFAULT]\nz = later",
            "[DEFAULT]\ny = c\n[a]\n[b]")
        #expect(config.profileNames == ["a", "b"])
        let profile = try #require(config.profile("a"))
        #expect(profile.entries.map(\.key) == ["x", "y", "z"])
        #expect(profile["x"]?.value == "own")
        #expect(profile.entries.first?.value == .text("own"))
        #expect(profile["y"] == Setting(value: "c", location: .file("/h/credentials", line: 2)))
        #expect(profile.fromConfigFile("y") == Setting(value: "d", location: Reads.file(3)))
        #expect(config.session("s")?["z"]?.location == Reads.file(8))
        #expect(config.profile("b")?.entries.map(\.key) == ["y"])
        #expect(config.warnings.isEmpty)
    }

    @Test(arguments: ["", "\n\n", "   ", "# x\n; y", "\r\n"])
    func `a file without a line is empty`(_ text: String) throws {
        let config = try Reads.config(text)
        #expect(config.profileNames.isEmpty && config.warnings.isEmpty)
    }
}
