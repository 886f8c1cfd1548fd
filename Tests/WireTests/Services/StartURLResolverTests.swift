import Engine
import TestSupport
import Testing
import Wire

struct StartURLResolverTests {
    private func resolve(_ text: String, _ transport: ScriptedTransport) async throws -> StartURL {
        let url = try StartURL(text, at: .file("config", line: 4))
        return try await StartURLResolver(transport: transport, version: "9.9").resolve(url)
    }

    private func redirect(_ location: String, status: Int = 302) -> ScriptedTransport.Step {
        .answer(HTTPResponse(status: status, headers: [HTTPField("Location", location)]))
    }

    @Test(arguments: [
        "https://sandbox.awsapps.com/start", "https://identitycenter.amazonaws.com/ssoins-1234567890abcdef",
        "https://ssoins-1234567890abcdef.eu-west-1.portal.amazonaws.com",
        "https://ssoins-1234567890abcdef.portal.eu-west-1.app.aws",
    ])
    func `AWS's own address is never asked`(text: String) async throws {
        let transport = ScriptedTransport()
        #expect(try await resolve(text, transport).text == text)
        #expect(transport.requests.isEmpty)
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func `One HEAD finds the portal, which is not fetched`(status: Int) async throws {
        let transport = ScriptedTransport(redirect("https://d-1.awsapps.com/start/?x=y", status: status))
        let url = try await resolve("https://sso.corp.example/aws#frag", transport)
        #expect(url.text == "https://d-1.awsapps.com/start")
        #expect(transport.requests.map(\.method) == ["HEAD"])
        #expect(transport.requests.map(\.url) == ["https://sso.corp.example/aws"])
    }

    @Test(arguments: [405, 501])
    func `GET is asked where HEAD is not allowed`(status: Int) async throws {
        let transport = ScriptedTransport(
            .answer(HTTPResponse(status: status)), redirect("https://d-1.awsapps.com/start"))
        #expect(try await resolve("https://sso.corp.example", transport).text == "https://d-1.awsapps.com/start")
        #expect(transport.requests.map(\.method) == ["HEAD", "GET"])
    }

    @Test(arguments: [200, 304, 404, 500])
    func `Any other answer is a configuration error`(status: Int) async throws {
        let failure = try await #require(throws: Failure.self) {
            try await resolve("https://sso.corp.example", ScriptedTransport(.answer(HTTPResponse(status: status))))
        }
        #expect(failure.status == .configuration)
        #expect(failure.location == .file("config", line: 4))
    }

    @Test func `A redirect elsewhere is not followed`() async throws {
        let transport = ScriptedTransport(redirect("https://other.example"), redirect("https://d-1.awsapps.com"))
        await #expect(throws: Failure.self) { try await resolve("https://sso.corp.example", transport) }
        #expect(transport.requests.count == 1)
    }
}
