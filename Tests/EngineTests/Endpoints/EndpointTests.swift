import Engine
import SystemKit
import Testing

struct EndpointTests {
    private static let region = Setting(value: "eu-west-1", location: .file("config", line: 2))

    /// Settings of a profile and one services section named `local`.
    private func settings(
        _ environment: Environment = Environment(), profile: [String: String] = [:], services: [String: String] = [:]
    ) -> EndpointSettings {
        EndpointSettings(
            environment: environment,
            profile: { key in profile[key].map { Setting(value: $0, location: .file("config", line: 10)) } },
            services: { section, key in
                guard section == "local" else { return .noSuchSection }
                let url = services[key].map { Setting(value: $0, location: .file("config", line: 20)) }
                return .section(endpointURL: url)
            })
    }

    @Test func `Without settings the region's rule decides and has no place`() throws {
        let endpoint = try Endpoint.resolve(.oidc, region: Self.region, settings: settings())
        #expect(endpoint.url == "https://oidc.eu-west-1.amazonaws.com")
        #expect(endpoint.region == "eu-west-1")
        #expect(endpoint.location == nil)
    }

    @Test func `The service's variable beats the global one, that the services section, that the profile`() throws {
        var environment = Environment([
            "AWS_ENDPOINT_URL_SSO_OIDC": "https://one:1", "AWS_ENDPOINT_URL": "https://two:2",
        ])
        let profile = ["services": "local", "endpoint_url": "https://four:4"]
        var services = ["sso_oidc": "https://three:3"]
        func resolve() throws -> Endpoint {
            try Endpoint.resolve(
                .oidc, region: Self.region, settings: settings(environment, profile: profile, services: services))
        }
        #expect(try resolve().url == "https://one:1")
        #expect(try resolve().location == .variable("AWS_ENDPOINT_URL_SSO_OIDC"))
        environment.set("AWS_ENDPOINT_URL_SSO_OIDC", "")
        #expect(try resolve().url == "https://two:2")
        #expect(try resolve().location == .variable("AWS_ENDPOINT_URL"))
        environment.remove("AWS_ENDPOINT_URL")
        #expect(try resolve().url == "https://three:3")
        #expect(try resolve().location == .file("config", line: 20))
        services = ["sts": "https://other:9"]
        #expect(try resolve().url == "https://four:4")
        #expect(try resolve().location == .file("config", line: 10))
    }

    @Test(arguments: [
        (AWSService.oidc, "AWS_ENDPOINT_URL_SSO_OIDC", "sso_oidc"), (.portal, "AWS_ENDPOINT_URL_SSO", "sso"),
        (.sts, "AWS_ENDPOINT_URL_STS", "sts"), (.ecr, "AWS_ENDPOINT_URL_ECR", "ecr"),
        (.signIn, "AWS_ENDPOINT_URL_SIGNIN", "signin"), (.eks, "AWS_ENDPOINT_URL_EKS", "eks"),
        (.ecrPublic, "AWS_ENDPOINT_URL_ECR_PUBLIC", "ecr_public"),
    ])
    func `Each service has its own variable and key`(service: AWSService, variable: String, key: String) {
        #expect(service.endpointVariable == variable)
        #expect(service.blockKey == key)
    }

    @Test(arguments: ["true", "TRUE", "True"])
    func `Ignoring configured URLs switches all four off`(word: String) throws {
        let environment = Environment([
            "AWS_ENDPOINT_URL_STS": "https://one", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "\(word)",
        ])
        let given = settings(environment, profile: ["services": "absent", "endpoint_url": "https://four"])
        let endpoint = try Endpoint.resolve(.sts, region: Self.region, settings: given)
        #expect(endpoint.url == "https://sts.eu-west-1.amazonaws.com")
        let byProfile = settings(profile: ["ignore_configured_endpoint_urls": word, "endpoint_url": "https://four"])
        #expect(try Endpoint.resolve(.sts, region: Self.region, settings: byProfile).location == nil)
    }

