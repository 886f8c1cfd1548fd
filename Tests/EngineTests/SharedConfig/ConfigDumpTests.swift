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
            "services": .object(["v": .object([])]), "own-sessions": .object([]),
            "warnings": .array([
                .object([
                    "code": .string("duplicate-key"),
                    "message": .string(
                        "key region already appears in this section (line 2); the later value is used; the AWS CLI refuses the whole file"
                    ), "place": .object(["file": .string("/h/config"), "line": .integer(6)]),
                ])
            ]),
        ])
        #expect(dump == expected)
    }

    @Test func `what awsx's own config says of sessions stands apart`() throws {
        let own = try SessionSettings(
            OwnConfigText(path: "/h/own", bytes: Array("[session s]\nstandby = t\n[prompt]\nformat = x\n".utf8)))
        let dump = try Reads.files(Self.config, nil).dump(revealingSecrets: false, own: own)
        #expect(dump["own-sessions"] == .object(["s": .object(["standby": .string("t")])]))
        #expect(dump["sso-sessions"] == .object(["s": .object(["sso_region": .string("e")])]))
    }

    /// Secrets in every place that a person may have put them.
    private static let odd = """
        [profile p]
        credential_process = /opt/tool --password canary-1 --user me
        mfa_process = TOKEN=canary-2 tool
        endpoint_url = https://me:canary-3@proxy.example/x
        x_api_secret = canary-4
        other_password = canary-5
        granted_token = canary-6
        web_identity_token_file = /run/token
        s3 =
          aws_session_token = canary-7
        [profile q]
        credential_process = "/opt/open --password canary-8
        [sso-session s]
        aws_secret_access_key = canary-9
        [services v]
        sts =
          endpoint_url = http://me:canary-10@127.0.0.1/
        """

    @Test func `a dump hides what is behind a program's name, in addresses and in other places`() throws {
        let dump = try Reads.files(Self.odd, nil).dump(revealingSecrets: false)
        #expect(!dump.serialized(.sortedPretty).contains("canary"))
        let profile = try #require(dump["profiles"]?["p"])
        #expect(profile["credential_process"] == .string("/opt/tool •••"))
        #expect(profile["mfa_process"] == .string("TOKEN=••• •••"))
        #expect(profile["endpoint_url"] == .string("https://proxy.example/x"))
        #expect(profile["web_identity_token_file"] == .string("/run/token"))
        #expect(dump["profiles"]?["q"]?["credential_process"] == .string("•••"))
        let revealed = try Reads.files(Self.odd, nil).dump(revealingSecrets: true).serialized(.sortedPretty)
        for number in 1...10 { #expect(revealed.contains("canary-\(number)"), "\(number)") }
    }

    @Test func `a program without words is shown whole`() throws {
        let dump = try Reads.files("[profile p]\ncredential_process = '/opt/my tool'", nil).dump(
            revealingSecrets: false)
        #expect(dump["profiles"]?["p"]?["credential_process"] == .string("/opt/my tool"))
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
                    "own-sessions": .object([]), "warnings": .array([]),
                ]))
    }
}
