import Engine
import TestSupport
import Testing

/// Who may start a login, and where.
@Suite(.serialized) struct LoginOnDemandTests {
    @Test func `on a terminal exec says that a login is needed, starts it and runs the command`() async throws {
        try await EndToEndHome.with { home, sandbox in
            let exec = try home.terminal("exec", "--", "sh", "-c", "echo as $AWSX_ACCOUNT_ID")
            defer { exec.end() }
            #expect(await exec.wait() == 0, "\(exec.text)")
            #expect(exec.text.contains("signing in"))
            #expect(exec.text.contains("as 111111111111"))
            #expect(try sandbox.counts()["Authorize"] == 1)
        }
    }

    @Test(arguments: [["env"], ["whoami"]])
    func `on a terminal env and whoami do the same`(words: [String]) async throws {
        try await EndToEndHome.with { home, sandbox in
            let pty = try Pty(InstallPrefix.shared.get().awsx, words, environment: home.environment, folder: home.path)
            defer { pty.end() }
            #expect(await pty.wait() == 0, "\(pty.text)")
            #expect(try sandbox.counts()["Authorize"] == 1)
        }
    }

    @Test(arguments: [["exec", "--", "true"], ["env"], ["whoami"], ["token"], ["credential-process"], ["accounts"]])
    func `without a terminal they end with 79 and the command to run`(words: [String]) async throws {
        try await EndToEndHome.with { home, sandbox in
            let outcome = try await Program.run(
                InstallPrefix.shared.get().awsx, words, environment: home.environment, folder: home.path)
            #expect(outcome.status == 79, "\(outcome)")
            #expect(outcome.error.contains("awsx login"))
            #expect(try sandbox.counts().isEmpty)
        }
    }

    private static let commands = [["exec", "--", "true"], ["configure", "sync", "--plan"]]

    @Test func `nobody who said no is asked to sign in`() async throws {
        try await EndToEndHome.with { home, sandbox in
            let pty = try home.terminal("exec", "--no-login", "--", "true")
            defer { pty.end() }
            #expect(await pty.wait() == 79, "\(pty.text)")
            #expect(try sandbox.counts().isEmpty)
        }
    }

    @Test(arguments: commands, ["1", "true", "Yes", "ON"])
    func `nor whoever said no by the variable`(words: [String], value: String) async throws {
        try await EndToEndHome.with { home, sandbox in
            let pty = try Pty(
                InstallPrefix.shared.get().awsx, words, environment: home.environment.setting(["AWSX_NO_LOGIN": value]),
                folder: home.path)
            defer { pty.end() }
            #expect(await pty.wait() == 79, "\(pty.text)")
            #expect(try sandbox.counts().isEmpty)
        }
    }

    @Test(arguments: commands, ["", "0", "false", "no", "off", "2"])
    func `any other value of the variable is no no`(words: [String], value: String) async throws {
        try await EndToEndHome.with { home, sandbox in
            let pty = try Pty(
                InstallPrefix.shared.get().awsx, words, environment: home.environment.setting(["AWSX_NO_LOGIN": value]),
                folder: home.path)
            defer { pty.end() }
            #expect(await pty.wait() == 0, "\(pty.text)")
            #expect(try sandbox.counts()["Authorize"] == 1)
        }
    }

    @Test func `a terminal on one side only is none`() async throws {
        try await EndToEndHome.with { home, sandbox in
            let awsx = try InstallPrefix.shared.get().awsx
            let words = ["exec", "--", "true"]
            let noInput = try Pty(awsx, words, environment: home.environment, folder: home.path, input: .nothing)
            #expect(await noInput.wait() == 79)
            let noErrors = try Pty(awsx, words, environment: home.environment, folder: home.path, error: .nothing)
            #expect(await noErrors.wait() == 79)
            #expect(try sandbox.counts().isEmpty)
        }
    }

    @Test(arguments: ["exec", "credential-process"])
    func `exec waits for a login that is under way, credential-process does not`(command: String) async throws {
        try await EndToEndHome.with { home, sandbox in
            let login = try home.terminal("login", "--use-device-code", "--no-browser")
            defer { login.end() }
            let text = try await login.expect("Confirm this code only")
            let line = try #require(text.split(whereSeparator: \.isNewline).first { $0.contains("  code ") })
            let code = String(try #require(line.split(separator: " ").last))
            if command == "credential-process" {
                #expect(try await home.awsx("credential-process").status == 79)
                login.send("\u{3}")
                #expect(await login.wait() == 130)
                return
            }
            let crowd = try Crowd(1, in: home, "exec", "--", "sh", "-c", "echo as $AWSX_ROLE")
            try await eventually("exec waits") { crowd.waiting.count == 1 }
            try sandbox.approve(userCode: code)
            #expect(await login.wait() == 0, "\(login.text)")
            let exec = try #require(await crowd.outcomes().first)
            #expect(exec.status == 0, "\(exec)")
            #expect(exec.output == "as AdministratorAccess\n")
            #expect(try sandbox.counts()["StartDeviceAuthorization"] == 1)
        }
    }

    @Test func `a login that is given up ends whoever waits for it, and no second one starts`() async throws {
        try await EndToEndHome.with { home, sandbox in
            let login = try home.terminal("login", "--use-device-code", "--no-browser")
            defer { login.end() }
            let text = try await login.expect("Confirm this code only")
            let line = try #require(text.split(whereSeparator: \.isNewline).first { $0.contains("  code ") })
            let crowd = try Crowd(1, in: home, "exec", "--", "true")
            try await eventually("exec waits") { crowd.waiting.count == 1 }
            try sandbox.deny(userCode: String(try #require(line.split(separator: " ").last)))
            #expect(await login.wait() == 77, "\(login.text)")
            #expect(await crowd.outcomes().statuses == [77: 1])
            #expect(try sandbox.counts()["StartDeviceAuthorization"] == 1)
        }
    }

    @Test func `no browser is opened where none is wanted, and the address shown is the one to open`() async throws {
        try await EndToEndHome.with { home, sandbox in
            let login = try home.terminal("login", "--no-browser")
            defer { login.end() }
            let text = try await login.expect("Waiting for you")
            #expect(try sandbox.counts()["Authorize"] == nil)
            let address = try #require(
                text.split(whereSeparator: \.isWhitespace).first { $0.contains("/authorize?") })
            let browser = try await home.run(InstallPrefix.shared.get().sandbox, "browser", String(address))
            #expect(browser.status == 0, "\(browser)")
            #expect(await login.wait() == 0, "\(login.text)")
            #expect(try await home.awsx("exec", "--", "true").status == 0)
        }
    }
}
