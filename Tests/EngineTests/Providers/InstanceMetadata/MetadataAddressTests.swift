import Engine
import SystemKit
import TestSupport
import Testing

struct MetadataAddressTests {
    private let home: TestHome

    init() throws { home = try TestHome() }

    private func settings(
        _ variables: KeyValuePairs<String, String>, _ profile: String = ""
    ) throws -> InstanceMetadataSettings? {
        let config = try home.config("[profile p]\nregion = r\n" + profile)
        return InstanceMetadataSettings(
            Environment(variables), profile: config.profile("p"), otherwise: Failure(.noCredentials, "nothing"))
    }

    private func address(
        _ variables: KeyValuePairs<String, String> = [:], _ profile: String = ""
    ) throws -> MetadataAddress {
        try MetadataAddress.of(try #require(try settings(variables, profile)))
    }

    @Test func `Without settings it is EC2's address, one second and one attempt`() throws {
        #expect(
            try address()
                == MetadataAddress(baseURL: "http://169.254.169.254/", timeout: 1000, attempts: 1, refusesV1: false))
    }

    @Test func `Variables go before the profile's keys`() throws {
        let profile = """
            ec2_metadata_service_endpoint = http://profile.test:1/a
            metadata_service_timeout = 3
            metadata_service_num_attempts = 4
            ec2_metadata_v1_disabled = True

            """
        #expect(
            try address([:], profile)
                == MetadataAddress(
                    baseURL: "http://profile.test:1/a/", location: .file("~/.aws/config", line: 3), timeout: 3000,
                    attempts: 4, refusesV1: true))
        let variables: KeyValuePairs = [
            "AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://127.0.0.1:2/", "AWS_METADATA_SERVICE_TIMEOUT": "5",
            "AWS_METADATA_SERVICE_NUM_ATTEMPTS": "6", "AWS_EC2_METADATA_V1_DISABLED": "false",
        ]
        #expect(
            try address(variables, profile)
                == MetadataAddress(
                    baseURL: "http://127.0.0.1:2/", location: .variable("AWS_EC2_METADATA_SERVICE_ENDPOINT"),
                    timeout: 5000, attempts: 6, refusesV1: false))
    }

    @Test(
        arguments: [
            (["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE": "IPv6"], "http://[fd00:ec2::254]/"),
            (["AWS_IMDS_USE_IPV6": "true"], "http://[fd00:ec2::254]/"),
            (["AWS_IMDS_USE_IPV6": "1"], "http://169.254.169.254/"),
            (
                ["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE": "ipv4", "AWS_IMDS_USE_IPV6": "true"],
                "http://169.254.169.254/"
            ),
            (["AWS_EC2_METADATA_SERVICE_ENDPOINT": "", "AWS_IMDS_USE_IPV6": "true"], "http://[fd00:ec2::254]/"),
            (
                ["AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://h", "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE": "ipv6"],
                "http://h/"
            ),
        ] as [([String: String], String)])
    func `The mode chooses the address, an endpoint goes before it`(variables: [String: String], url: String) throws {
        var environment = Environment()
        for (name, value) in variables { environment.set(name, value) }
        let settings = InstanceMetadataSettings(
            environment, profile: nil, otherwise: Failure(.noCredentials, "nothing"))
        #expect(try MetadataAddress.of(try #require(settings)).baseURL == url)
    }

    @Test(arguments: [
        ("AWS_EC2_METADATA_SERVICE_ENDPOINT", "x"), ("AWS_EC2_METADATA_SERVICE_ENDPOINT", "ftp://h"),
        ("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://a@h/"), ("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://h/?q"),
        ("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "ipv5"), ("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", ""),
        ("AWS_METADATA_SERVICE_TIMEOUT", "x"), ("AWS_METADATA_SERVICE_TIMEOUT", "0"),
        ("AWS_METADATA_SERVICE_TIMEOUT", "1.5"), ("AWS_METADATA_SERVICE_NUM_ATTEMPTS", "-1"),
        ("AWS_METADATA_SERVICE_NUM_ATTEMPTS", ""),
    ])
    func `Settings that mean nothing are told with their place`(name: String, value: String) throws {
        let failure = try #require(throws: Failure.self) { try address([name: value]) }
        #expect(failure.status == .configuration)
        #expect(failure.location == .variable(name))
    }
}
