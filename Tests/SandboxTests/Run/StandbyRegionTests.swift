import Testing

@testable import Sandbox

struct StandbyRegionTests {
    private let standby = StandbyRegion(region: "eu-west-1", url: "http://127.0.0.1:2")

    @Test func `the second region is a session of its own, with services of its own`() {
        let text = AWSConfigFile(state: SandboxConfiguration(), home: "/h", standby: standby).text
        #expect(
            text.contains(
                """
                [sso-session sandbox-eu-west-1]
                sso_start_url = https://ssoins-0123456789abcdef.eu-west-1.portal.amazonaws.com
                sso_region = eu-west-1
                sso_registration_scopes = sso:account:access

                [services sandbox-eu-west-1]
                sso =
                  endpoint_url = http://127.0.0.1:2
                sso_oidc =
                  endpoint_url = http://127.0.0.1:2

                """))
        #expect(
            standby.ownConfig
                == "[session sandbox]\nstandby = sandbox-eu-west-1\n\n[session sandbox-eu-west-1]\nservices = sandbox-eu-west-1\n"
        )
        #expect(!AWSConfigFile(state: SandboxConfiguration(), home: "/h").text.contains("eu-west-1"))
    }

    @Test func `its Identity Center answers for its own start URL`() {
        let state = SandboxConfiguration().standing(by: "eu-west-1")
        #expect(state.region == "eu-west-1")
        #expect(state.answersFor("https://ssoins-0123456789abcdef.eu-west-1.portal.amazonaws.com/"))
        #expect(!state.answersFor(SandboxConfiguration().startUrl))
    }
}
