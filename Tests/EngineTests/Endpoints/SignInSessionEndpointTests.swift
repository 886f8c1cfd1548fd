import Engine
import SystemKit
import Testing

struct SignInSessionEndpointTests {
    private func url(_ region: String, _ variables: KeyValuePairs<String, String> = [:]) throws -> String {
        try Endpoint.signInSessions(
            region: Setting(value: region, location: .argument("--region")),
            settings: EndpointSettings(environment: Environment(variables))
        ).url
    }

    /// botocore 1.44.8's rules for the operations that list and end sessions.
    @Test(arguments: [
        ("us-east-1", "signin.us-east-1.api.aws"), ("us-gov-west-1", "signin.us-gov-west-1.api.aws"),
        ("cn-north-1", "signin.cn-north-1.api.amazonwebservices.com.cn"),
        ("eusc-de-east-1", "signin.eusc-de-east-1.api.amazonwebservices.eu"),
        ("us-iso-east-1", "signin.us-iso-east-1.api.aws.ic.gov"),
        ("us-isob-east-1", "signin.us-isob-east-1.api.aws.scloud"), ("us-west-2-fips", "signin.us-west-2.api.aws"),
    ])
    func `Each partition has a host of its own`(region: String, host: String) throws {
        #expect(try url(region) == "https://\(host)")
    }

    @Test func `The sign-in service's own variable moves it, FIPS and dual-stack don't`() throws {
        #expect(try url("us-east-1", ["AWS_ENDPOINT_URL_SIGNIN": "http://127.0.0.1:4/"]) == "http://127.0.0.1:4")
        for name in ["AWS_USE_FIPS_ENDPOINT", "AWS_USE_DUALSTACK_ENDPOINT"] {
            #expect(
                try url("us-east-1", KeyValuePairs(dictionaryLiteral: (name, "true")))
                    == "https://signin.us-east-1.api.aws")
        }
    }
}
