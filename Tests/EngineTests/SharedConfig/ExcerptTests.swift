import Engine
import TestSupport
import Testing

/// One profile out of many against the whole grammar: what is said of it is the same, or nothing is said.
@Suite struct ExcerptTests {
    private static let paths = PiecewiseFiles.paths

    private static func excerpt(
        _ config: [UInt8]?, _ credentials: [UInt8]?, of name: String, pieces size: Int = 65_536
    ) -> SharedConfig? {
        try? SharedConfig.excerpt(
            paths, files: PiecewiseFiles(config: config, credentials: credentials, size: size), ofOne: name)
    }

    /// Everything that a file says of a name, with places.
    private func said(_ config: SharedConfig, _ name: String) -> [String] {
        var lines = [config.profile(name).map { "\($0.locations)" } ?? "absent"]
        lines += (config.profile(name)?.entries ?? []).map { "\($0.key) \($0.value) \($0.location)" }
        for session in config.sessionNames {
            lines += (config.session(session)?.entries ?? []).map { "\(session) \($0.key) \($0.value) \($0.location)" }
        }
        lines += config.servicesNames.map { "\($0) \(String(describing: config.services($0)?.location))" }
        return lines + config.warnings(touching: name).map { "\($0.line) \($0.code) \($0.message)" }
    }

