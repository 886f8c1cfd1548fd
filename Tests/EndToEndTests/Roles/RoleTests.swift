import Engine
import TestSupport
import Testing

/// Roles that STS lends, end to end: the real programs against the sandbox.
@Suite(.serialized) struct RoleTests {
    private static let deploy = "arn:aws:iam::222222222222:role/Deploy"

    private static func config(_ rest: String = "") -> String {
        """
        [default]
        region = us-east-1
        \(SandboxSettings.User.standard.profileLines)
        [profile deploy]
        role_arn = \(deploy)
        source_profile = default
        region = us-east-1
        \(rest)
        """
    }

    private func accessKey(_ outcome: ProgramOutcome) throws -> String {
        #expect(outcome.status == 0, "\(outcome)")
        return try #require(outcome.json?["AccessKeyId"]?.string)
    }

    @Test func `a role is asked for once, and the core answers from its file without awsx-connect`() async throws {
        try await EndToEndHome.with(config: Self.config()) { home, sandbox in
            let first = try accessKey(try await home.awsx("credential-process", "deploy"))
            let counts = try await sandbox.counting {
                #expect(try accessKey(try await home.awsx("credential-process", "deploy")) == first)
                let env = try await home.awsx("env", "deploy", "--format", "json")
                #expect(env.output.contains(first), "\(env)")
                let exec = try await home.awsx("exec", "-p", "deploy", "--", "sh", "-c", "echo $AWS_ACCESS_KEY_ID")
                #expect(exec.output == "\(first)\n", "\(exec)")
            }
            #expect(counts == [:])
            let status = try await home.awsx("status", "deploy", "--json")
            #expect(status.json?["provider"]?.string == "assume-role")
            #expect(status.json?["accountId"]?.string == "222222222222")
            #expect(status.json?["roleName"]?.string == "Deploy")
            #expect(status.json?["state"]?.string == "valid")
        }
    }

    @Test func `exec names account and role of the assumed role`() async throws {
        try await EndToEndHome.with(config: Self.config()) { home, _ in
            let exec = try await home.awsx(
                "exec", "-p", "deploy", "--", "sh", "-c", "echo $AWSX_PROFILE $AWSX_ACCOUNT_ID $AWSX_ROLE")
            #expect(exec.output == "deploy 222222222222 Deploy\n", "\(exec)")
            let whoami = try await home.awsx("whoami", "deploy", "--json")
            #expect(whoami.json?["arn"]?.string?.contains("assumed-role/Deploy/awsx-session-") == true, "\(whoami)")
        }
    }

    @Test func `role credentials that aws cached serve awsx, and awsx's serve aws`() async throws {
        try await EndToEndHome.with(config: Self.config()) { home, sandbox in
            let aws = try await home.aws("sts", "get-caller-identity", "--profile", "deploy")
            #expect(aws.status == 0, "\(aws)")
            let ours = try await sandbox.counting {
                _ = try accessKey(try await home.awsx("credential-process", "deploy"))
            }
            #expect(ours == [:])
        }
        try await EndToEndHome.with(
            config: Self.config("external_id = xid\nrole_session_name = me\nduration_seconds = 3600")
        ) {
            home, sandbox in
            _ = try accessKey(try await home.awsx("credential-process", "deploy"))
            let theirs = try await sandbox.counting {
                let aws = try await home.aws("sts", "get-caller-identity", "--profile", "deploy")
                #expect(aws.output.contains("assumed-role/Deploy/me"), "\(aws)")
            }
            #expect(theirs == ["GetCallerIdentity": 1])
        }
    }

    @Test func `read-only ignores full power in the AWS CLI's cache, and leaves it as it is`() async throws {
        try await EndToEndHome.with(config: Self.config()) { home, sandbox in
            let full = try accessKey(try await home.awsx("credential-process", "deploy"))
            let before = home.list(".aws/cli/cache").filter { $0.hasSuffix(".json") }
            let text = try home.read(".aws/cli/cache/\(try #require(before.first))")
            let env = try await home.awsx("env", "deploy", "--read-only", "--format", "process")
            let narrow = try accessKey(env)
            #expect(narrow != full)
            let grant = try #require(try sandbox.grant(of: narrow))
            let policy = try #require(ScopePreset.named("read-strict")).grant.policy
            #expect(grant.serialized(.minified).contains(JSON.string(policy).serialized(.minified)), "\(grant)")
            #expect(home.list(".aws/cli/cache").filter { $0.hasSuffix(".json") } == before)
            #expect(try home.read(".aws/cli/cache/\(try #require(before.first))") == text)
            let exec = try await home.awsx(
                "exec", "-p", "deploy", "--read-only", "--", "sh", "-c", "echo $AWS_ACCESS_KEY_ID")
            #expect(exec.output == "\(narrow)\n", "\(exec)")
            #expect(try accessKey(try await home.awsx("credential-process", "deploy")) == full)
            for (name, mode) in try home.modes() where name.contains("awsx/credentials/") {
                #expect(mode == 0o600, "\(name)")
            }
        }
    }

