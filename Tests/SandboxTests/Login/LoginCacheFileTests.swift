import Crypto
import Testing

@testable import Sandbox

struct LoginCacheFileTests {
    @Test func `the file has the name and the members that aws login gives it`() throws {
        var fixture = Fixture()
        let begun = fixture.server.beginLogin("arn:aws:iam::123456789012:user/bob", secondsLeft: 60, now: noon)
        let file = try #require(begun)
        #expect(file.name == "420568f589bc20e39cdb190b21ad1c5957b37978d392ae62e6d8b86e5e5f2456.json")
        let members = try #require(JSONText.decode([String: JSONValue].self, from: Array(file.text.utf8)))
        #expect(
            Set(members.keys) == ["accessToken", "tokenType", "clientId", "refreshToken", "idToken", "dpopKey"])
        let order = ["accessToken", "tokenType", "clientId", "refreshToken", "idToken", "dpopKey"]
        let locations = order.compactMap { file.text.firstRange(of: "\"\($0)\": ")?.lowerBound }
        #expect(locations.count == 6 && locations == locations.sorted())
        guard case .object(let access)? = members["accessToken"] else {
            Issue.record("no object: \(file.text)")
            return
        }
        #expect(access["accountId"] == .string("123456789012"))
        #expect(access["expiresAt"] == .string("2026-11-21T12:01:00Z"))
    }

    @Test func `the key is SEC1 with its public half, in lines of 64 letters`() throws {
        var fixture = Fixture()
        let begun = fixture.server.beginLogin("arn:aws:iam::123456789012:root", secondsLeft: nil, now: noon)
        let file = try #require(begun)
        let lines = file.pem.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.first == "-----BEGIN EC PRIVATE KEY-----")
        #expect(lines.suffix(2) == ["-----END EC PRIVATE KEY-----", ""])
        #expect(lines.dropFirst().dropLast(2).map(\.count) == [64, 64, 36])
        let read = try P256.Signing.PrivateKey(pemRepresentation: file.pem)
        #expect(read.rawRepresentation == file.key.rawRepresentation)
    }

    @Test(arguments: ["", "bob", "arn:aws:iam::1:user/bob"])
    func `what is no ARN begins no session`(name: String) {
        var fixture = Fixture()
        #expect(fixture.server.beginLogin(name, secondsLeft: nil, now: noon) == nil)
    }
}
