import Engine
import SystemKit
import TestSupport
import Testing

struct RegionResolverTests {
    private let home: TestHome
    private let config: SharedConfig

    init() throws {
        home = try TestHome()
        config = try home.config("[profile dev]\nregion = eu-west-1\n[profile bare]\n[profile empty]\nregion =\n")
    }

    private func region(
        _ variables: KeyValuePairs<String, String> = [:], typed: String? = nil, profile: String? = "dev",
        keys: Bool = false
    ) -> Setting? {
        RegionResolver(environment: Environment(variables))
            .resolve(typed: typed, profile: profile.flatMap(config.profile), forKeysInEnvironment: keys)
    }

    @Test func `Typed beats AWS_REGION beats AWS_DEFAULT_REGION beats the profile`() {
        let both: KeyValuePairs = ["AWS_DEFAULT_REGION": "d", "AWS_REGION": "r"]
        #expect(region(both, typed: "t") == Setting(value: "t", location: .argument("--region")))
        #expect(region(both) == Setting(value: "r", location: .variable("AWS_REGION")))
        #expect(region(["AWS_DEFAULT_REGION": "d"]) == Setting(value: "d", location: .variable("AWS_DEFAULT_REGION")))
        #expect(region() == Setting(value: "eu-west-1", location: .file("~/.aws/config", line: 2)))
    }

    @Test func `Empty ones are no regions`() {
        #expect(region(["AWS_REGION": "", "AWS_DEFAULT_REGION": ""])?.value == "eu-west-1")
        #expect(region(profile: "empty") == nil)
        #expect(region(profile: "bare") == nil)
        #expect(region(profile: nil) == nil)
    }

    /// Inside an `awsx exec` of a profile that set this region.
    private static let inside: KeyValuePairs = [
        "AWS_REGION": "us-east-2", "AWS_DEFAULT_REGION": "us-east-2", "AWSX_REGION_SET": "us-east-2",
        "AWSX_PROFILE": "outer",
    ]

    @Test func `A region that awsx set for an outer profile doesn't count for another one`() {
        #expect(region(Self.inside)?.value == "eu-west-1")
        #expect(region(Self.inside, profile: "bare") == nil)
        #expect(region(Self.inside, typed: "t")?.value == "t")
    }

    @Test func `For the outer profile itself, and for the keys that came with it, it does`() throws {
        let outer = try home.config("[profile outer]\nregion = ap-south-1\n").profile("outer")
        let rule = RegionResolver(environment: Environment(Self.inside))
        #expect(rule.resolve(typed: nil, profile: outer)?.value == "us-east-2")
        #expect(region(Self.inside, profile: nil, keys: true)?.value == "us-east-2")
        #expect(region(Self.inside, profile: "dev", keys: true)?.value == "us-east-2")
    }

    @Test func `A region that the user set inside counts`() {
        #expect(
            region([
                "AWS_REGION": "sa-east-1", "AWS_DEFAULT_REGION": "us-east-2", "AWSX_REGION_SET": "us-east-2",
                "AWSX_PROFILE": "outer",
            ])?.value == "sa-east-1")
    }
}
