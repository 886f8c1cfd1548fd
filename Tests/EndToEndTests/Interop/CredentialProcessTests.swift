import Engine
import TestSupport
import Testing

/// awsx as the `credential_process` of tools that know no Identity Center.
@Suite(.serialized) struct CredentialProcessTests {
    private static func config() throws -> String {
        let awsx = try InstallPrefix.shared.get().awsx
        return EndToEndHome.config + """
            [profile via]
            region = us-east-1
            credential_process = \(awsx) credential-process prod-ReadOnlyAccess

            [profile round]
            region = us-east-1
            credential_process = \(awsx) credential-process round

            """
    }

    @Test func `the AWS CLI and boto3 get keys from awsx`() async throws {
        try await EndToEndHome.with(config: try Self.config()) { home, sandbox in
            #expect(try await home.awsx("login").status == 0)
            let counts = try await sandbox.counting {
                let aws = try await home.aws("sts", "get-caller-identity", "--profile", "via", "--query", "Account")
                #expect(aws.output == "\"222222222222\"\n", "\(aws)")
                let boto3 = try await home.boto3("via")
                #expect(boto3.output.contains("222222222222:assumed-role/AWSReservedSSO_ReadOnlyAccess_"), "\(boto3)")
            }
            #expect(counts == ["GetCallerIdentity": 2, "GetRoleCredentials": 1])
        }
    }

    @Test func `it prints what SDKs read, and nothing on stderr`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.writeRole()
        let outcome = try await home.awsx("credential-process", "dev-AdministratorAccess")
        #expect(outcome.status == 0)
        #expect(outcome.errorBytes.isEmpty)
        let json = try #require(outcome.json)
        #expect(json["Version"]?.integer == 1)
        #expect(json["AccessKeyId"]?.string == "ASIAEXAMPLE")
        #expect(json["SecretAccessKey"]?.string == "secret-of-ASIAEXAMPLE")
        #expect(json["SessionToken"]?.string == "token-of-ASIAEXAMPLE")
        #expect(json["Expiration"]?.string?.hasSuffix("+00:00") == true)
    }

    @Test(arguments: [
        ("dev-AdministratorAccess", "loop"), ("a,dev-AdministratorAccess", "loop"), ("a,b,c,d", "deep"),
        (#""dev-AdministratorAccess",x"#, "loop"),
    ])
    func `profiles that call each other are stopped`(chain: String, word: String) async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.writeRole()
        let outcome = try await home.awsx(
            "credential-process", "dev-AdministratorAccess", setting: ["_AWS_CLI_PROFILE_CHAIN": chain])
        #expect(outcome.status == 78, "\(outcome)")
        #expect(outcome.error.contains(word))
        #expect(outcome.output.isEmpty)
    }

    @Test func `a chain that leads here once is followed`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.writeRole()
        let outcome = try await home.awsx(
            "credential-process", "dev-AdministratorAccess", setting: ["_AWS_CLI_PROFILE_CHAIN": "a,b"])
        #expect(outcome.status == 0, "\(outcome)")
    }

    @Test func `the AWS CLI's own chain is seen`() async throws {
        let home = try EndToEndHome(config: try Self.config())
        defer { home.remove() }
        try home.writeRole(account: "222222222222", role: "ReadOnlyAccess", key: "ASIAVIA")
        let via = try await home.aws("configure", "export-credentials", "--profile", "via")
        #expect(via.json?["AccessKeyId"]?.string == "ASIAVIA", "\(via)")
        let round = try await home.aws("configure", "export-credentials", "--profile", "round")
        #expect(round.status != 0)
        #expect(round.output.isEmpty)
    }
}
