import Engine
import TestSupport
import Testing

/// One login serves every tool: Debian's AWS CLI, boto3 and awsx on the same files.
@Suite(.serialized) struct SharedLoginTests {
    private static let profile = "dev-AdministratorAccess"
    private static let role = "assumed-role/AWSReservedSSO_AdministratorAccess_"

    @Test func `with awsx's files the AWS CLI asks neither OIDC nor the portal`() async throws {
        try await EndToEndHome.with { home, sandbox in
            #expect(try await home.awsx("login").status == 0)
            #expect(try await home.awsx("exec", "--", "true").status == 0)
            let counts = try await sandbox.counting {
                let aws = try await home.aws("sts", "get-caller-identity", "--profile", Self.profile)
                #expect(aws.output.contains(Self.role), "\(aws)")
            }
            #expect(counts == ["GetCallerIdentity": 1])
        }
    }

    @Test func `with awsx's token boto3 asks the portal once and OIDC never`() async throws {
        try await EndToEndHome.with { home, sandbox in
            #expect(try await home.awsx("login").status == 0)
            let counts = try await sandbox.counting {
                let boto3 = try await home.boto3(Self.profile)
                #expect(boto3.output.contains(Self.role), "\(boto3)")
            }
            #expect(counts == ["GetCallerIdentity": 1, "GetRoleCredentials": 1])
        }
    }

    @Test(arguments: ["dev-AdministratorAccess", "legacy"])
    func `a token of aws sso login serves awsx without OIDC`(profile: String) async throws {
        try await EndToEndHome.with { home, sandbox in
            let login = try await home.aws("sso", "login", "--profile", profile)
            #expect(login.status == 0, "\(login)")
            let counts = try await sandbox.counting {
                let status = try await home.awsx("status", profile, "--json")
                #expect(status.status == 0, "\(status)")
                let again = try await home.awsx("login", profile)
                #expect(again.error.contains("already signed in"), "\(again)")
                let exec = try await home.awsx("exec", "-p", profile, "--", "sh", "-c", "echo $AWSX_ROLE")
                #expect(exec.output == "AdministratorAccess\n", "\(exec)")
            }
            #expect(counts == ["GetRoleCredentials": 1])
        }
    }

    @Test(arguments: ["dev-AdministratorAccess", "legacy"])
    func `role credentials that aws cached serve awsx, and the other way round`(profile: String) async throws {
        try await EndToEndHome.with { home, sandbox in
            #expect(try await home.aws("sso", "login", "--profile", profile).status == 0)
            #expect(try await home.aws("sts", "get-caller-identity", "--profile", profile).status == 0)
            let file = profile == "legacy" ? EndToEndHome.legacyRoleFile : EndToEndHome.roleFile()
            let key = try home.json(file)["Credentials"]?["AccessKeyId"]?.string
            let counts = try await sandbox.counting {
                let exec = try await home.awsx("exec", "-p", profile, "--", "sh", "-c", "echo $AWS_ACCESS_KEY_ID")
                #expect(exec.output == "\(key ?? "none")\n", "\(exec)")
            }
            #expect(counts.isEmpty)

            try home.delete(file)
            #expect(try await home.awsx("exec", "-p", profile, "--", "true").status == 0)
            let back = try await sandbox.counting {
                let aws = try await home.aws("sts", "get-caller-identity", "--profile", profile)
                #expect(aws.status == 0, "\(aws)")
            }
            #expect(back == ["GetCallerIdentity": 1])
        }
    }

    @Test func `a token that boto3 renewed serves awsx, and its old one is not used again`() async throws {
        try await EndToEndHome.with(state: #"{"lifetimes": {"accessToken": 60}}"#) { home, sandbox in
            #expect(try await home.awsx("login").status == 0)
            let before = try home.json(EndToEndHome.tokenFile)["accessToken"]
            try sandbox.set(#"{"lifetimes": {"accessToken": 3600}}"#)
            #expect(try await home.boto3(Self.profile).status == 0)
            #expect(try home.json(EndToEndHome.tokenFile)["accessToken"] != before)
            let counts = try await sandbox.counting {
                let exec = try await home.awsx("exec", "--", "true")
                #expect(exec.status == 0, "\(exec)")
            }
            #expect(counts == ["GetRoleCredentials": 1])
        }
    }

    @Test func `aws sso logout signs awsx out`() async throws {
        try await EndToEndHome.with { home, _ in
            #expect(try await home.awsx("login").status == 0)
            #expect(try await home.awsx("exec", "--", "true").status == 0)
            let logout = try await home.aws("sso", "logout")
            #expect(logout.status == 0, "\(logout)")
            let status = try await home.awsx("status")
            #expect(status.status == 79, "\(status)")
            #expect(try await home.awsx("exec", "--", "true").status == 79)
        }
    }

    @Test func `awsx logout signs the AWS CLI out and leaves the files of others`() async throws {
        try await EndToEndHome.with { home, _ in
            #expect(try await home.aws("sso", "login", "--profile", "legacy").status == 0)
            #expect(try await home.awsx("login").status == 0)
            #expect(try await home.aws("sts", "get-caller-identity", "--profile", Self.profile).status == 0)
            try home.write(
                #"{"accessToken": "of an editor", "expiresAt": "2099-01-01T00:00:00Z"}"#,
                to: ".aws/sso/cache/editor.json")
            let logout = try await home.awsx("logout")
            #expect(logout.status == 0, "\(logout)")
            let aws = try await home.aws("sts", "get-caller-identity", "--profile", Self.profile)
            #expect(aws.status == 255, "\(aws)")
            #expect(home.list(".aws/sso/cache").contains("editor.json"))
            #expect(try await home.aws("sts", "get-caller-identity", "--profile", "legacy").status == 0)
        }
    }
}
