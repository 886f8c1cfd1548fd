import Engine
import SystemKit
import Testing

@Suite struct FederationEndpointTests {
    private func endpoint(_ region: String, _ variables: KeyValuePairs<String, String> = [:]) throws -> Endpoint {
        try Endpoint.federation(
            region: Setting(value: region, location: .argument("--region")),
            settings: EndpointSettings(environment: Environment(variables)))
    }

    /// (<doc:ConsoleAndClusters>, Hosts of the console)
    @Test(arguments: [
        ("eu-west-1", "signin.aws.amazon.com", "console.aws.amazon.com"),
        ("cn-north-1", "signin.amazonaws.cn", "console.amazonaws.cn"),
        ("us-gov-west-1", "signin.amazonaws-us-gov.com", "console.amazonaws-us-gov.com"),
        ("eusc-de-east-1", "eusc-de-east-1.signin.amazonaws-eusc.eu", "console.amazonaws-eusc.eu"),
        ("us-iso-east-1", "signin.c2shome.ic.gov", "console.c2shome.ic.gov"),
        ("us-isob-east-1", "signin.sc2shome.sgov.gov", "console.sc2shome.sgov.gov"),
        ("eu-isoe-west-1", "signin.csphome.adc-e.uk", "console.csphome.adc-e.uk"),
        ("us-isof-south-1", "signin.csphome.hci.ic.gov", "console.csphome.hci.ic.gov"),
    ])
    func `Each partition has its own hosts`(region: String, signIn: String, console: String) throws {
        #expect(try endpoint(region).url == "https://\(signIn)")
        #expect(Partition.of(region: region).consoleHost == console)
    }

    @Test func `The sign-in service's own variable moves it`() throws {
        #expect(
            try endpoint("eu-west-1", ["AWS_ENDPOINT_URL_SIGNIN": "http://127.0.0.1:4/"]).url == "http://127.0.0.1:4")
    }

    @Test func `No keys go over plain HTTP to another machine`() {
        let failure = #expect(throws: Failure.self) {
            try endpoint("eu-west-1", ["AWS_ENDPOINT_URL_SIGNIN": "http://signin.example"])
        }
        #expect(failure?.code == .configInvalid)
    }

    @Test func `A region is no way to another host`() {
        #expect(throws: Failure.self) { try endpoint("x@evil.example/") }
    }
}
