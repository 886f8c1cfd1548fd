import Engine
import SystemKit
import TestSupport
import Testing

/// Codes of MFA devices: typed, asked for on the terminal, printed by a program, and shared with the AWS CLI.
@Suite(.serialized) struct MFATests {
    private static let device = SandboxSettings.MFADevice.standard
    private static let role = "arn:aws:iam::222222222222:role/Guarded"

    private static let config = """
        [default]
        region = us-east-1
        \(SandboxSettings.User.standard.profileLines)
        [profile guarded]
        role_arn = \(role)
        source_profile = default
        mfa_serial = \(device.serialNumber)
        region = us-east-1

        """

    private static var state: String {
        var settings = SandboxSettings()
        settings.roles = [SandboxSettings.Role(role, requiresMFA: true)]
        return settings.state
    }

    private func with(_ body: (EndToEndHome, SandboxProcess) async throws -> Void) async throws {
        try await EndToEndHome.with(state: Self.state, config: Self.config, body)
    }

    @Test func `without a terminal and a code it ends with 79 and the command`() async throws {
        try await with { home, _ in
            expectFailure(
                try await home.awsx("exec", "-p", "guarded", "--", "true"), 79, saying: Self.device.serialNumber,
                "awsx exec -p guarded --mfa-code CODE -- COMMAND")
            expectFailure(
                try await home.awsx("env", "guarded"), 79, saying: Self.device.serialNumber,
                "awsx env guarded --mfa-code CODE")
        }
    }

    @Test func `a typed code lends the role, which then needs none until it ends`() async throws {
        try await with { home, sandbox in
            let whoami = try await home.awsx("whoami", "guarded", "--mfa-code", Self.device.codes[0], "--json")
            #expect(whoami.json?["arn"]?.string?.contains("assumed-role/Guarded/") == true, "\(whoami)")
            let counts = try await sandbox.counting {
                #expect(try await home.awsx("exec", "-p", "guarded", "--", "true").status == 0)
                #expect(try await home.awsx("env", "guarded").status == 0)
                let aws = try await home.aws("sts", "get-caller-identity", "--profile", "guarded")
                #expect(aws.status == 0, "\(aws)")
            }
            #expect(counts == ["GetCallerIdentity": 1])
        }
    }

    @Test func `a code that is wrong or was used is refused with AWS's words`() async throws {
        try await with { home, sandbox in
            let counts = try await sandbox.counting {
                expectFailure(
                    try await home.awsx("whoami", "guarded", "--mfa-code", "000000"), 77, saying: "MultiFactor",
                    "next code")
            }
            #expect(counts == ["AssumeRole": 1], "what was typed is sent once")
            #expect(try await home.awsx("whoami", "guarded", "--mfa-code", Self.device.codes[0]).status == 0)
            try home.delete(".aws/cli/cache")
            expectFailure(
                try await home.awsx("whoami", "guarded", "--mfa-code", Self.device.codes[0]), 77,
                saying: "MultiFactor")
        }
    }

    @Test func `on a terminal the code is asked for, again after a wrong one, and exec goes on`() async throws {
        try await with { home, _ in
            let terminal = try home.terminal(
                "exec", "-p", "guarded", "--", "sh", "-c", "echo acts as $AWSX_ROLE")
            _ = try await terminal.expect("MFA code from \(Self.device.serialNumber) for \(Self.role): ")
            terminal.send("000000\n")
            _ = try await terminal.expect("MultiFactorAuthentication failed")
            terminal.send("12\n")
            _ = try await terminal.expect("six digits")
            terminal.send("\(Self.device.codes[0])\n")
            _ = try await terminal.expect("acts as Guarded")
            #expect(await terminal.wait() == 0)
        }
    }

    @Test func `Ctrl-C at the question ends with 130`() async throws {
        try await with { home, _ in
            let terminal = try home.terminal("exec", "-p", "guarded", "--", "true")
            _ = try await terminal.expect("MFA code from")
            terminal.send("\u{3}")
            #expect(await terminal.wait() == 130)
        }
    }