    @Test(arguments: ["1", "yes", "on", " true", "", "false"])
    func `Any other word is not true, and a variable that is set beats the profile`(word: String) throws {
        let environment = Environment(["AWS_USE_FIPS_ENDPOINT": "\(word)"])
        let given = settings(environment, profile: ["use_fips_endpoint": "true"])
        #expect(
            try Endpoint.resolve(.sts, region: Self.region, settings: given).url
                == "https://sts.eu-west-1.amazonaws.com")
    }

    @Test func `A services section that is not there is a configuration error at the profile's line`() throws {
        let given = settings(profile: ["services": "absent"])
        let failure = try #require(throws: Failure.self) {
            try Endpoint.resolve(.sts, region: Self.region, settings: given)
        }
        #expect(failure.status == .configuration)
        #expect(failure.location == .file("config", line: 10))
        #expect(failure.message.contains("[services absent]"))
    }

    @Test func `The services section is not looked for where the environment decides`() throws {
        let given = settings(Environment(["AWS_ENDPOINT_URL": "https://two"]), profile: ["services": "absent"])
        #expect(try Endpoint.resolve(.sts, region: Self.region, settings: given).url == "https://two")
    }

    @Test(arguments: ["use_fips_endpoint", "use_dualstack_endpoint"])
    func `A configured URL excludes FIPS and dual-stack`(key: String) throws {
        let given = settings(Environment(["AWS_ENDPOINT_URL": "https://two"]), profile: [key: "true"])
        let failure = try #require(throws: Failure.self) {
            try Endpoint.resolve(.sts, region: Self.region, settings: given)
        }
        #expect(failure.status == .configuration)
        #expect(failure.location == .variable("AWS_ENDPOINT_URL"))
        #expect(failure.message.contains("config:10"))
    }

    @Test(arguments: [
        ("http://127.0.0.1:8080/", "http://127.0.0.1:8080"),
        ("https://Proxy.Example/aws//", "https://proxy.example/aws"),
        ("https://h:443", "https://h"),
    ])
    func `A configured URL is normalised`(text: String, url: String) throws {
        let given = settings(Environment(["AWS_ENDPOINT_URL": "\(text)"]))
        #expect(try Endpoint.resolve(.sts, region: Self.region, settings: given).url == url)
    }

    @Test(arguments: [
        "localhost:4566", "ftp://h", "http://", "http://user:pw@h", "http://h/?a=b", "http://h/#f", "http://h h", "x",
    ])
    func `A configured URL that is none is a configuration error at its place`(text: String) throws {
        let given = settings(profile: ["endpoint_url": text])
        let failure = try #require(throws: Failure.self) {
            try Endpoint.resolve(.sts, region: Self.region, settings: given)
        }
        #expect(failure.status == .configuration)
        #expect(failure.location == .file("config", line: 10))
    }

    @Test func `A region can't choose the host`() throws {
        let region = Setting(value: "x.evil.example/", location: .file("config", line: 3))
        let failure = try #require(throws: Failure.self) {
            try Endpoint.resolve(.portal, region: region, settings: settings())
        }
        #expect(failure.location == region.location)
    }

    /// Pseudo regions, the host of each service and the region that requests are signed for, as botocore 1.43 has them.
    @Test(
        arguments: [
            (.sts, "aws-global", "sts.amazonaws.com", "us-east-1"),
            (.oidc, "aws-global", "oidc.aws-global.amazonaws.com", "aws-global"),
            (.portal, "aws-global", "portal.sso.aws-global.amazonaws.com", "aws-global"),
            (.sts, "aws-cn-global", "sts.aws-cn-global.amazonaws.com.cn", "aws-cn-global"),
            (.sts, "aws-us-gov-global", "sts.aws-us-gov-global.amazonaws.com", "aws-us-gov-global"),
            (.sts, "aws-iso-f-global", "sts.aws-iso-f-global.csp.hci.ic.gov", "aws-iso-f-global"),
            (.sts, "aws-eusc-global", "sts.aws-eusc-global.amazonaws.com", "aws-eusc-global"),
            (.sts, "us-gov-global", "sts.us-gov-global.amazonaws.com", "us-gov-global"),
            (.sts, "s3-external-1", "sts.s3-external-1.amazonaws.com", "s3-external-1"),
            (.oidc, "s3-external-1", "oidc.s3-external-1.amazonaws.com", "s3-external-1"),
            (.sts, "fips-us-east-1", "sts-fips.us-east-1.amazonaws.com", "us-east-1"),
            (.portal, "us-east-2-fips", "portal.sso-fips.us-east-2.amazonaws.com", "us-east-2"),
            (.oidc, "fips-us-gov-west-1", "oidc.us-gov-west-1.amazonaws.com", "us-gov-west-1"),
            (.sts, "fips-aws-global", "sts-fips.aws-global.amazonaws.com", "aws-global"),
        ] as [(AWSService, String, String, String)])
    func `A pseudo region has the host that botocore gives it`(
        service: AWSService, region: String, host: String, signed: String
    ) throws {
        let endpoint = try Endpoint.resolve(
            service, region: Setting(value: region, location: .argument("--region")), settings: settings())
        #expect(endpoint.url == "https://\(host)")
        #expect(endpoint.region == signed)
    }

    @Test(arguments: ["fips-", "-fips", "fips--fips", "fips-us_east"])
    func `A mark of FIPS alone is no region`(region: String) throws {
        let failure = try #require(throws: Failure.self) {
            try Endpoint.resolve(
                .sts, region: Setting(value: region, location: .argument("--region")), settings: settings())
        }
        #expect(failure.status == .configuration)
        #expect(failure.location == .argument("--region"))
    }

    @Test(arguments: [("aws-global", "aws-global"), ("fips-us-east-1", "us-east-1")])
    func `At a configured URL a pseudo region signs as botocore has it`(region: String, signed: String) throws {
        let endpoint = try Endpoint.resolve(
            .sts, region: Setting(value: region, location: .argument("--region")),
            settings: settings(Environment(["AWS_ENDPOINT_URL": "https://two"])))
        #expect(endpoint.url == "https://two")
        #expect(endpoint.region == signed)
    }

    @Test(arguments: [
        ("us-east-1", "us-east-1.signin.aws.amazon.com", "signin-fips.us-east-1.amazonaws.com"),
        ("cn-north-1", "cn-north-1.signin.amazonaws.cn", "signin-fips.cn-north-1.amazonaws.com.cn"),
        ("eusc-de-east-1", "eusc-de-east-1.signin.amazonaws-eusc.eu", "signin-fips.eusc-de-east-1.amazonaws.eu"),
        ("us-iso-east-1", "us-iso-east-1.signin.c2shome.ic.gov", "signin-fips.us-iso-east-1.c2s.ic.gov"),
        ("us-isob-east-1", "us-isob-east-1.signin.sc2shome.sgov.gov", "signin-fips.us-isob-east-1.sc2s.sgov.gov"),
        ("eu-isoe-west-1", "eu-isoe-west-1.signin.csphome.adc-e.uk", "signin-fips.eu-isoe-west-1.cloud.adc-e.uk"),
        (
            "us-isof-south-1", "us-isof-south-1.signin.csphome.hci.ic.gov",
            "signin-fips.us-isof-south-1.csp.hci.ic.gov"
        ),
        ("us-gov-west-1", "us-gov-west-1.signin.amazonaws-us-gov.com", "signin-fips.amazonaws-us-gov.com"),
        (
            "us-gov-east-1", "us-gov-east-1.signin.amazonaws-us-gov.com",
            "us-gov-east-1.signin-fips.amazonaws-us-gov.com"
        ),
    ])
    func `The sign-in service has hosts of its own`(region: String, host: String, fips: String) {
        #expect(Endpoint.host(of: .signIn, region: region, fips: false, dualStack: false) == host)
        #expect(Endpoint.host(of: .signIn, region: region, fips: true, dualStack: false) == fips)
        let dual = Partition.of(region: region).dualStackSuffix
        #expect(
            Endpoint.host(of: .signIn, region: region, fips: false, dualStack: true) == "signin.\(region).\(dual)")
        #expect(
            Endpoint.host(of: .signIn, region: region, fips: true, dualStack: true) == "signin-fips.\(region).\(dual)")
    }
}
