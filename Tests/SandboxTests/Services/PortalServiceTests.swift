import SystemKit
import Testing

@testable import Sandbox

struct PortalServiceTests {
    private func bearer(_ grant: TokenGrant) -> [(name: String, value: String)] {
        [("x-amz-sso_bearer_token", grant.accessToken)]
    }

    @Test(arguments: ["/assignment/accounts", "/assignment/roles?account_id=111111111111", "/federation/credentials"])
    func `without a token the portal answers 401 in its own words`(target: String) {
        var fixture = Fixture()
        let reply = fixture.send("GET", target)
        #expect(reply.status == 401)
        #expect(reply["x-amzn-ErrorType"]?.hasPrefix("UnauthorizedException") == true)
        #expect(
            reply.json == [
                "message": .string("Session token not found or invalid"),
                "__type": .string("com.amazonaws.switchboard.portal#UnauthorizedException"),
            ]
        )
    }

    @Test func `lists come in pages, and the pages make the whole`() throws {
        let accounts = (0..<45).map { Account("0000000000\($0 < 10 ? "0" : "")\($0)", roles: ["R"]) }
        var fixture = Fixture { $0.accounts = accounts }
        let (_, grant) = try fixture.signIn()
        var seen: [JSONValue] = []
        var target = "/assignment/accounts"
        var pages = 0
        while pages < 10 {
            let reply = fixture.send("GET", target, headers: bearer(grant)).json
            guard case .array(let items)? = reply["accountList"] else { break }
            seen += items
            pages += 1
            guard case .string(let token)? = reply["nextToken"] else { break }
            target = "/assignment/accounts?max_result=20&next_token=\(PercentEncoding.encode(token))"
        }
        #expect(pages == 3)
        #expect(seen == accounts.map { .object(["accountId": .string($0.accountId)]) })
    }

    @Test(arguments: [
        ("/assignment/accounts?max_result=0", 400), ("/assignment/accounts?max_result=101", 400),
        ("/assignment/accounts?max_result=x", 400), ("/assignment/accounts?next_token=x", 400),
        ("/assignment/accounts?max_result=100", 200), ("/assignment/roles", 400),
        ("/assignment/roles?account_id=1", 400), ("/assignment/roles?account_id=999999999999", 404),
        ("/assignment/roles?account_id=111111111111", 200), ("/federation/credentials?account_id=111111111111", 400),
        ("/federation/credentials?role_name=Nobody&account_id=111111111111", 404),
        ("/federation/credentials?role_name=ReadOnlyAccess&account_id=999999999999", 404),
        ("/federation/credentials?role_name=ReadOnlyAccess&account_id=222222222222", 403),
        ("/federation/credentials?role_name=ReadOnlyAccess&account_id=111111111111", 200),
    ])
    func `the portal refuses what AWS refuses`(target: String, status: Int) throws {
        var fixture = Fixture {
            $0.forbidden = [AccountRole(accountId: "222222222222", roleName: "ReadOnlyAccess")]
        }
        let (_, grant) = try fixture.signIn()
        #expect(fixture.send("GET", target, headers: bearer(grant)).status == status)
    }

    @Test func `credentials expire in epoch milliseconds and hold the marker`() throws {
        var fixture = Fixture()
        let (_, grant) = try fixture.signIn()
        let target = "/federation/credentials?role_name=Auditor&account_id=000000000333"
        let reply = fixture.send("GET", target, headers: bearer(grant))
        guard case .object(let keys)? = reply.json["roleCredentials"],
            case .string(let secret)? = keys["secretAccessKey"],
            case .string(let session)? = keys["sessionToken"], case .string(let id)? = keys["accessKeyId"]
        else {
            Issue.record("no credentials: \(reply.text)")
            return
        }
        #expect(keys["expiration"] == .integer((noon.seconds + 3600) * 1000))
        #expect(secret.contains(SecretGenerator.marker) && secret.utf8.count == 40)
        #expect(session.contains(SecretGenerator.marker))
        #expect(id.hasPrefix("ASIA") && id.utf8.count == 20)
    }

    @Test func `logout ends the token and its refresh token, not the credentials`() throws {
        var fixture = Fixture()
        let (client, grant) = try fixture.signIn()
        let keys = try fixture.server.roleCredentials(
            AccountRole(accountId: "000000000333", roleName: "Auditor"),
            now: noon
        )
        #expect(fixture.send("POST", "/logout", headers: bearer(grant)).status == 200)
        #expect(fixture.send("POST", "/logout", headers: bearer(grant)).status == 401)
        #expect(fixture.send("GET", "/assignment/accounts", headers: bearer(grant)).status == 401)
        #expect(throws: ServiceError.self) {
            try fixture.center.createToken(Fixture.refresh(client, grant.refreshToken), now: noon)
        }
        #expect(fixture.server.iam.keys(keys.accessKeyID, state: fixture.center.state) == keys)
    }
}
