import Engine
import SystemKit
import TestSupport
import Testing

/// Several sessions side by side, and the flow that a sign-in takes by itself.
@Suite(.serialized) struct SessionTests {
    private static let config =
        EndToEndHome.config + """
            [sso-session second]
            sso_start_url = https://sandbox.awsapps.com/start
            sso_region = us-east-1
            sso_registration_scopes = sso:account:access

            [profile other]
            sso_session = second
            sso_account_id = 222222222222
            sso_role_name = ReadOnlyAccess
            region = us-east-1

            """
    private static let secondToken = "352f7829a2384b001cc12b0c2613c756454a1f6a.json"
    private static let firstToken = "9ed037b84943c4caa3a520e48a5540181c46c98c.json"

    @Test func `one session is ended and the other stays`() async throws {
        try await EndToEndHome.with(config: Self.config) { home, sandbox in
            let login = try await home.awsx("login", "--session", "sandbox")
            #expect(login.status == 0, "\(login)")
            #expect(try await home.awsx("status", "other").status == 79)
            #expect(try await home.awsx("login", "other").status == 0)
            for profile in ["other", "dev-AdministratorAccess"] {
                #expect(try await home.awsx("exec", "-p", profile, "--", "true").status == 0)
            }
            #expect(home.list(".aws/sso/cache").contains(Self.secondToken))
            #expect(try await home.awsx("logout", "--session", "second").status == 0)
            #expect(!home.list(".aws/sso/cache").contains(Self.secondToken))
            #expect(home.list(".aws/sso/cache").contains(Self.firstToken))
            #expect(try await home.awsx("exec", "--", "true").status == 0)
            #expect(try await home.awsx("exec", "-p", "other", "--", "true").status == 79)
        }
    }

    @Test func `--all is every session, in and out`() async throws {
        try await EndToEndHome.with(config: Self.config) { home, sandbox in
            let login = try await home.awsx("login", "--all", "--json")
            #expect(login.status == 0, "\(login)")
            // The legacy profile's start URL is a session of its own.
            #expect(login.json?["sessions"]?.array?.count == 3)
            let counts = try await sandbox.counting {
                let logout = try await home.awsx("logout", "--all", "--json")
                #expect(logout.status == 0, "\(logout)")
                #expect(logout.json?["sessions"]?.array?.allSatisfy { $0["wasSignedIn"]?.bool == true } == true)
            }
            #expect(counts == ["Logout": 3])
            for profile in ["other", "dev-AdministratorAccess", "legacy"] {
                #expect(try await home.awsx("status", profile).status == 79)
            }
        }
    }

    @Test func `--all ends the others where AWS can't be told of one, and says which`() async throws {
        try await EndToEndHome.with(config: Self.config) { home, sandbox in
            #expect(try await home.awsx("login", "--all").status == 0)
            try sandbox.set(
                #"{"faults": [{"operation": "Logout", "kind": "status", "status": 500, "count": 1}]}"#)
            var counts: [String: Int] = [:]
            var logout: ProgramOutcome?
            counts = try await sandbox.counting {
                logout = try await home.awsx("logout", "--all", setting: ["AWS_MAX_ATTEMPTS": "1"])
            }
            let outcome = try #require(logout)
            #expect(outcome.status == 69, "\(outcome)")
            #expect(counts == ["Logout": 3])
            #expect(
                outcome.error.contains("signed out of session sandbox on this machine, but AWS could not be notified"))
            #expect(outcome.error.contains("session second: signed out"), "\(outcome)")
            for profile in ["other", "dev-AdministratorAccess", "legacy"] {
                #expect(try await home.awsx("status", profile).status == 79)
            }
        }
    }

    @Test func `--all says of each session that AWS could not be notified`() async throws {
        try await EndToEndHome.with(config: Self.config) { home, sandbox in
            #expect(try await home.awsx("login", "--all").status == 0)
            try sandbox.set(
                #"{"faults": [{"operation": "Logout", "kind": "status", "status": 500, "count": 3}]}"#)
            let outcome = try await home.awsx("logout", "--all", setting: ["AWS_MAX_ATTEMPTS": "1"])
            #expect(outcome.status == 69, "\(outcome)")
            for name in ["sandbox", "second"] {
                #expect(outcome.error.contains("signed out of session \(name) on this machine, but"), "\(outcome)")
            }
        }
    }

    @Test func `without AWS a logout removes the files and says that AWS wasn't told`() async throws {
        try await EndToEndHome.with { home, _ in
            #expect(try await home.awsx("login").status == 0)
            #expect(try await home.awsx("exec", "--", "true").status == 0)
            let logout = try await home.awsx(
                "logout", setting: ["AWS_ENDPOINT_URL_SSO": "http://127.0.0.1:9", "AWS_MAX_ATTEMPTS": "1"])
            #expect(logout.status == 69, "\(logout)")
            #expect(!home.list(".aws/sso/cache").contains(Self.firstToken))
            #expect(home.list(".aws/cli/cache").filter { $0.hasSuffix(".json") }.isEmpty)
        }
    }

    @Test(
        arguments: [
            ([:], false, "StartDeviceAuthorization"),
            (["DISPLAY": ":0", "SSH_CONNECTION": "1 2 3 4"], false, "StartDeviceAuthorization"),
            (["DISPLAY": ":0"], false, "Authorize"), (["WAYLAND_DISPLAY": "wayland-0"], false, "Authorize"),
            (["BROWSER": "true", "SSH_TTY": "/dev/pts/0"], false, "Authorize"), ([:], true, "Authorize"),
        ] as [([String: String], Bool, String)])
    func `the flow follows from where one sits`(
        variables: [String: String], typesPort: Bool, operation: String
    ) async throws {
        try await EndToEndHome.with(state: #"{"autoApprove": "always"}"#) { home, sandbox in
            var environment = home.environment.setting(["BROWSER": nil])
            for (name, value) in variables { environment.set(name, value) }
            let port = try FreePort().number
            let login = try Pty(
                InstallPrefix.shared.get().awsx, ["login", "--no-browser"] + (typesPort ? ["--port", "\(port)"] : []),
                environment: environment, folder: home.path)
            defer { login.end() }
            if operation == "Authorize" {
                let text = try await login.expect("Waiting for you")
                let address = try #require(
                    text.split(whereSeparator: \.isWhitespace).first { $0.contains("/authorize?") })
                if typesPort { #expect(address.contains("%3A\(port)%2F") || address.contains(":\(port)/oauth")) }
                _ = try await home.run(InstallPrefix.shared.get().sandbox, "browser", String(address))
            }
            #expect(await login.wait() == 0, "\(login.text)")
            #expect(try sandbox.counts()[operation] == 1)
        }
    }

    @Test func `whoever waits for a login that is stopped ends as it does`() async throws {
        try await EndToEndHome.with { home, sandbox in
            let login = try home.terminal("login", "--no-browser")
            defer { login.end() }
            _ = try await login.expect("Waiting for you")
            let exec = try home.terminal("exec", "--no-login", "--", "true")
            defer { exec.end() }
            let second = try home.terminal("login", "--no-browser")
            defer { second.end() }
            _ = try await second.expect("another sign-in is in progress")
            _ = try await exec.expect("another sign-in is in progress")
            login.send("\u{3}")
            #expect(await login.wait() == 130, "\(login.text)")
            #expect(await second.wait() == 130, "\(second.text)")
            #expect(await exec.wait() == 130, "\(exec.text)")
            #expect(try sandbox.counts()["Authorize"] == nil)
        }
    }
}
