import SystemKit
import Testing

@testable import Sandbox

struct FederationServiceTests {
    private static let destination = "https://us-east-1.console.aws.amazon.com/ec2/home?region=us-east-1"
    private var fixture = Fixture()

    private mutating func keys() throws -> IssuedKeys {
        let response = fixture.sts(
            "AssumeRole", ["RoleArn": Fixture.deploy, "RoleSessionName": "session"])
        #expect(response.status == 200)
        return try #require(fixture.lastKeys)
    }

    private mutating func signInToken(
        _ keys: IssuedKeys, secret: String? = nil, lasting seconds: String? = nil, now: Instant = noon
    ) -> ServerResponse {
        let session = """
            {"sessionId":"\(keys.accessKeyID)","sessionKey":"\(secret ?? keys.secretAccessKey)",\
            "sessionToken":"\(keys.sessionToken ?? "")"}
            """
        let duration = seconds.map { "&SessionDuration=\($0)" } ?? ""
        return fixture.send(
            "POST", "/federation", headers: [("content-type", "application/x-www-form-urlencoded")],
            body: "Action=getSigninToken&Session=\(PercentEncoding.encode(session))\(duration)", now: now)
    }

    private mutating func login(_ token: String, to destination: String = destination, now: Instant = noon)
        -> ServerResponse
    {
        let token = PercentEncoding.encode(token)
        return fixture.send(
            "GET", "/federation?Action=login&Destination=\(PercentEncoding.encode(destination))&SigninToken=\(token)",
            now: now)
    }

    private static func token(_ response: ServerResponse) throws -> String {
        guard case .string(let text)? = response.json["SigninToken"] else { throw ServiceError("none", "", 0) }
        return text
    }

    @Test mutating func `keys become a sign-in, which shows the role`() throws {
        let response = signInToken(try keys(), lasting: "900")
        #expect(response.status == 200)
        let signIn = login(try Self.token(response))
        #expect(signIn.status == 302)
        let page = try #require(signIn["Location"]).dropFirst("http://127.0.0.1:4000".count)
        let cookie = String(try #require(signIn["Set-Cookie"]).prefix { $0 != ";" })
        let console = fixture.send("GET", String(page), headers: [("cookie", cookie)])
        #expect(console.status == 200)
        #expect(console.text.contains("arn:aws:sts::222222222222:assumed-role/Deploy/session"))
        #expect(console.text.contains("us-east-1.console.aws.amazon.com/ec2/home"))
        #expect(fixture.send("GET", String(page)).status == 403)
        #expect(fixture.send("GET", String(page), headers: [("cookie", cookie)], now: noon.after(900)).status == 403)
    }

    @Test mutating func `a sign-in token is good once, for fifteen minutes, and for the console`() throws {
        let keys = try keys()
        let token = try Self.token(signInToken(keys))
        #expect(login(token, to: "https://evil.example/").status == 400)
        #expect(login(token).status == 400)
        #expect(login(try Self.token(signInToken(keys)), now: noon.after(900)).status == 400)
        #expect(login(try Self.token(signInToken(keys)), now: noon.after(899)).status == 302)
        #expect(login("x").status == 400)
    }

    @Test mutating func `keys that are wrong, over or a user's are refused`() throws {
        let keys = try keys()
        #expect(signInToken(keys, secret: "x").status == 400)
        #expect(signInToken(keys, now: noon.after(3600)).status == 400)
        let user = try #require(fixture.server.iam.keys(Fixture.userKeys.id, state: fixture.server.center.state))
        #expect(signInToken(user).status == 400)
        for seconds in ["899", "43201", "x"] { #expect(signInToken(keys, lasting: seconds).status == 400) }
    }

    @Test mutating func `a role that a role assumed takes no duration`() throws {
        let deploy = try keys()
        let chained = fixture.sts(
            "AssumeRole",
            ["RoleArn": "arn:aws:iam::222222222222:role/Audit", "RoleSessionName": "session", "ExternalId": "sandbox"],
            by: deploy)
        #expect(chained.status == 200)
        let keys = try #require(fixture.lastKeys)
        #expect(signInToken(keys, lasting: "900").status == 400)
        #expect(signInToken(keys).status == 200)
    }
}
