import Engine
import SystemKit
import TestSupport
import Testing

struct LoginTokenTests {
    private func token(_ text: String) throws -> LoginToken { try LoginToken(JSON(Array(text.utf8))) }

    @Test func `The session's file is named by the SHA-256 of its ARN`() {
        #expect(LoginSession.bob.key == "420568f589bc20e39cdb190b21ad1c5957b37978d392ae62e6d8b86e5e5f2456")
        #expect(LoginSession.bob.accountID == "123456789012")
    }

    @Test(arguments: ["", "x", "arn:aws:iam::12:user/bob", "arn:aws:iam:::user/bob", "arn:aws:iam::123456789012"])
    func `A session that is no ARN tells no account`(arn: String) {
        #expect(LoginSession.named(arn).accountID == nil)
    }

    @Test func `The AWS CLI's file is read`() throws {
        let token = try token(LoginSession.fileText(endsAt: "2026-11-21T00:10:00Z"))
        #expect(token.credentials.accessKeyID == "AKID")
        #expect(token.credentials.secretAccessKey == Secret("SECRET"))
        #expect(token.credentials.sessionToken == Secret("SESSION"))
        #expect(token.credentials.expiration == Instant(iso8601: "2026-11-21T00:10:00Z"))
        #expect(token.credentials.accountID == "123456789012")
        #expect(token.clientID == "arn:aws:signin:::devtools/same-device")
        #expect(token.refreshToken == Secret("REFRESH"))
        #expect(token.dpopKey == Secret("PEM\n"))
    }

    @Test func `An end that is missing or no time is past`() throws {
        for text in [#""expiresAt": "soon""#, #""expiresAt": 7"#, #""x": 1"#] {
            let file = LoginSession.fileText(endsAt: "T").replacing(#""expiresAt": "T""#, with: text)
            #expect(try token(file).credentials.expiration == Instant(seconds: 0))
        }
    }

    @Test(arguments: ["accessToken", "refreshToken", "dpopKey", "clientId"])
    func `Without a member that the AWS CLI needs, it is named`(member: String) throws {
        let file = LoginSession.fileText(endsAt: "T").replacing("\"\(member)\"", with: "\"other\"")
        #expect(throws: LoginToken.Fault.missing([member])) { try token(file) }
    }

    @Test(arguments: ["accessKeyId", "secretAccessKey", "sessionToken"])
    func `Without a key, it is named`(member: String) throws {
        let file = LoginSession.fileText(endsAt: "T").replacing("\"\(member)\"", with: "\"other\"")
        #expect(throws: LoginToken.Fault.missing(["accessToken.\(member)"])) { try token(file) }
    }

    @Test(arguments: ["AKID", "SECRET", "SESSION", "REFRESH", "arn:aws:signin:::devtools/same-device"])
    func `What has invalid characters is missing`(value: String) throws {
        let file = LoginSession.fileText(endsAt: "T")
            .replacing("\"\(value)\"", with: JSON.string("a\u{1b}[31m\u{0}").serialized(.python))
        #expect(throws: LoginToken.Fault.self) { try token(file) }
    }

    @Test func `An SSO token is none of these`() {
        #expect(throws: LoginToken.Fault.self) {
            try token(#"{"accessToken": "AT", "refreshToken": "R", "dpopKey": "K", "clientId": "C"}"#)
        }
        for text in ["", "[]", "{", "7"] {
            #expect(throws: LoginToken.Fault.notAnObject) { try token(text) }
        }
    }

    @Test func `A renewal replaces keys and refresh token, and leaves every other member in its place`() throws {
        let file = LoginSession.fileText(endsAt: "2026-11-21T00:10:00Z").replacing(
            #""idToken": "ID""#, with: #""idToken": "ID", "newInFuture": {"é": [1, 2.50]}"#)
        let reply = SignInReply(
            accessKeyID: "A2", secretAccessKey: Secret("S2"), sessionToken: Secret("T2"), expiresIn: 900,
            refreshToken: Secret("R2"))
        let now = try #require(Instant(iso8601: "2026-11-21T00:00:00Z"))
        #expect(
            try token(file).text(renewedBy: reply, at: now, .bob)
                == #"{"accessToken": {"accessKeyId": "A2", "secretAccessKey": "S2", "sessionToken": "T2", "#
                + #""accountId": "123456789012", "expiresAt": "2026-11-21T00:15:00Z"}, "tokenType": "aws_sigv4", "#
                + #""clientId": "arn:aws:signin:::devtools/same-device", "refreshToken": "R2", "idToken": "ID", "#
                + #""newInFuture": {"\u00e9": [1, 2.50]}, "dpopKey": "PEM\n"}"#)
    }
}