    @Test func `a program that awsx's config names gives the code`() async throws {
        try await with { home, _ in
            try home.write(
                "[profile guarded]\nmfa_process = sh -c 'echo \"$AWSX_MFA_SERIAL \(Self.device.codes[0])\"'\n",
                to: ".config/awsx/config")
            #expect(try await home.awsx("exec", "-p", "guarded", "--", "true").status == 0)
            try home.delete(".aws/cli/cache")
            try home.write("[default]\nmfa_process = sh -c 'echo broken >&2; exit 3'\n", to: ".config/awsx/config")
            expectFailure(
                try await home.awsx("exec", "-p", "guarded", "--", "true"), 1, saying: "mfa_process", "status 3",
                "broken")
        }
    }

    @Test func `such a program is told the device and the profile, and no identity`() async throws {
        try await with { home, _ in
            let script = "env -0 >> '\(home.path)/seen'; echo \(Self.device.codes[0])"
            try home.write(script, to: "script")
            try home.write("[profile guarded]\nmfa_process = sh '\(home.path)/script'\n", to: ".config/awsx/config")
            var environment = home.environment
            for name in EnvironmentKey.identity { environment.set(name, "AWSX-LEFT-OVER") }
            // Without the variables that would choose another source.
            let run = try await Program.run(
                try InstallPrefix.shared.get().awsx, ["whoami", "guarded"], environment: environment, folder: home.path)
            #expect(run.status == 0, "\(run)")
            let seen = try home.read("seen").split(separator: "\0").map(String.init)
            #expect(seen.contains("AWSX_MFA_SERIAL=\(Self.device.serialNumber)"))
            #expect(seen.contains("AWSX_PROFILE=guarded"))
            #expect(seen.filter { $0.contains("AWSX-LEFT-OVER") } == [])
        }
    }

    @Test func `such a program is asked once, also where its code is refused`() async throws {
        try await with { home, sandbox in
            try home.write("echo asked >> '\(home.path)/asked'; echo 000000", to: "script")
            try home.write("[profile guarded]\nmfa_process = sh '\(home.path)/script'\n", to: ".config/awsx/config")
            let counts = try await sandbox.counting {
                expectFailure(
                    try await home.awsx("exec", "-p", "guarded", "--", "true"), 77, saying: "MultiFactor")
            }
            #expect(try home.read("asked") == "asked\n")
            #expect(counts == ["AssumeRole": 1])
        }
    }

    @Test func `such a program gives the code on a terminal too, where it may ask`() async throws {
        try await with { home, _ in
            let script = "printf 'press a key: ' >&2; read -r key; echo \(Self.device.codes[0])"
            try home.write("[profile guarded]\nmfa_process = sh -c \"\(script)\"\n", to: ".config/awsx/config")
            let terminal = try home.terminal(
                "exec", "-p", "guarded", "--", "sh", "-c", "echo acts as $AWSX_ROLE")
            defer { terminal.end() }
            _ = try await terminal.expect("press a key: ")
            terminal.send("x\n")
            _ = try await terminal.expect("acts as Guarded")
            #expect(await terminal.wait() == 0)
        }
    }

    /// strace holds back the thread that hears signals, so that the program's end is seen first.
    ///
    /// The script starts no other program: between fork and exec, a shell's child can lose the signal.
    @Test func `a Ctrl-C that ends such a program is no failure of it`() async throws {
        try await with { home, _ in
            try home.write("echo waiting >&2; read -r code", to: "script")
            try home.write("[profile guarded]\nmfa_process = sh '\(home.path)/script'\n", to: ".config/awsx/config")
            let terminal = try Pty(
                "/usr/bin/strace",
                [
                    "-f", "-o", "/dev/null", "-e", "trace=epoll_wait,epoll_pwait", "-e",
                    "inject=epoll_wait,epoll_pwait:delay_exit=100000", try InstallPrefix.shared.get().awsx, "whoami",
                    "guarded",
                ], environment: home.environment, folder: home.path)
            defer { terminal.end() }
            _ = try await terminal.expect("waiting")
            terminal.send("\u{3}")
            #expect(await terminal.wait() == 130)
            #expect(!terminal.text.contains("mfa_process"), "\(terminal.text)")
        }
    }

    @Test func `many processes at once use one code`() async throws {
        try await with { home, sandbox in
            let counts = try await sandbox.counting {
                let crowd = try Crowd(8, in: home, "whoami", "guarded", "--mfa-code", Self.device.codes[0])
                for outcome in await crowd.outcomes() { #expect(outcome.status == 0, "\(outcome)") }
            }
            #expect(counts["AssumeRole"] == 1)
        }
    }
}