    @Test func `policies, tags, source identity and duration reach STS`() async throws {
        try await EndToEndHome.with(config: Self.config()) { home, sandbox in
            try home.write("{\"Version\": \"2012-10-17\", \"Statement\": []}", to: "policy.json")
            let env = try await home.awsx(
                "env", "deploy", "--policy", "\(home.path)/policy.json", "--policy-arn",
                "arn:aws:iam::aws:policy/A", "--policy-arn", "arn:aws:iam::aws:policy/B", "--tag", "team=blue",
                "--source-identity", "ada", "--duration", "30m", "--format", "process")
            let grant = try #require(try sandbox.grant(of: try accessKey(env)))
            #expect(grant["policyArns"]?.array?.count == 2)
            #expect(grant["policy"]?.string == #"{"Version":"2012-10-17","Statement":[]}"#)
            #expect(grant["sourceIdentity"]?.string == "ada")
            #expect(grant["durationSeconds"]?.integer == 1800)
            #expect(grant["tags"]?.serialized(.minified).contains("blue") == true, "\(grant)")
        }
    }

    @Test(arguments: [
        (["--read-only"], "permanent keys"), (["--policy-arn", "arn:aws:iam::aws:policy/A"], "role to assume"),
        (["--duration", "1h"], "permanent keys"),
    ])
    func `without a role to assume nothing is run with more power`(words: [String], reason: String) async throws {
        let home = try EndToEndHome(config: Self.config())
        defer { home.remove() }
        let awsx = try InstallPrefix.shared.get().awsx
        let outcome = try await Program.run(
            awsx, ["exec", "-p", "default"] + words + ["--", "echo", "ran"], environment: home.environment,
            folder: home.path)
        expectFailure(outcome, 78, saying: reason)
    }

    @Test func `a denied role is told with AWS's words, the line and status 77`() async throws {
        var settings = SandboxSettings()
        settings.roles = [SandboxSettings.Role(Self.deploy, principals: ["333333333333"])]
        try await EndToEndHome.with(state: settings.state, config: Self.config()) { home, _ in
            expectFailure(
                try await home.awsx("exec", "-p", "deploy", "--", "true"), 77, saying: "AccessDenied", "config:")
        }
    }

    @Test func `a chain behind an SSO role signs in once and asks each link once`() async throws {
        let config =
            EndToEndHome.config + """
                [profile outer]
                role_arn = \(Self.deploy)
                source_profile = dev-AdministratorAccess
                region = us-east-1

                """
        try await EndToEndHome.with(config: config) { home, sandbox in
            expectFailure(try await home.awsx("exec", "-p", "outer", "--", "true"), 79, saying: "awsx login outer")
            #expect(try await home.awsx("login", "outer").status == 0)
            let counts = try await sandbox.counting {
                for _ in 0..<2 { _ = try accessKey(try await home.awsx("credential-process", "outer")) }
            }
            #expect(counts == ["AssumeRole": 1, "GetRoleCredentials": 1])
        }
    }

    @Test func `without a region a role is asked for nowhere`() async throws {
        let config = Self.config().replacing(
            "source_profile = default\nregion = us-east-1", with: "source_profile = default")
        let home = try EndToEndHome(config: config)
        defer { home.remove() }
        expectFailure(try await home.awsx("exec", "-p", "deploy", "--", "true"), 78, saying: "region")
    }

    @Test func `a web identity's token lends a role`() async throws {
        var settings = SandboxSettings()
        settings.webIdentities = [
            SandboxSettings.WebIdentity(token: "header.payload.signature", subject: "system:serviceaccount:x")
        ]
        try await EndToEndHome.with(state: settings.state, config: "[default]\nregion = us-east-1\n") { home, _ in
            try home.write("header.payload.signature", to: "token")
            let variables: KeyValuePairs<String, String?> = [
                "AWS_WEB_IDENTITY_TOKEN_FILE": "\(home.path)/token",
                "AWS_ROLE_ARN": "arn:aws:iam::222222222222:role/Web",
            ]
            let whoami = try await home.awsx("whoami", "--json", setting: variables)
            #expect(whoami.json?["arn"]?.string?.contains("assumed-role/Web/") == true, "\(whoami)")
            try home.write("other.token.signature", to: "token")
            try home.delete(".aws/cli/cache")
            expectFailure(try await home.awsx("whoami", setting: variables), 77, saying: "InvalidIdentityToken")
        }
    }
}
