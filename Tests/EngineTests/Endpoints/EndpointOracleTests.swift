import Engine
import TestSupport
import Testing

/// Hosts compared with what botocore's own rule sets give.
struct EndpointOracleTests {
    private static let regions = [
        "us-east-1", "us-west-2", "eu-central-1", "ap-southeast-7", "sa-east-1", "ca-west-1", "me-south-1",
        "af-south-1", "il-central-1", "mx-central-1", "cn-north-1", "cn-northwest-1", "eusc-de-east-1",
        "us-iso-east-1", "us-iso-west-1", "us-isob-east-1", "us-isob-west-1", "eu-isoe-west-1", "us-isof-south-1",
        "us-isof-east-1", "us-gov-west-1", "us-gov-east-1", "xx-nowhere-1", "us-east-99",
        // Pseudo regions.
        "aws-global", "aws-cn-global", "aws-us-gov-global", "aws-iso-global", "aws-iso-b-global", "aws-iso-e-global",
        "aws-iso-f-global", "aws-eusc-global", "us-gov-global", "s3-external-1",
    ]

    @Test func `Every service, region and form has the host that botocore gives it`() async throws {
        let services: [AWSService] = [.oidc, .portal, .sts, .ecr, .ecrPublic, .eks]
        let expected = try await PythonScript.run(Self.oracle, arguments: Self.regions)
            .split(separator: "\n").map(String.init)
        var actual: [String] = []
        for service in services {
            for region in Self.regions {
                for (fips, dual) in [(false, false), (true, false), (false, true), (true, true)] {
                    actual.append("https://" + Endpoint.host(of: service, region: region, fips: fips, dualStack: dual))
                }
            }
        }
        #expect(actual.count == services.count * Self.regions.count * 4)
        #expect(actual == expected)
    }

    private static let oracle = """
        import sys
        import botocore.session
        from botocore.endpoint_provider import EndpointProvider
        loader = botocore.session.get_session().get_component('data_loader')
        partitions = loader.load_data('partitions')
        for service in ['sso-oidc', 'sso', 'sts', 'ecr', 'ecr-public', 'eks']:
            rules = EndpointProvider(loader.load_service_model(service, 'endpoint-rule-set-1'), partitions)
            for region in sys.argv[1:]:
                for fips, dual in [(False, False), (True, False), (False, True), (True, True)]:
                    print(rules.resolve_endpoint(Region=region, UseFIPS=fips, UseDualStack=dual).url)
        """
}
