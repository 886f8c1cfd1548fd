import Engine
import Testing

/// What the AWS CLI refuses and other SDKs read: the reading, and the warning.
struct LeniencyTests {
    @Test(arguments: [
        ("\u{feff}[default]\na = 1", ["a=1"], ["byte-order-mark@1"]),
        ("[default]\na = 1\n[default]\nb = 2", ["a=1", "b=2"], ["duplicate-section@3"]),
        ("[default]\na = 1\nc = 3\n[default]\na = 2", ["a=2", "c=3"], ["duplicate-section@4", "duplicate-key@5"]),
        ("[default]\na = 1\na = 2", ["a=2"], ["duplicate-key@3"]),
        ("[default]\na = 1\nA = 2\na: 3", ["a=3"], ["duplicate-key@3", "duplicate-key@4"]),
        ("[default]\nΣ = 1\nσ = 2", ["σ=2"], ["duplicate-key@3"]),
        ("[default]\nk = 1\n\u{212a} = 2", ["k=2"], ["duplicate-key@3"]),
        ("a = 1\nb: 2\n[default]\nc = 3", ["c=3"], ["property-before-section@1", "property-before-section@2"]),
        ("a = 1\n b = 2\n [default]\n c = 3", ["c=3"], ["property-before-section@1", "property-before-section@2"]),
        ("[DEFAULT]\na = 1\n[DEFAULT]\na = 2\n[default]", ["a=2"], ["duplicate-key@4"]),
        ("[default]\na =\n  b = 1\na = 2", ["a=2"], ["duplicate-key@4"]),
        (
            "[default]\n" + (1...30).map { "k\($0) = \($0)\n" }.joined() + "K29 = x",
            (1...30).map { $0 == 29 ? "k29=x" : "k\($0)=\($0)" }, ["duplicate-key@32"]
        ),
    ])
    func `a file is read and the AWS CLI's refusal is told`(_ text: String, _ keys: [String], _ codes: [String]) throws
    {
        #expect(try Reads.defaults(text) == keys)
        let warnings = try Reads.config(text).warnings
        #expect(Reads.codes(warnings) == codes)
        #expect(
            warnings.allSatisfy { $0.message.contains("the AWS CLI refuses the whole file") && $0.file == "/h/config" })
        #expect(warnings.allSatisfy { Leniency(rawValue: $0.code) != nil })
        #expect(try Reads.config(text).warnings(touching: "default") == warnings)
    }

    @Test func `bytes that are no text are skipped in a comment`() throws {
        let text = Array("[default]\n# caf".utf8) + [0xe9, 0x0a] + Array("a = 1".utf8)
        let config = try SharedConfig.parse(config: text, credentials: nil)
        #expect(config.profile("default")?["a"]?.value == "1")
        #expect(Reads.codes(config.warnings) == ["undecodable-comment@2"])
    }

    @Test func `a leniency in one section touches the profiles of that section only`() throws {
        let config = try Reads.files(
            "[profile a]\nx = 1\nx = 2\n[profile b]\nsso_session = s\n[sso-session s]\ny = 1\ny = 2\n[services v]\nz = 1\nz = 2\n[profile c]\nservices = v",
            "[c]\nw = 1\n[c]\nv = 2")
        #expect(Reads.codes(config.warnings(touching: "a")) == ["duplicate-key@3"])
        #expect(Reads.codes(config.warnings(touching: "b")) == ["duplicate-key@8"])
        #expect(Reads.codes(config.warnings(touching: "c")) == ["duplicate-key@11", "duplicate-section@3"])
        #expect(config.warnings(touching: "nobody").isEmpty)
        #expect(config.warnings.map(\.section) == ["profile a", "sso-session s", "services v", "c"])
    }

    @Test func `a merged section keeps its first place, and each key the line that won`() throws {
        let config = try Reads.config("[profile a]\nx = 1\ny = 1\n[profile b]\n[profile a]\nx = 2")
        #expect(config.profileNames == ["a", "b"])
        let profile = try #require(config.profile("a"))
        #expect(profile["x"] == Setting(value: "2", location: Reads.file(6)))
        #expect(profile["y"] == Setting(value: "1", location: Reads.file(3)))
        #expect(profile.locations == [Reads.file(1)])
    }

    @Test func `every leniency has a code of its own`() {
        #expect(
            Set(Leniency.allCases.map(\.rawValue) + MisleadingSyntax.allCases.map(\.rawValue)).count == Leniency
                .allCases
                .count + MisleadingSyntax.allCases.count)
    }
}
