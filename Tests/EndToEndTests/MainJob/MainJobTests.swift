import Engine
import TestSupport
import Testing

/// The main job as a user does it, with the real programs: sign in, look, run, sign out.
@Suite(.serialized) struct MainJobTests {
    private static let arn = "arn:aws:sts::111111111111:assumed-role/AWSReservedSSO_AdministratorAccess_"

    @Test func `login, status, exec, whoami, accounts and logout by the browser flow`() async throws {
        try await EndToEndHome.with { home, sandbox in
            #expect(try await home.awsx("status").status == 79)
            let login = try await home.awsx("login")
            #expect(login.status == 0, "\(login)")
            #expect(login.output.isEmpty)
            #expect(login.error.contains("signed in, until "))

            let status = try await home.awsx("status", "--json")
            #expect(status.status == 0)
            #expect(status.json?["accountId"]?.string == "111111111111")
            #expect(status.json?["session"]?.string == "sandbox")
            #expect(status.json?["renewable"]?.bool == true)

            let identity = try await home.awsx(
                "exec", "--", "aws", "sts", "get-caller-identity", "--query", "Arn", "--output", "text")
            #expect(identity.status == 0, "\(identity)")
            #expect(identity.output.hasPrefix(Self.arn))
            #expect(identity.error.isEmpty)

            let whoami = try await home.awsx("whoami")
            #expect(whoami.output.contains(Self.arn), "\(whoami)")
            let accounts = try await home.awsx("accounts", "--json")
            let ids = accounts.json?["accounts"]?.array?.compactMap { $0["accountId"]?.string }
            #expect(ids == ["000000000333", "111111111111", "222222222222"], "\(accounts)")

            let logout = try await home.awsx("logout")
            #expect(logout.status == 0, "\(logout)")
            #expect(!home.list(".aws/sso/cache").contains("9ed037b84943c4caa3a520e48a5540181c46c98c.json"))
            #expect(home.list(".aws/cli/cache").filter { $0.hasSuffix(".json") }.isEmpty)
            #expect(try await home.awsx("status").status == 79)
            let counts = try sandbox.counts()
            #expect(counts["Authorize"] == 1)
            #expect(counts["CreateToken.authorization_code"] == 1)
            #expect(counts["GetRoleCredentials"] == 1)
            #expect(counts["Logout"] == 1)
            #expect(counts["Device"] == nil)
        }
    }

    @Test func `the device flow, allowed in the browser that is opened`() async throws {
        try await EndToEndHome.with { home, sandbox in
            let login = try await home.awsx("login", "--use-device-code")
            #expect(login.status == 0, "\(login)")
            for shown in ["code ", "https://sandbox.awsapps.com/start in us-east-1", "/device"] {
                #expect(login.error.contains(shown))
            }
            #expect(try await home.awsx("exec", "--", "true").status == 0)
            #expect(try sandbox.counts()["StartDeviceAuthorization"] == 1)
            #expect(try sandbox.counts()["Authorize"] == nil)
        }
    }

    @Test func `a code that is confirmed elsewhere`() async throws {
        try await EndToEndHome.with { home, sandbox in
            let login = try home.terminal("login", "--use-device-code", "--no-browser")
            defer { login.end() }
            let text = try await login.expect("Confirm this code only")
            let line = try #require(text.split(whereSeparator: \.isNewline).first { $0.contains("  code ") })
            let code = try #require(line.split(separator: " ").last)
            try sandbox.approve(userCode: String(code))
            #expect(await login.wait() == 0, "\(login.text)")
            #expect(try sandbox.counts()["Device"] == nil)
        }
    }

    @Test func `a legacy profile signs in by device code and stays its own session`() async throws {
        try await EndToEndHome.with { home, sandbox in
            let login = try await home.awsx("login", "legacy")
            #expect(login.status == 0, "\(login)")
            #expect(try sandbox.counts()["StartDeviceAuthorization"] == 1)
            let exec = try await home.awsx("exec", "-p", "legacy", "--", "sh", "-c", "echo $AWSX_ACCOUNT_ID $AWSX_ROLE")
            #expect(exec.output == "111111111111 AdministratorAccess\n", "\(exec)")
            #expect(try await home.awsx("status", "dev-AdministratorAccess").status == 79)
        }
    }

