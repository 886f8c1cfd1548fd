import Engine
import Testing

/// Inputs whose outcome in botocore is on record (<doc:ConfigurationFiles>, Outcomes on record), and where SDKs differ
/// (<doc:ConfigurationFiles>, What SDKs read otherwise).
struct TestedOutcomeTests {
    @Test(arguments: [
        ("region = us-east-1 # c", ["region=us-east-1 # c"]), ("k : a=b", ["k=a=b"]), ("Region=1", ["region=1"]),
        ("region = x\n  output = json", ["region=x\noutput = json"]), ("x=\"abc\"", ["x=\"abc\""]),
    ])
    func `a section reads as botocore's`(_ lines: String, _ keys: [String]) throws {
        #expect(try Reads.defaults("[default]\n\(lines)") == keys)
    }

    @Test(arguments: ["[default]\ns3 =\n  max: 1", "[profile a", "[]"])
    func `a file that botocore refuses is refused`(_ text: String) {
        #expect(throws: Failure.self) { try Reads.config(text) }
    }

    @Test(arguments: [
        ("[default]\nx=1\nX=2", Leniency.duplicateKey), ("[default]\n[default]", .duplicateSection),
        ("\u{feff}[default]", .byteOrderMark),
        ("x = 1\n[default]", .propertyBeforeSection),
    ])
    func `a file that only botocore refuses is read with a warning`(_ text: String, _ leniency: Leniency) throws {
        let config = try Reads.config(text)
        #expect(config.profileNames == ["default"])
        #expect(config.warnings.map(\.code) == [leniency.rawValue])
    }

    @Test(
        arguments: [
            ("[profile a]\nx = 1\n[profile \"a\"]", ["a"], nil), ("[profile it's]", [], nil),
            ("[profile a]b]", ["a]b"], nil), ("", [], nil),
            ("[profile my prof]", [], nil), ("[profile x]", ["x"], nil), (nil, ["profile x"], "[profile x]"),
            ("[default]\n[profile default]", ["default"], nil),
            ("[default]\nx = 1\n  # indented comment\n  y", ["default"], nil),
        ] as [(String?, [String], String?)])
    func `headers give these profiles`(_ config: String?, _ names: [String], _ credentials: String?) throws {
        #expect(try Reads.files(config, credentials).profileNames == names)
    }
}
