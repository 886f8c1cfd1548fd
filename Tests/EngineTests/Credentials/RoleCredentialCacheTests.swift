import Engine
import SystemKit
import SystemPackage
import TestSupport
import Testing

struct RoleCredentialCacheTests {
    private let home: TestHome
    private let name = ".aws/cli/cache/d7467b2ce0aaa46d5fc3753e3bbaaf372cba5c68.json"
    /// The AWS CLI's own file (<doc:CacheFiles>, SSO role credentials).
    private let text =
        #"{"ProviderType": "sso", "Credentials": {"AccessKeyId": "ASIAROLE", "SecretAccessKey": "SEC", "#
        + #""SessionToken": "TOK", "Expiration": "2026-11-21T00:45:46Z", "AccountId": "111111111111"}}"#

    init() throws { home = try TestHome() }

    @Test func `The AWS CLI's file is read, and written byte for byte, for its owner alone`() throws {
        try home.folder.put(text, at: name, mode: 0o644)
        let credentials = try #require(try home.cache.load(.admin))
        #expect(credentials.accessKeyID == "ASIAROLE")
        #expect(credentials.secretAccessKey == Secret("SEC"))
        #expect(credentials.sessionToken == Secret("TOK"))
        #expect(credentials.expiration == Instant(iso8601: "2026-11-21T00:45:46Z"))
        #expect(credentials.accountID == "111111111111")
        #expect(try home.cache.remove(.admin))
        try home.cache.save(credentials, for: .admin)
        #expect(try home.folder.text(name) == text)
        #expect(try home.folder.mode(name) == 0o600)
        try home.folder.put(text, at: name, mode: 0o644)
        try home.cache.save(credentials, for: .admin)
        #expect(try home.folder.mode(name) == 0o600)
    }

    @Test func `The account is that of the role if the portal named none`() throws {
        let credentials = Credentials(
            accessKeyID: "A", secretAccessKey: Secret("S"), sessionToken: nil, expiration: Instant(seconds: 0),
            accountID: nil)
        try home.cache.save(credentials, for: .admin)
        #expect(
            try home.roleText(.admin)
                == #"{"ProviderType": "sso", "Credentials": {"AccessKeyId": "A", "SecretAccessKey": "S", "#
                + #""Expiration": "1970-01-01T00:00:00Z", "AccountId": "111111111111"}}"#)
    }

    @Test(arguments: [
        "2026-11-21T00:45:46Z", "2026-11-21T00:45:46UTC", "2026-11-21T00:45:46+00:00", "2026-11-21T00:45:46",
        "2026-11-21T00:45:46.000000+00:00",
    ])
    func `Every spelling of the end is read`(time: String) throws {
        try home.folder.put(text.replacing("2026-11-21T00:45:46Z", with: time), at: name)
        #expect(try home.cache.load(.admin)?.expiration == Instant(iso8601: "2026-11-21T00:45:46Z"))
    }

    @Test(arguments: [
        "", "{}", "[]", "<html>", #"{"Credentials": {}}"#, #"{"Credentials": null}"#,
        #"{"Credentials": {"AccessKeyId": "A", "SecretAccessKey": "S"}}"#,
        #"{"Credentials": {"AccessKeyId": "", "SecretAccessKey": "S", "Expiration": "2026-11-21T00:45:46Z"}}"#,
        #"{"Credentials": {"AccessKeyId": "A", "Expiration": "2026-11-21T00:45:46Z"}}"#,
        #"{"Credentials": {"AccessKeyId": "A", "SecretAccessKey": "S", "Expiration": "soon"}}"#,
    ])
    func `A broken or foreign file is no cache`(text: String) throws {
        try home.folder.put(text, at: name)
        #expect(try home.cache.load(.admin) == nil)
    }

    @Test(arguments: ["\u{1b}[31m", "a\u{0}b", "a\u{9b}m", "a b", "", "\u{202e}a", "a\n", "a\u{7f}"])
    func `Keys with characters that none has are none`(text: String) throws {
        func credentials(_ key: String, _ secret: String, _ token: String, _ account: String = "1") -> Credentials? {
            Credentials(
                cached: .object([
                    "Credentials": .object([
                        "AccessKeyId": .string(key), "SecretAccessKey": .string(secret), "SessionToken": .string(token),
                        "Expiration": .string("2026-11-21T05:00:00Z"), "AccountId": .string(account),
                    ])
                ]))
        }
        #expect(credentials("A", "S", "T")?.accountID == "1")
        #expect(credentials(text, "S", "T") == nil)
        #expect(credentials("A", text, "T") == nil)
        #expect(credentials("A", "S", text) == nil)
        // It is a label only.
        #expect(credentials("A", "S", "T", text)?.accountID == nil)
        #expect(credentials("A", "S", "T", text) != nil)
    }

    @Test func `Absent is nothing, and removing it is no error`() throws {
        #expect(try home.cache.load(.admin) == nil)
        #expect(try !home.cache.remove(.admin))
    }

    @Test func `A file that can't be read is told`() throws {
        try home.folder.put(text, at: name)
        home.files.fail(.read, .ioError)
        let failure = try #require(throws: Failure.self) { try home.cache.load(.admin) }
        #expect(failure.code == .fileUnreadable)
        #expect(failure.location == .file("\(home.path)/\(name)", line: nil))
    }
}
