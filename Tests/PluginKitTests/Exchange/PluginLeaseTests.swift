import Engine
import PluginKit
import SystemKit
import Testing

/// The answer to credentials.get.
struct PluginLeaseTests {
    private static let whole = """
        {"accessKeyId":"ASIACANARY","secretAccessKey":"CANARYSECRET","sessionToken":"CANARYTOKEN",\
        "expiresAt":"2026-11-21T10:00:00Z","accountId":"111111111111",\
        "arn":"arn:aws:sts::111111111111:assumed-role/Admin/me","cache":"2026-11-21T09:00:00Z"}
        """

    private func lease(_ text: String) throws -> PluginLease {
        let json = try #require(JSON(Array(text.utf8)))
        return try PluginLease(answer: json, files: FileVersions([], LocalFiles()))
    }

    /// The whole answer with one member another, or without it.
    private func lease(_ name: String, _ value: JSON?) throws -> PluginLease {
        let members = try #require(JSON(Array(Self.whole.utf8))?.members).filter { $0.name != name }
        return try PluginLease(
            answer: .object(members + (value.map { [JSON.Member(name, $0)] } ?? [])),
            files: FileVersions([], LocalFiles()))
    }

    @Test func `A whole answer is read`() throws {
        let lease = try lease(Self.whole)
        #expect(lease.credentials.accessKeyID == "ASIACANARY" && lease.accountID == "111111111111")
        #expect(lease.credentials.sessionToken == Secret("CANARYTOKEN"))
        #expect(lease.credentials.expiration == Instant(iso8601: "2026-11-21T10:00:00Z"))
        #expect(lease.keptUntil == Instant(iso8601: "2026-11-21T09:00:00Z"))
    }

    @Test func `Keys may live on, and what is kept ends with them`() throws {
        #expect(try lease("cache", "never").keptUntil == nil)
        #expect(try lease("cache", .null).keptUntil == nil)
        #expect(try lease("cache", nil).keptUntil == nil)
        #expect(try lease("cache", "2030-01-01T00:00:00Z").keptUntil == Instant(iso8601: "2026-11-21T10:00:00Z"))
        #expect(try lease("sessionToken", .null).credentials.sessionToken == nil)
        #expect(throws: PluginFault.self) { try lease("expiresAt", nil) }
    }

    @Test(
        arguments: [
            ("accessKeyId", nil, "no accessKeyId"), ("secretAccessKey", .null, "no secretAccessKey"),
            ("secretAccessKey", "CANARY\u{1b}[2J", "secretAccessKey is not text"),
            ("accessKeyId", "ASIA\nCANARY", "accessKeyId is not text"), ("accessKeyId", "", "accessKeyId is not text"),
            ("sessionToken", "CANARY\u{0}", "sessionToken is not text"), ("sessionToken", .bool(true), "sessionToken"),
            ("accountId", nil, "no accountId"), ("accountId", "11111111111", "12 digits"),
            ("accountId", .integer(111_111_111_111), "accountId is not text"),
            ("accountId", "222222222222", "of different accounts"), ("arn", nil, "no arn"),
            ("arn", "me", "arn is not that"),
            ("arn", "arn:aws:s3:::bucket", "arn is not that"), ("arn", "arn:aws:sts::111111111111:", "arn is not that"),
            ("expiresAt", "soon", "not a time"), ("expiresAt", .integer(1), "not a time"),
            ("cache", "for ever", "not a time"),
            ("cache", .bool(true), "not a time"),
        ] as [(String, JSON?, String)])
    func `What is missing or can't be is refused, without a word of it`(name: String, value: JSON?, words: String)
        throws
    {
        let fault = try #require(throws: PluginFault.self) { try lease(name, value) }
        #expect(fault.words.contains(words), "\(fault)")
        #expect(!"\(fault) \(fault.failure(of: "x", at: "/x"))".contains("CANARY"))
    }
}

extension JSON: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) { self = .string(text) }
}