    @Test func `a session, an account and a role need no profile`() async throws {
        let config = """
            [sso-session sandbox]
            sso_start_url = https://sandbox.awsapps.com/start
            sso_region = us-east-1
            """
        try await EndToEndHome.with(config: config) { home, _ in
            let login = try await home.awsx("login", "--session", "sandbox")
            #expect(login.status == 0, "\(login)")
            let exec = try await home.awsx(
                "exec", "--session", "sandbox", "--account", "222222222222", "--role", "ReadOnlyAccess", "--region",
                "eu-west-1", "--", "sh", "-c", "aws sts get-caller-identity --query Account; echo ${AWSX_PROFILE-none}")
            #expect(exec.output == "\"222222222222\"\nnone\n", "\(exec)")
        }
    }

    @Test func `token prints the token that the file holds`() async throws {
        try await EndToEndHome.with { home, _ in
            #expect(try await home.awsx("login").status == 0)
            let stored = try home.json(EndToEndHome.tokenFile)
            let text = try await home.awsx("token")
            #expect(text.output == "\(stored["accessToken"]?.string ?? "none")\n")
            let json = try await home.awsx("token", "--session", "sandbox", "--json")
            #expect(json.json?["accessToken"] == stored["accessToken"])
            #expect(json.json?["expiresAt"] == stored["expiresAt"])
        }
    }

    @Test func `login tells programs what it did, and leaves a good session alone`() async throws {
        try await EndToEndHome.with { home, sandbox in
            let first = try await home.awsx("login", "--json")
            let session = try #require(first.json?["sessions"]?.array?.first, "\(first)")
            #expect(session["session"]?.string == "sandbox")
            #expect(session["startUrl"]?.string == "https://sandbox.awsapps.com/start")
            #expect(session["expiresAt"]?.string == (try home.json(EndToEndHome.tokenFile)["expiresAt"]?.string))
            let counts = try await sandbox.counting {
                let again = try await home.awsx("login")
                #expect(again.status == 0)
                #expect(again.error.contains("already signed in"))
                #expect(again.error.contains("--force"))
            }
            #expect(counts.isEmpty)
            let forced = try await sandbox.counting {
                let again = try await home.awsx("login", "--force")
                #expect(again.status == 0)
            }
            #expect(forced["CreateToken.authorization_code"] == 1)
        }
    }

    @Test func `a token that ended is renewed without a person, once`() async throws {
        try await EndToEndHome.with { home, sandbox in
            #expect(try await home.awsx("login").status == 0)
            try home.ageToken()
            let counts = try await sandbox.counting {
                let exec = try await home.awsx("exec", "--", "true")
                #expect(exec.status == 0, "\(exec)")
                #expect(try await home.awsx("exec", "-p", "prod-ReadOnlyAccess", "--", "true").status == 0)
            }
            #expect(counts["CreateToken.refresh_token"] == 1)
            #expect(counts["GetRoleCredentials"] == 2)
        }
    }

    @Test func `over TLS with an authority of its own`() async throws {
        try await SandboxProcess.with(["--tls", "--auto-approve", "visit"]) { sandbox in
            let home = try EndToEndHome(sandbox)
            defer { home.remove() }
            let login = try await home.awsx("login")
            #expect(login.status == 0, "\(login)")
            let whoami = try await home.awsx("whoami", "--json")
            #expect(whoami.json?["accountId"]?.string == "111111111111", "\(whoami)")
            let untrusting = try await home.awsx(
                "whoami", setting: ["AWS_CA_BUNDLE": nil, "AWS_MAX_ATTEMPTS": "1"])
            #expect(untrusting.status == 69, "\(untrusting)")
        }
    }
}
