import Engine
import PluginKit
import SystemKit
import TestSupport
import Testing

/// What the hosts answered, on its way from awsx-connect, and which hosts are asked.
@Suite struct HealthCheckOutcomeTests {
    @Test(arguments: [
        HealthResult(url: "u", proxy: nil, outcome: .answered(status: 403, isService: true, secondsAhead: 7)),
        HealthResult(
            url: "u", proxy: "HTTPS_PROXY", outcome: .answered(status: 200, isService: false, secondsAhead: nil)),
        HealthResult(url: "u", proxy: nil, outcome: .answered(status: 403, isService: true, secondsAhead: -3600)),
        HealthResult(
            url: "u", proxy: "p",
            outcome: .failed(Failure(.unreachable, "refused", at: .url("u"), hint: "h"), isUntrusted: true)),
        HealthResult(
            url: "u", proxy: nil, outcome: .failed(Failure(.unreachable, "m", at: .url("u")), isUntrusted: false)),
    ])
    func `What was found arrives as it was sent`(result: HealthResult) throws {
        let line = result.json.serialized(.minified)
        #expect(HealthResult(try #require(JSON(Array(line.utf8)))) == result)
    }

    @Test(arguments: [
        "{}", #"{"url": "u"}"#, #"{"status": 200}"#, #"{"url": 7, "status": 200}"#, #"{"url": "u", "status": "2"}"#,
    ])
    func `What is no result is none`(text: String) throws {
        #expect(HealthResult(try #require(JSON(Array(text.utf8)))) == nil)
    }

    @Test func `Each host of each session is asked once, with the certificates of its first profile`() throws {
        let home = try TestHome()
        let config = try home.config(
            """
            [sso-session a]
            sso_start_url = https://a.awsapps.com/start
            sso_region = eu-west-1
            [sso-session b]
            sso_start_url = https://b.awsapps.com/start
            sso_region = eu-west-1
            [sso-session c]
            sso_start_url = https://c.awsapps.com/start
            sso_region = us-east-1
            [profile one]
            sso_session = a
            ca_bundle = /one.pem
            [profile two]
            sso_session = a
            ca_bundle = /two.pem
            """)
        let targets = HealthTarget.all(in: config, environment: Environment())
        #expect(
            targets.map(\.url) == [
                "https://oidc.eu-west-1.amazonaws.com", "https://portal.sso.eu-west-1.amazonaws.com",
                "https://oidc.us-east-1.amazonaws.com", "https://portal.sso.us-east-1.amazonaws.com",
            ])
        #expect(targets.map(\.caBundle?.value) == ["/one.pem", "/one.pem", nil, nil])
    }
}
