import Engine
import ShellKit
import SystemKit
import TestSupport
import Testing

struct EnvironmentChangeTests {
    /// What could name another identity, as the SDKs read it (<doc:ExecEnvironment>, What a program uses).
    private static let identity = [
        "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN",
        "AWS_CREDENTIAL_EXPIRATION", "AWS_SESSION_EXPIRATION", "AWS_CREDENTIAL_FILE", "AWS_PROFILE",
        "AWS_DEFAULT_PROFILE", "AWS_ROLE_ARN", "AWS_ROLE_SESSION_NAME", "AWS_WEB_IDENTITY_TOKEN_FILE",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN", "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "AWS_ACCOUNT_ID",
        "AWSX_PROFILE", "AWSX_ACCOUNT_ID", "AWSX_ROLE", "AWSX_REGION_SET",
    ]

    private static let kept = [
        "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE", "AWS_CA_BUNDLE", "AWS_PAGER", "AWS_STS_REGIONAL_ENDPOINTS",
        "AWS_MAX_ATTEMPTS", "AWS_USE_FIPS_ENDPOINT", "AWS_USE_DUALSTACK_ENDPOINT", "AWS_EC2_METADATA_DISABLED",
        "AWS_ENDPOINT_URL", "PATH", "AWS_REGION", "AWS_DEFAULT_REGION",
    ]

    private static let keys = Credentials(
        accessKeyID: "ASIA", secretAccessKey: Secret("SEC"), sessionToken: Secret("TOK"),
        expiration: Instant(iso8601: "2026-11-21T00:45:46Z"), accountID: "111111111111")

    private static func change(
        _ credentials: Credentials = keys, profile: String? = "dev", account: String? = nil, role: String? = "Admin",
        region: String? = "eu-west-1", outer: Environment = Environment()
    ) -> EnvironmentChange {
        EnvironmentChange(
            credentials: credentials, profile: profile, accountID: account, roleName: role, region: region, outer: outer
        )
    }

    @Test func `Every variable of an identity goes, every copy of it, and nothing else`() {
        let names = Self.identity + Self.kept
        let outer = Environment(
            blocks: (names + names + names).map { Array("\($0)=old".utf8) } + [Array("X=1".utf8), [0x59, 0x3d, 0xff]])
        let bare = Credentials(
            accessKeyID: "AKIA", secretAccessKey: Secret("S"), sessionToken: nil, expiration: nil, accountID: nil)
        let inner = Self.change(bare, profile: nil, role: nil, region: nil, outer: outer).applied(to: outer)
        let remaining = Self.kept.filter { !$0.hasSuffix("REGION") } + ["X", "Y"]
        #expect(Set(inner.names) == Set(remaining + ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]))
        #expect(inner["AWS_ACCESS_KEY_ID"] == "AKIA")
        #expect(inner.blocks.filter { $0.starts(with: Array("AWS_ACCESS_KEY_ID=".utf8)) }.count == 1)
        #expect(inner.blocks.contains([0x59, 0x3d, 0xff]))
        #expect(inner.blocks.filter { $0.starts(with: Array("PATH=".utf8)) }.count == 3)
    }

    @Test func `Everything that is known is set, in this order`() {
        let settings = Self.change().settings.map { "\($0.name)=\($0.value)" }
        #expect(
            settings == [
                "AWS_ACCESS_KEY_ID=ASIA", "AWS_SECRET_ACCESS_KEY=SEC", "AWS_SESSION_TOKEN=TOK",
                "AWS_CREDENTIAL_EXPIRATION=2026-11-21T00:45:46Z", "AWS_REGION=eu-west-1",
                "AWS_DEFAULT_REGION=eu-west-1", "AWSX_REGION_SET=eu-west-1", "AWSX_PROFILE=dev",
                "AWSX_ACCOUNT_ID=111111111111", "AWSX_ROLE=Admin",
            ])
    }

    @Test func `A known account goes before that of the keys`() {
        #expect(Self.change(account: "222222222222").settings.contains { $0.value == "222222222222" })
    }

    @Test func `A region of the user's stays where the profile has none`() {
        let outer = Environment(["AWS_REGION": "us-west-2", "AWSX_REGION_SET": "eu-west-1"])
        let inner = Self.change(region: nil, outer: outer).applied(to: outer)
        #expect(inner["AWS_REGION"] == "us-west-2")
        #expect(inner["AWSX_REGION_SET"] == nil)
    }

    @Test func `A region that awsx set for an outer identity goes with it`() {
        let outer = Environment([
            "AWS_REGION": "eu-west-1", "AWS_DEFAULT_REGION": "eu-west-1", "AWSX_REGION_SET": "eu-west-1",
        ])
        let inner = Self.change(region: nil, outer: outer).applied(to: outer)
        #expect(inner["AWS_REGION"] == nil)
        #expect(inner["AWS_DEFAULT_REGION"] == nil)
        #expect(Self.change(region: "eu-west-1", outer: outer).applied(to: outer)["AWS_REGION"] == "eu-west-1")
    }
}
