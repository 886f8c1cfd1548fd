import Engine
import Testing

/// What is read as the AWS CLI reads it, and easily taken for something else (<doc:ConfigurationFiles>, What SDKs read
/// otherwise).
struct MisleadingSyntaxTests {
    @Test(arguments: [
        ("[profile my prof]\nx = 1", "my prof", ["dropped-header@1"]), ("[profile it's]", "it's", ["dropped-header@1"]),
        ("[sso-session]", "any", []), ("[dev]\nregion = x", "dev", ["header-without-profile@1"]),
        ("[plugins]\nx = 1", "plugins", []),
        ("[profilex dev]", "dev", ["loose-header@1"]), ("[profile a]\n[profile \"a\"]", "a", ["replaced-section@1"]),
        ("[profile default]\n[default]", "default", ["replaced-section@1"]),
        ("[default]\n[profile default]", "default", ["replaced-section@1"]),
        ("[profile a]\nregion = x # y", "a", ["inline-comment@2"]),
        ("[profile a]\nrole_arn = x\t;y", "a", ["inline-comment@2"]),
        ("[profile a]\nsso_start_url = https://x/start#/", "a", []), ("[profile a]\ncli_pager = less # x", "a", []),
        ("[profile a]\nregion = \"x\"", "a", ["quoted-value@2"]),
        ("[profile a]\nsso_session = 's'", "a", ["quoted-value@2"]),
        ("[profile a]\nregion = x\n  [profile b]\n  output = y", "a", ["indented-header@3", "indented-key@4"]),
        ("[profile a]\n[profile b: x", "a", ["unclosed-header@2"]), ("[profile a]\ns3 =\n  x = 1", "a", []),
    ])
    func `a reading that surprises is told`(_ text: String, _ profile: String, _ codes: [String]) throws {
        let warnings = try Reads.config(text).warnings(touching: profile)
        #expect(Reads.codes(warnings) == codes)
        #expect(
            warnings.allSatisfy { MisleadingSyntax(rawValue: $0.code) != nil && $0.message.contains("the AWS CLI") })
    }

    @Test func `the word profile belongs to the name in the credentials file`() throws {
        let config = try Reads.files(nil, "[profile a]\nx = 1\n[sso-session s]")
        #expect(config.profileNames == ["profile a", "sso-session s"])
        #expect(Reads.codes(config.warnings(touching: "a")) == ["profile-word-in-credentials@1"])
        #expect(Reads.codes(config.warnings) == ["profile-word-in-credentials@1"])
    }

    @Test func `no message tells a secret value`() throws {
        let config = try Reads.config(
            "[profile a]\naws_secret_access_key = \"s3cr3t\" # s3cr3t\n  x = s3cr3t\naws_secret_access_key = s3cr3t")
        #expect(config.warnings.count == 3)
        #expect(config.warnings.allSatisfy { !$0.message.contains("s3cr3t") })
    }

    @Test func `warnings come by line, the config file's first`() throws {
        let config = try Reads.files("[profile a]\nregion = x # y\nx = 1\nx = 2\n[profile b c]", "[a]\nregion = 'x'")
        #expect(
            Reads.codes(config.warnings) == [
                "inline-comment@2", "duplicate-key@4", "dropped-header@5", "quoted-value@2",
            ])
    }
}
