import Engine
import PluginKit
import SystemKit
import Testing

/// Tokens and keys leave this machine by TLS only.
struct PlainHTTPTests {
    private static let region = Setting(value: "eu-west-1", location: .file("config", line: 2))

    /// An endpoint that a variable, a services section or the profile names.
    private func endpoint(_ service: AWSService, _ url: String, from source: String) throws -> Endpoint {
        var environment = Environment()
        switch source {
        case "variable": environment.set(service.endpointVariable, url)
        case "global": environment.set("AWS_ENDPOINT_URL", url)
        default: break
        }
        let profile = ["block": ["services": "s"], "profile": ["endpoint_url": url]][source] ?? [:]
        return try Endpoint.resolve(
            service, region: Self.region,
            settings: EndpointSettings(
                environment: environment,
                profile: { key in profile[key].map { Setting(value: $0, location: .file("config", line: 10)) } },
                services: { _, _ in .section(endpointURL: Setting(value: url, location: .file("config", line: 20))) }))
    }

    private func location(_ service: AWSService, _ source: String) -> Engine.SourceLocation {
        switch source {
        case "variable": .variable(service.endpointVariable)
        case "global": .variable("AWS_ENDPOINT_URL")
        case "block": .file("config", line: 20)
        default: .file("config", line: 10)
        }
    }

    @Test(arguments: AWSService.allCases, ["variable", "global", "block", "profile"])
    func `Another machine is refused at the setting's place, for every service`(
        service: AWSService, source: String
    ) throws {
        let failure = try #require(throws: Failure.self) {
            try endpoint(service, "http://portal.example:8080/x", from: source)
        }
        #expect(failure.status == .configuration)
        #expect(failure.location == location(service, source))
        #expect(failure.message.contains("http://portal.example:8080/x would receive tokens and keys unencrypted"))
        #expect(failure.hint?.words.contains("https://portal.example:8080") == true)
        let secure = try endpoint(service, "https://portal.example:8080/x", from: source)
        #expect(secure.url == "https://portal.example:8080/x")
        #expect(try endpoint(service, "http://127.0.0.1:8080", from: source).url == "http://127.0.0.1:8080")
    }

    @Test(arguments: [
        "http://127.0.0.1:1", "http://127.255.0.9", "http://[::1]:8080", "http://[0:0:0:0:0:0:0:1]",
        "http://localhost:4566",
        "HTTP://LocalHost", "http://169.254.170.2", "http://169.254.170.23", "http://[fd00:ec2::23]",
    ])
    func `This machine is spelt so`(url: String) throws {
        #expect(try endpoint(.portal, url, from: "variable").url.lowercased() == url.lowercased())
    }

    @Test(arguments: [
        "http://10.0.0.1", "http://192.168.0.1", "http://169.254.169.254", "http://169.254.170.3", "http://127.1",
        "http://127.0.0.01", "http://2130706433", "http://0x7f.0.0.1", "http://0.0.0.0", "http://128.0.0.1",
        "http://localhost.example.com", "http://evil-localhost", "http://a.localhost", "http://127.0.0.1.example.com",
        "http://host.docker.internal", "http://[::]", "http://[::2]", "http://[fe80::1]", "http://[::ffff:127.0.0.1]",
        "http://[::ffff:10.0.0.1]", "http://[fd00:ec2::24]", "http://localhost.",
    ])
    func `What only looks like it is another`(url: String) throws {
        let failure = try #require(throws: Failure.self) { try endpoint(.portal, url, from: "variable") }
        #expect(failure.status == .configuration)
        #expect(failure.message.contains("unencrypted"), "\(failure)")
    }

    @Test func `A password in a setting is not shown`() throws {
        let failure = try #require(throws: Failure.self) {
            try endpoint(.portal, "http://user:CANARY@portal.example", from: "profile")
        }
        #expect(failure.status == .configuration)
        #expect(!"\(failure)".contains("CANARY"))
    }
}
