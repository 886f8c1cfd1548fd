import Engine
import SystemKit
import TestSupport
import Testing

/// Where awsx and botocore 1.44.8 send requests: in every region, the newest too, and over what.
@Suite struct EndpointDifferentialTests {
    private static let services: [(service: AWSService, id: String)] = [
        (.sts, "sts"), (.portal, "sso"), (.oidc, "sso-oidc"), (.signIn, "signin"), (.ecr, "ecr"), (.eks, "eks"),
    ]

    /// Prints `{"SERVICE REGION FIPS DUALSTACK": URL}`, with null for what there is none of.
    private static let resolver = """
        import json, sys, botocore, botocore.session
        from botocore.endpoint_provider import EndpointProvider
        assert botocore.__version__ == sys.argv[1], botocore.__version__
        loader = botocore.session.Session().get_component('data_loader')
        partitions = loader.load_data('partitions')
        regions = [name for one in partitions['partitions'] for name in one['regions'] if not name.endswith('-global')]
        urls = {}
        for service in sys.argv[2:]:
            provider = EndpointProvider(loader.load_service_model(service, 'endpoint-rule-set-1'), partitions)
            for region in regions:
                for fips in (False, True):
                    for dual in (False, True):
                        try:
                            url = provider.resolve_endpoint(Region=region, UseFIPS=fips, UseDualStack=dual).url
                        except Exception:
                            url = None
                        urls[f'{service} {region} {fips} {dual}'] = url
        print(json.dumps(urls))
        """

    private func reference(_ script: String, _ words: [String]) async throws -> JSON {
        var environment = Program.environment()
        environment.set("PYTHONPATH", try await Boto3Python.newerBotocore())
        let outcome = try await Program.run(
            try await Boto3Python.path(), ["-c", script, Boto3Python.newerBotocoreVersion] + words,
            environment: environment)
        guard outcome.status == 0, let json = outcome.json else { throw Workspace.Broken("\(outcome)") }
        return json
    }

    @Test func `Each service is where botocore has it, in every region`() async throws {
        let urls = try await reference(Self.resolver, Self.services.map(\.id)).members ?? []
        for region in ["me-west-1", "sa-west-1"] {
            #expect(urls.contains { $0.name == "sts \(region) False False" }, "\(region) is not known")
        }
        #expect(urls.count >= 800)
        for url in urls {
            // There is no such address.
            guard let expected = url.value.string else { continue }
            let words = url.name.split(separator: " ").map(String.init)
            let service = try #require(Self.services.first { $0.id == words[0] }).service
            let variables: KeyValuePairs<String, String?> = [
                "AWS_USE_FIPS_ENDPOINT": words[2].lowercased(), "AWS_USE_DUALSTACK_ENDPOINT": words[3].lowercased(),
            ]
            let ours = try Endpoint.resolve(
                service, region: Setting(value: words[1], location: .argument("--region")),
                settings: EndpointSettings(environment: Environment().setting(variables)))
            #expect(ours.url == expected, "\(url.name)")
        }
    }

    // MARK: Bearer tokens

    /// Prints whether botocore refuses to send a bearer's token to each address.
    private static let bearer = """
        import json, sys, botocore
        from botocore.auth import BearerAuth
        from botocore.awsrequest import AWSRequest
        from botocore.exceptions import InvalidEndpointConfigurationError
        from botocore.tokens import FrozenAuthToken
        assert botocore.__version__ == sys.argv[1], botocore.__version__
        def refuses(url):
            try:
                BearerAuth(FrozenAuthToken('TOKEN')).add_auth(AWSRequest(method='GET', url=url))
                return False
            except InvalidEndpointConfigurationError:
                return True
        print(json.dumps([refuses(url) for url in sys.argv[2:]]))
        """

    private static let thisMachine = "what stays on this machine, nobody on the way can read"

    /// An address, and why awsx sends to it what botocore would not.
    private static let addresses: [(url: String, exception: String?)] = [
        ("https://portal.example", nil), ("https://127.0.0.1:8443", nil), ("https://10.0.0.1", nil),
        ("http://portal.example", nil), ("http://10.0.0.1", nil), ("http://192.168.1.1:8080", nil),
        ("http://0.0.0.0:8080", nil), ("http://127.0.0.1.example", nil), ("http://localhost.example", nil),
        ("http://[2001:db8::1]", nil), ("http://[::]", nil), ("http://169.254.169.254", nil),
        ("http://169.254.170.3", nil), ("http://128.0.0.1", nil), ("http://0127.0.0.1", nil),
        ("http://2130706433", nil), ("http://[::ffff:10.0.0.1]", nil), ("HTTP://portal.example", nil),
        ("http://127.0.0.1:8080", thisMachine), ("http://127.9.9.9", thisMachine),
        ("http://localhost:8080", thisMachine),
        ("http://[::1]:8080", thisMachine), ("http://169.254.170.2", thisMachine),
        ("http://169.254.170.23", thisMachine), ("http://[fd00:ec2::23]", thisMachine),
        ("HTTPS://portal.example", "a scheme is the same in any case (RFC 3986, section 3.1)"),
    ]

    @Test(arguments: ["AWS_ENDPOINT_URL_SSO", "AWS_ENDPOINT_URL_SSO_OIDC", "AWS_ENDPOINT_URL"])
    func `Where botocore sends no bearer's token without TLS, awsx sends nothing`(variable: String) async throws {
        let refused = try await reference(Self.bearer, Self.addresses.map(\.url)).array ?? []
        #expect(refused.count == Self.addresses.count)
        for (address, theirs) in zip(Self.addresses, refused) {
            let service = variable.hasSuffix("OIDC") ? AWSService.oidc : .portal
            var failure: Failure?
            do throws(Failure) {
                _ = try Endpoint.resolve(
                    service, region: Setting(value: "us-east-1", location: .argument("--region")),
                    settings: EndpointSettings(environment: Environment().setting([variable: address.url])))
            } catch {
                failure = error
            }
            #expect((failure != nil) == (theirs == .bool(true) && address.exception == nil), "\(address.url)")
            if address.exception != nil { #expect(theirs == .bool(true), "\(address.url) needs no exception") }
            guard let failure else { continue }
            #expect(failure.status == .configuration && failure.location == .variable(variable))
        }
    }
}
