import Engine
import SystemKit
import Testing

@testable import Plugins

@Suite struct RegistryHostTests {
    @Test(arguments: [
        ("111111111111.dkr.ecr.eu-west-1.amazonaws.com", "eu-west-1", false),
        ("https://111111111111.dkr.ecr.eu-west-1.amazonaws.com/v1/\n", "eu-west-1", false),
        ("111111111111.DKR.ecr.eu-west-1.amazonaws.com\r\n", "eu-west-1", false),
        ("111111111111.dkr.ecr.eu-west-1.amazonaws.com:5000", "eu-west-1", false),
        ("111111111111.dkr.ecr-fips.us-gov-west-1.amazonaws.com", "us-gov-west-1", true),
        ("111111111111.dkr.ecr.cn-north-1.amazonaws.com.cn", "cn-north-1", false),
        ("111111111111.dkr.ecr.eusc-de-east-1.amazonaws.eu", "eusc-de-east-1", false),
        ("111111111111.dkr.ecr.us-iso-east-1.c2s.ic.gov", "us-iso-east-1", false),
        ("111111111111.dkr-ecr.eu-west-1.on.aws", "eu-west-1", false),
        ("111111111111.dkr-ecr-fips.us-east-1.on.aws", "us-east-1", true),
    ])
    func `An account's registry tells account and region`(text: String, region: String, isFIPS: Bool) throws {
        let registry = try #require(RegistryHost(text))
        #expect(registry.owner == .account("111111111111", region: region, isFIPS: isFIPS))
        #expect(!registry.name.contains(":"))
    }

    @Test(arguments: ["public.ecr.aws", "https://public.ecr.aws", "ecr-public.aws.com\n"])
    func `The public registry is everybody's`(text: String) {
        #expect(RegistryHost(text)?.owner == .everybody)
    }

    /// A password would go there.
    @Test(arguments: [
        "", "docker.io", "https://index.docker.io/v1/", "ghcr.io",
        "111111111111.dkr.ecr.eu-west-1.amazonaws.com.evil.example", "11111111111.dkr.ecr.eu-west-1.amazonaws.com",
        "111111111111.dkr.ecr.cn-north-1.amazonaws.com", "111111111111.dkr.ecr.eu-west-1.amazonaws.com.cn",
        "x.111111111111.dkr.ecr.eu-west-1.amazonaws.com", "111111111111.dkr.ecr..amazonaws.com",
        "111111111111.dkr.ecr.eu-west-1.amazonaws.com@evil.example",
        "user:pw@111111111111.dkr.ecr.eu-west-1.amazonaws.com",
        "evil.example/111111111111.dkr.ecr.eu-west-1.amazonaws.com",
        "evil.example#111111111111.dkr.ecr.eu-west-1.amazonaws.com",
        "http://111111111111.dkr.ecr.eu-west-1.amazonaws.com",
        "111111111111.dkr-ecr.eu-west-1.on.aws.evil.example", "public.ecr.aws.evil.example", "evilpublic.ecr.aws",
        "111111111111.dkr.ecr.eu-west-1.amazonaws.com\n.evil.example", "１１１１１１１１１１１１.dkr.ecr.eu-west-1.amazonaws.com",
        "111111111111.dkr.ecr.eu_west.amazonaws.com",
    ])
    func `What only looks like one of AWS's is none`(text: String) {
        #expect(RegistryHost(text) == nil)
    }

    @Test func `The registry of an account has its partition's name`() throws {
        func name(_ region: String) throws -> String {
            try RegistryHost(account: "111111111111", region: Setting(value: region, location: .argument("-"))).name
        }
        #expect(try name("eu-west-1") == "111111111111.dkr.ecr.eu-west-1.amazonaws.com")
        #expect(try name("cn-north-1") == "111111111111.dkr.ecr.cn-north-1.amazonaws.com.cn")
        #expect(throws: Failure.self) { try name("x@evil.example/") }
    }
}
