import Engine
import Testing

/// Everything that was read, as one object.
struct ConfigDumpTests {
    private static let config =
        "[profile a]\nregion = r\naws_secret_access_key = shh\ns3 =\n  x = 1\nregion = r2\n[sso-session s]\nsso_region = e\n[services v]\n[other]"
    private static let credentials = "[a]\naws_session_token = shh\naws_security_token = shh\n[b]"

    @Test func `a dump hides secrets and keeps everything else`() throws {
        let dump = try Reads.files(Self.config, Self.credentials).dump(revealingSecrets: false)
        let expected = JSON.object([
            "profiles": .object([
                "a": .object([
                    "region": .string("r2"), "aws_secret_access_key": .string("•••"),
                    "s3": .object(["x": .string("1")]),
                    "aws_session_token": .string("•••"), "aws_security_token": .string("•••"),
                ]),
                "b": .object([]),
            ]),
            "sso-sessions": .object(["s": .object(["sso_region": .string("e")])]),
            "services": .object(["v": .object([])]),
            "warnings": .array([
                .object([
                    "file": .string("/h/config"), "line": .integer(6), "code": .string("duplicate-key"),
                    "message": .string(
                        "key region is in this section before (line 2); the later value is used; the AWS CLI refuses the whole file"
                    ),
                ])
            ]),
        ])
        #expect(dump == expected)
    }

    @Test func `a dump reveals secrets if asked`() throws {
        let dump = try Reads.files(Self.config, Self.credentials).dump(revealingSecrets: true)
        #expect(dump["profiles"]?["a"]?["aws_secret_access_key"] == .string("shh"))
        #expect(dump["profiles"]?["a"]?["aws_session_token"] == .string("shh"))
    }

    @Test func `nothing gives empty objects`() throws {
        let dump = try Reads.files(nil, nil).dump(revealingSecrets: false)
        #expect(
            dump
                == .object([
                    "profiles": .object([]), "sso-sessions": .object([]), "services": .object([]),
                    "warnings": .array([]),
                ]))
    }
}
