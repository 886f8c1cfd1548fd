import Engine
import SystemKit
import Testing

/// The services section that a session has for itself, before all that knows no Region.
struct EndpointSettingsTests {
    private func url(
        _ service: AWSService, ofSession: String?, _ variables: KeyValuePairs<String, String> = [:]
    ) throws -> String? {
        let config = try SharedConfig.parse(
            config: Array(
                """
                [profile dev]
                endpoint_url = https://profile.example
                [services west]
                sso_oidc =
                  endpoint_url = https://west.example
                """.utf8), credentials: nil)
        return try EndpointSettings(
            environment: Environment(variables), config: config, profile: config.profile("dev"),
            ofSession: ofSession.map { Setting(value: $0, location: .file("own", line: 2)) }
        ).configuredURL(of: service)?.value
    }

    @Test func `A session's own section comes before variables and profiles`() throws {
        let variables: KeyValuePairs = ["AWS_ENDPOINT_URL_SSO_OIDC": "https://variable.example"]
        #expect(try url(.oidc, ofSession: "west", variables) == "https://west.example")
        #expect(try url(.oidc, ofSession: nil, variables) == "https://variable.example")
        #expect(try url(.oidc, ofSession: "west") == "https://west.example")
    }

    @Test func `What it doesn't name is as without it`() throws {
        #expect(try url(.portal, ofSession: "west") == "https://profile.example")
        #expect(
            try url(.portal, ofSession: "west", ["AWS_ENDPOINT_URL": "https://variable.example"])
                == "https://variable.example")
    }

    @Test func `Whoever ignores configured endpoints ignores it, too`() throws {
        #expect(try url(.oidc, ofSession: "west", ["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"]) == nil)
    }

    @Test func `A section that is not there is an error at the line that names it`() throws {
        let failure = try #require(throws: Failure.self) { try url(.oidc, ofSession: "east") }
        #expect(failure.status == .configuration && failure.location == .file("own", line: 2))
    }
}
