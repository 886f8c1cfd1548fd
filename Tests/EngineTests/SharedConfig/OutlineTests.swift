import Engine
import TestSupport
import Testing

/// The headers alone against the whole grammar: the same names, the same refusals, the same profiles.
@Suite struct OutlineTests {
    static let files = [
        "", "[default]\nregion = a", "[profile a]\nx = 1\n  y = 2\n[profile b]\n\nx: 2\n",
        "[profile a]\ns3 =\n  max = 1\n  [profile not]\n[profile b]\n   x = 1\n[profile a]\nz = 3",
        "\u{feff}[DEFAULT]\nregion = eu\n[profile 'a b']\nx = 1\n[profile \"a b\"]\nx = 2\n[sso-session s]\nu = v",
        "  [profile a]\nx = 1\n    # comment\n  ; comment\n   continued\n[profile b]\n",
        "[profile a]\r\nx = 1\r\r\n[default]\r",
        "[profile default]\nx = 1\n[default]\nx = 2\n[preview]\non = true\n[services s]\nsts =\n  url = x",
        "x = 1\n[profile a]\nx = 1\nx = 2\n", "[profile a", "[profile a]\nno delimiter\n", "[profile a]\n= 1",
        "[DEFAULT]\ns3 =\n  broken\n[profile a]\nx = 1", "[DEFAULT]\ns3 =\n  broken\n[profile a]\ns3 = 1",
        "[profile a]\ns3 =\n  broken", "[profile é]\né = 1\n[profile e\u{301}]\nx = 2",
    ]

    @Test(arguments: files) func `it names and refuses as the grammar does`(text: String) throws {
        try compare(text, "[a]\nx = 9\n[only here]\ny = 1\n")
        try compare("[profile a]\nregion = r\n", text)
    }

    @Test func `an excerpt holds the profiles behind a profile`() throws {
        let text =
            "[profile c]\nx = 3\n[profile b]\nsource_profile = c\n[profile a]\nsource_profile = b\n[profile d]\ny = 1\n"
        func profiles(_ text: String, _ name: String, beginning: String = "", mostWhole: Int) throws -> [String] {
            let outline = try outline(Array(text.utf8), nil, beginning, mostWhole: mostWhole)
            return try outline.config(of: [Array(name.utf8)[...]]).profileNames
        }
        #expect(try profiles(text, "a", mostWhole: 0) == ["c", "b", "a"])
        #expect(try profiles(text, "a", beginning: "a", mostWhole: 9) == ["c", "b", "a"])
        let circle = "[profile a]\nsource_profile = b\n[profile b]\nsource_profile = a\n"
        for most in [0, 1, 9] { #expect(try profiles(circle, "b", mostWhole: most) == ["a", "b"]) }
        let absent = "[profile a]\nsource_profile = gone\n[profile b]\nregion = r\n"
        for most in [0, 1] { #expect(try profiles(absent, "a", mostWhole: most) == ["a"]) }
    }

    private func outline(
        _ config: [UInt8]?, _ credentials: [UInt8]?, _ beginning: String, mostWhole: Int, pieces size: Int = 65_536
    ) throws(Failure) -> ConfigOutline {
        try ConfigOutline(
            PiecewiseFiles.paths, files: PiecewiseFiles(config: config, credentials: credentials, size: size),
            beginning: Array(beginning.utf8), mostWhole: mostWhole)
    }

    @Test func `many profiles in one piece are read alike`() throws {
        let source = SeededGenerator(79)
        for _ in 0..<60 {
            let names = (0..<40).map { source.pick(["a", "b", "c", "default"]) + "\(source.pick([0, $0]))" }
            let sections = names.map { name in
                let options = (0..<source.number(under: 5)).map { number in
                    "k\(number) = \(String(repeating: "v", count: source.number(under: 60)))\n"
                }
                let end = source.pick(["", "\n", "# c\n", "s3 =\n  x = 1\n"])
                return "[profile \(name)]\n\(options.joined())\(end)"
            }
            let text = "[sso-session s]\nsso_region = r\n" + sections.joined()
            try compare(text, nil)
            // It is the excerpt that was compared.
            let files = PiecewiseFiles(config: Array(text.utf8), credentials: nil, size: 65_536)
            #expect(try SharedConfig.excerpt(PiecewiseFiles.paths, files: files, ofOne: names[0]) != nil)
        }
    }

    @Test func `random texts are read alike`() throws {
        let source = SeededGenerator(77)
        let parts = [
            "[profile a]", "[profile b]", "[default]", "[sso-session s]", "[DEFAULT]", "[profile 'a b']", "\n", "\n",
            "\n  ", " ", "x", "=", "y = 1", "\ts3 =", "#", ";", "]", "[", ":", "\r", "é", "\u{a0}",
        ]
        for _ in 0..<4000 {
            let text = (0...source.number(under: 16)).map { _ in source.pick(parts) }.joined()
            try compare(text, nil)
        }
    }

    private func compare(_ config: String, _ credentials: String?) throws {
        for (beginning, mostWhole) in [("", 0), ("", 1), ("", 9), ("a", 0), ("b", 9), ("def", 1), ("xyz", 1)] {
            for size in [11, 65_536] { try compare(config, credentials, beginning, mostWhole, pieces: size) }
        }
    }

    private func compare(
        _ config: String, _ credentials: String?, _ beginning: String, _ mostWhole: Int, pieces size: Int
    ) throws {
        let files = (Array(config.utf8), credentials.map { Array($0.utf8) })
        let whole = Result { try SharedConfig.parse(config: files.0, credentials: files.1) }
        let outline = Result { try self.outline(files.0, files.1, beginning, mostWhole: mostWhole, pieces: size) }
        switch (whole, outline) {
        case (.failure(let one as Failure), .failure(let other as Failure)):
            #expect(one.message == other.message && one.location == other.location)
        case (.success(let whole), .success(let outline)):
            let names = outline.profileNames { $0.starts(with: beginning.utf8) }
            #expect(
                names.map { String(decoding: $0, as: UTF8.self) }
                    == whole.profileNames.filter { $0.utf8.starts(with: beginning.utf8) })
            #expect(outline.sessionNames.map { String(decoding: $0, as: UTF8.self) } == whole.sessionNames)
            for name in names {
                let part = try outline.config(of: [name])
                let text = String(decoding: name, as: UTF8.self)
                let entries = { (config: SharedConfig) in
                    (config.profile(text)?.entries ?? []).map { "\($0.key)=\($0.value) \($0.location)" }
                }
                #expect(entries(part) == entries(whole), "\(config.debugDescription)")
            }
        default: Issue.record("\(config.debugDescription): \(whole) and \(outline)")
        }
    }
}
