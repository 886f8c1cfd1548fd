import Engine
import SystemKit
import TestSupport
import Testing

struct TokenTests {
    /// The AWS CLI's own file (<doc:CacheFiles>, Token files).
    private static let text =
        #"{"startUrl": "https://corp.awsapps.com/start", "region": "eu-west-1", "accessToken": "AT", "#
        + #""expiresAt": "2026-11-21T00:45:32Z", "clientId": "CID", "clientSecret": "CS", "#
        + #""registrationExpiresAt": "2027-02-18T23:45:31Z", "refreshToken": "RT"}"#

    private func read(_ text: String) -> Token? { JSON(Array(text.utf8)).flatMap(Token.init) }

    @Test func `The AWS CLI's file is read and written back byte for byte`() throws {
        let token = try #require(read(Self.text))
        #expect(token.accessToken == Secret("AT"))
        #expect(token.expiresAt == Instant(iso8601: "2026-11-21T00:45:32Z"))
        #expect(token.clientID == "CID")
        #expect(token.clientSecret == Secret("CS"))
        #expect(token.registrationExpiresAt == Instant(iso8601: "2027-02-18T23:45:31Z"))
        #expect(token.refreshToken == Secret("RT"))
        #expect(token.fileText == Self.text)
    }

    @Test func `A very old file has four members, and its time ends in UTC`() throws {
        let text =
            #"{"startUrl": "https://x/start", "region": "us-east-1", "accessToken": "AT", "#
            + #""expiresAt": "2020-06-17T10:02:08UTC"}"#
        let token = try #require(read(text))
        #expect(token.refreshToken == nil)
        #expect(token.registrationExpiresAt == nil)
        #expect(token.fileText == text.replacing("UTC\"", with: "Z\""))
    }

    @Test(arguments: [
        "2026-11-21T00:45:32Z", "2026-11-21T00:45:32UTC", "2026-11-21T00:45:32+00:00", "2026-11-21T01:45:32+01:00",
        "2026-11-21T00:45:32.123Z", "2026-11-21T00:45:32",
    ])
    func `Every spelling of its end is read and ours is written`(time: String) throws {
        let token = try #require(read(#"{"accessToken": "AT", "expiresAt": "\#(time)"}"#))
        #expect(token.fileText == #"{"accessToken": "AT", "expiresAt": "2026-11-21T00:45:32Z"}"#)
    }

    @Test func `Any layout and order is read, and unknown members are passed over`() throws {
        let text = """
            {
              "scopes" : ["x"], "refreshToken" : "RT",
              "expiresAt" : "2026-11-21T00:45:32.000Z",
              "nested" : { "accessToken" : 7 },
              "accessToken" : "AT"
            }

            """
        let token = try #require(read(text))
        #expect(token.refreshToken == Secret("RT"))
        #expect(token.fileText == #"{"accessToken": "AT", "expiresAt": "2026-11-21T00:45:32Z", "refreshToken": "RT"}"#)
    }

    @Test func `Text is escaped as Python escapes it`() throws {
        let token = Token(
            startURL: "https://x/é\u{7f}😀", region: "\"\\\n", accessToken: Secret("a/b"),
            expiresAt: Instant(seconds: 0), clientID: nil, clientSecret: nil, registrationExpiresAt: nil,
            refreshToken: nil)
        #expect(
            token.fileText
                == #"{"startUrl": "https://x/\u00e9\u007f\ud83d\ude00", "region": "\"\\\n", "accessToken": "a/b", "#
                + #""expiresAt": "1970-01-01T00:00:00Z"}"#)
    }

    @Test(arguments: [
        "", "null", "[]", "7", #""text""#, "{", Self.text + "x", String(Self.text.dropLast(20)),
        #"{"accessToken": "AT"}"#, #"{"expiresAt": "2026-11-21T00:45:32Z"}"#,
        #"{"accessToken": "", "expiresAt": "2026-11-21T00:45:32Z"}"#,
        #"{"accessToken": 7, "expiresAt": "2026-11-21T00:45:32Z"}"#,
        #"{"accessToken": "AT", "expiresAt": 1795221932}"#, #"{"accessToken": "AT", "expiresAt": "soon"}"#,
        #"{"clientId": "C", "clientSecret": "S", "expiresAt": "2026-11-21T00:45:32Z"}"#,
    ])
    func `What is no token is none`(text: String) {
        #expect(read(text) == nil)
    }

    @Test func `Optional members of another kind count as absent`() throws {
        let token = try #require(
            read(
                #"{"accessToken": "AT", "expiresAt": "2026-11-21T00:45:32Z", "refreshToken": 1, "clientId": null, "#
                    + #""registrationExpiresAt": "never"}"#))
        #expect(token.refreshToken == nil)
        #expect(token.clientID == nil)
        #expect(token.registrationExpiresAt == nil)
    }
}
