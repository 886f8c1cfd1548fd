import SystemKit
import Testing

@testable import Sandbox

struct WebIdentityTests {
    private let web = "arn:aws:iam::222222222222:role/Web"

    private func ask(_ fixture: inout Fixture, _ token: String, role: String? = nil) -> ServerResponse {
        fixture.sts(
            "AssumeRoleWithWebIdentity",
            ["RoleArn": role ?? web, "RoleSessionName": "pod", "WebIdentityToken": token], by: nil)
    }

    @Test func `a known token becomes a role session, unsigned`() throws {
        var fixture = Fixture()
        let reply = ask(&fixture, WebIdentity.standard[0].token)
        #expect(reply.status == 200, "\(reply.text)")
        #expect(reply.element("Arn") == "arn:aws:sts::222222222222:assumed-role/Web/pod")
        #expect(reply.element("SubjectFromWebIdentityToken") == "system:serviceaccount:default:sandbox")
        #expect(reply.element("Audience") == "sts.amazonaws.com")
        let keys = try #require(fixture.lastKeys)
        #expect(keys.grant.subject == "system:serviceaccount:default:sandbox")
        #expect(keys.grant.callerArn == nil)
        #expect(
            fixture.sts("GetCallerIdentity", [:], by: keys).element("Arn")
                == "arn:aws:sts::222222222222:assumed-role/Web/pod")
    }

    @Test(arguments: [("good\n", "good\n", 200), ("good", "good\n", 400), ("good\n", "good", 400)])
    func `a token is compared as it is, newline and all`(known: String, sent: String, status: Int) {
        var fixture = Fixture {
            $0.webIdentities = [WebIdentity(token: known, subject: "system:serviceaccount:a:b")]
        }
        #expect(ask(&fixture, sent).status == status)
    }

    @Test func `a token that is unknown, expired or not trusted is refused in STS's words`() {
        var fixture = Fixture {
            $0.webIdentities = [
                WebIdentity(token: "late", subject: "system:serviceaccount:a:b", expires: noon.seconds),
                WebIdentity(token: "other", subject: "somebody"),
            ]
        }
        #expect(ask(&fixture, "unknown").element("Code") == "InvalidIdentityToken")
        #expect(ask(&fixture, "unknown").status == 400)
        #expect(ask(&fixture, "late").element("Code") == "ExpiredTokenException")
        #expect(ask(&fixture, "other").element("Code") == "AccessDenied")
        #expect(ask(&fixture, "other", role: Fixture.deploy).status == 403)
        #expect(ask(&fixture, "abc").element("Code") == "ValidationError")
    }
}