    /// - Returns: how many excerpts there were.
    private func compare(_ config: [UInt8]?, _ credentials: [UInt8]?) -> Int {
        let about = Comment(rawValue: String(decoding: config ?? [], as: UTF8.self).debugDescription)
        guard let whole = try? SharedConfig.parse(config: config, credentials: credentials, paths: Self.paths) else {
            for name in ["a", "b", "default", "x", "dev"] {
                for size in [1, 7, 64, 100, 65_536] {
                    #expect(Self.excerpt(config, credentials, of: name, pieces: size) == nil, about)
                }
            }
            return 0
        }
        var count = 0
        for name in whole.profileNames + ["absent"] {
            // What one piece leaves to the whole scan, smaller ones may tell: lines that count are in their blocks, too.
            for size in [1, 7, 64, 100] {
                guard let other = Self.excerpt(config, credentials, of: name, pieces: size) else { continue }
                #expect(said(other, name) == said(whole, name), about)
            }
            let excerpt = Self.excerpt(config, credentials, of: name)
            guard let excerpt else { continue }
            count += 1
            #expect(said(excerpt, name) == said(whole, name), about)
            // Whoever asks for more gets it.
            #expect(excerpt.profileNames == whole.profileNames, about)
            #expect(excerpt.warnings.count == whole.warnings.count, about)
            for other in whole.profileNames { #expect(said(excerpt, other) == said(whole, other), about) }
        }
        return count
    }

    @Test(arguments: OutlineTests.files) func `a file of any form is read alike or left to the whole scan`(text: String)
    {
        _ = compare(Array(text.utf8), Array("[a]\nx = 9\n[only here]\ny = 1\n".utf8))
        _ = compare(Array("[profile a]\nregion = r\n".utf8), Array(text.utf8))
    }

    @Test func `random texts are read alike`() {
        let source = SeededGenerator(78)
        let parts = [
            "[profile a]\n", "[profile b]\n", "[default]\n", "[sso-session s]\n", "[DEFAULT]", "[profile 'a b']", "\n",
            "\n",
            "\n  ", " ", "x", "=", "y = 1\n", "z: 2\n", "\ts3 =", "#", ";", "]", "[", ":", "\r", "é", "\u{a0}",
            "role_arn = r\n",
        ]
        var count = 0
        for _ in 0..<3000 {
            let text = (0...source.number(under: 16)).map { _ in source.pick(parts) }.joined()
            count += compare(Array(text.utf8), nil)
        }
        #expect(count > 100)
    }

    @Test func `files as the differential tests make them are read alike`() {
        var numbers = SeededNumbers(seed: 5)
        let count = SamplePair.generated(atLeast: 4000, &numbers).map { compare($0.config, $0.credentials) }.reduce(
            0, +)
        #expect(count > 20)
    }

    @Test func `a profile that takes from another one is left to the whole scan`() {
        let text = "[profile a]\nsource_profile = b\n[profile b]\nrole_arn = r\n[profile c]\nregion = x\n"
        func excerpt(_ name: String) -> SharedConfig? { Self.excerpt(Array(text.utf8), nil, of: name) }
        #expect(excerpt("a") == nil && excerpt("b") == nil && excerpt("absent") == nil && excerpt("c") != nil)
    }

    /// A run may act as another profile than the one that was read at first.
    @Test(arguments: ["a", "b", "c", "d", "e"]) func `any profile is resolved as from the whole files`(name: String)
        throws
    {
        let text = """
            [profile a]
            aws_access_key_id = AKIA
            aws_secret_access_key = s
            [profile b]
            role_arn = arn:aws:iam::111111111111:role/R
            source_profile = a
            [profile c]
            role_arn = arn:aws:iam::111111111111:role/R
            web_identity_token_file = /token
            [profile d]
            role_arn = arn:aws:iam::222222222222:role/S
            source_profile = b
            [profile e]
            credential_process = x

            """
        let home = try TestHome()
        func source(_ config: SharedConfig) throws -> CredentialOrigin {
            try IdentityResolver(context: home.context(), config: config).resolve(IdentityRequest(profile: name)).source
        }
        let whole = try SharedConfig.parse(config: Array(text.utf8), credentials: nil, paths: Self.paths)
        for read in ["a", "e"] {
            let excerpt = try #require(Self.excerpt(Array(text.utf8), nil, of: read))
            #expect(try source(excerpt) == source(whole), "\(read)")
        }
    }

    /// Each says the same of `a`, whatever stands between two of its sections; nil where that is told by the whole scan.
    @Test(arguments: [
        ("x = 1\n", true), ("x = 1\n\n\ny_2 = 2\n", true), ("Region = r\n2x = 1\n", true),
        ("s3 =\n  max = 1\n  b=2\n", true),
        ("# a comment\n; another = one\n", true), ("x = 1\n    # deeper\n   \n\t\n", true),
        ("x = 1\n\ty = 2\n", true), ("x =\n", true), ("x == 1 = 2\n", true), ("x\t=\t1\n", true),
        ("\(String(repeating: "k", count: 200)) = \(String(repeating: "v", count: 200))\n", true),
        ("\(String(repeating: "k", count: 64))\n", false), ("x: 1\n", false), ("x\n", false),
        ("[profile p]\n x = 1\n", false),
        ("x = 1\n  y\n", false), ("= 1\n", false), (": = 1\n", false), ("x = é\n", false), ("x = 1\r\n", false),
        ("x = \u{0}\n", false), ("x = 1\u{c}\n", false), ("[profile 'q r']\n", false), ("[DEFAULT]\n", false),
        ("[profile p] # more\n", false), ("[profile p\n", false), ("[]\n", false), ("  [profile p]\n", false),
    ]) func `lines of other profiles are passed over or tell that only the whole scan will do`(
        lines: String, isUsual: Bool
    ) {
        // At each place of a block, since 64 bytes are judged at once.
        for filler in 1..<70 {
            let text = "[profile b]\n\(String(repeating: "f", count: filler))=\n\(lines)[profile a]\nregion = r\n"
            let excerpt = Self.excerpt(Array(text.utf8), nil, of: "a")
            #expect((excerpt != nil) == isUsual, "\(filler)")
            #expect((Self.excerpt(Array(text.utf8), nil, of: "a", pieces: 13) != nil) == isUsual, "\(filler)")
            _ = compare(Array(text.utf8), nil)
        }
    }

    @Test func `what is too long for the whole scan is so for an excerpt`() {
        let lines = "[profile a]\nx = 1\n" + String(repeating: "[profile b]\n", count: SharedConfig.mostSections)
        #expect(Self.excerpt(Array(lines.utf8), nil, of: "a") == nil)
        let options = "[profile a]\nx = 1\n[profile b]\n" + String(repeating: "y = 1\n", count: SharedConfig.mostLines)
        #expect(Self.excerpt(Array(options.utf8), nil, of: "a") == nil)
        // The last line too many has no end.
        let headers = "[profile a]\nx = 1\n[profile b]\n"
        let border = headers + String(repeating: "y = 1\n", count: SharedConfig.mostLines - 3) + "y = 1"
        #expect(Self.excerpt(Array(border.utf8), nil, of: "a") == nil)
    }
}
