import Engine
import Foundation
import SystemKit
import TestSupport
import Testing

/// `awsx each` as a program: real commands in many profiles of the sandbox.
@Suite struct EachTests {
    private static let all = [
        "dev-AdministratorAccess", "dev-ReadOnlyAccess", "prod-AdministratorAccess", "prod-ReadOnlyAccess",
    ]

    private func with(_ body: @Sendable (EndToEndHome) async throws -> Void) async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, _ in
            try home.configure(
                Self.all.map { name in
                    let parts = name.split(separator: "-")
                    let account = parts[0] == "dev" ? "111111111111" : "222222222222"
                    return """
                        [profile \(name)]
                        sso_session = sandbox
                        sso_account_id = \(account)
                        sso_role_name = \(parts[1])
                        region = us-east-1

                        """
                }.joined())
            try await home.signIn()
            try await body(home)
        }
    }

    private func objects(_ outcome: ProgramOutcome) -> [JSON] {
        outcome.output.split(separator: "\n").compactMap { JSON(Array($0.utf8)) }
    }

    @Test func `each line is whole, behind its profile, and on its stream`() async throws {
        try await with { home in
            let outcome = try await home.awsx(
                "each", "*Access", "--", "sh", "-c",
                "echo $AWSX_PROFILE $AWS_ACCESS_KEY_ID; sleep 0.1; printf 'no end'; echo to stderr >&2")
            #expect(outcome.status == 0, "\(outcome)")
            let lines = outcome.output.split(separator: "\n").map(String.init)
            #expect(lines.count == 8)
            for name in Self.all {
                let padded = name.padding(toLength: 24, withPad: " ", startingAt: 0)
                #expect(lines.contains { $0.hasPrefix("\(padded) | \(name) ASIA") }, "\(outcome)")
                #expect(lines.contains("\(padded) | no end"))
                #expect(outcome.error.contains("\(padded) | to stderr\n"))
            }
            #expect(outcome.error.hasSuffix("awsx: 4 runs: 4 succeeded\n"), "\(outcome)")
            // Each has keys of its own.
            #expect(Set(lines.compactMap { $0.split(separator: " ").last { $0.hasPrefix("ASIA") } }).count == 4)
            let quiet = try await home.awsx("each", "dev-*", "--quiet", "--", "true")
            #expect(quiet.status == 0 && quiet.output.isEmpty && quiet.error.isEmpty, "\(quiet)")
        }
    }

    @Test func `the status is the highest, and JSON has all of each run`() async throws {
        try await with { home in
            let outcome = try await home.awsx(
                "each", "role:ReadOnlyAccess", "dev-*", "prod-*", "--json", "--", "sh", "-c",
                "echo {account}; echo err >&2; test {profile} = dev-ReadOnlyAccess && exit 3; kill -TERM $$")
            #expect(outcome.status == 143 && outcome.error.isEmpty, "\(outcome)")
            let runs = objects(outcome).sorted { ($0["profile"]?.string ?? "") < ($1["profile"]?.string ?? "") }
            #expect(runs.map { $0["profile"]?.string } == ["dev-ReadOnlyAccess", "prod-ReadOnlyAccess"])
            #expect(runs.map { $0["status"]?.integer } == [3, 143])
            #expect(runs.map { $0["stdout"]?.string } == ["111111111111\n", "222222222222\n"])
            #expect(runs.allSatisfy { $0["stderr"]?.string == "err\n" && $0["failure"] == .null })
            #expect(runs[0]["command"]?.array?.last?.string?.contains("echo 111111111111") == true)
        }
    }

    @Test func `nothing runs in a dry run, and regions make runs of their own`() async throws {
        try await with { home in
            let dry = try await home.awsx(
                "each", "dev-*", "--regions", "eu-west-1,us-east-1", "--dry-run", "--json", "--", "touch",
                "{profile}-{region}")
            #expect(dry.status == 0 && objects(dry).count == 4, "\(dry)")
            #expect(objects(dry)[0]["command"]?.array?.last == .string("dev-AdministratorAccess-eu-west-1"))
            #expect(!home.list(".").contains { $0.hasPrefix("dev-") })
            let real = try await home.awsx(
                "each", "dev-*", "--regions", "eu-west-1,us-east-1", "--output-dir", "out/deep", "--", "sh", "-c",
                "echo $AWS_REGION {region}; echo $AWSX_PROFILE >&2")
            #expect(real.status == 0 && real.output.isEmpty, "\(real)")
            #expect(home.list("out/deep").count == 8)
            #expect(try home.read("out/deep/dev-ReadOnlyAccess.eu-west-1.out") == "eu-west-1 eu-west-1\n")
            #expect(try home.read("out/deep/dev-ReadOnlyAccess.eu-west-1.err") == "dev-ReadOnlyAccess\n")
            let wrong = try await home.awsx("each", "dev-*", "--regions", "Nowhere", "--", "true")
            #expect(wrong.status != 0 && wrong.error.contains("Nowhere"), "\(wrong)")
        }
    }

    @Test func `the first failure ends the rest, where that is asked for`() async throws {
        try await with { home in
            let outcome = try await home.awsx(
                "each", "dev-*", "--jobs", "2", "--fail-fast", "--", "sh", "-c",
                """
                case $AWSX_PROFILE in dev-Read*) until [ -e up ]; do sleep 0.05; done; exit 4;; esac
                touch up; sleep 1000 & sleep 1001
                """)
            #expect(outcome.status == 4, "\(outcome)")
            #expect(outcome.error.contains("1 failed, 1 terminated"), "\(outcome)")
            let single = try await home.awsx(
                "each", "*Access", "--jobs", "1", "--fail-fast", "--", "sh", "-c", "test $AWSX_ROLE != ReadOnlyAccess")
            #expect(single.status == 1, "\(single)")
            #expect(single.error.contains("1 succeeded, 1 failed, 2 not started"), "\(single)")
        }
    }

    @Test func `Ctrl-C reaches each once, is waited for, and is told`() async throws {
        try await with { home in
            try home.write(
                """
                import os, signal, sys, time
                count = 0
                def heard(*_):
                    global count
                    count += 1
                signal.signal(signal.SIGINT, heard)
                os.write(1, b"ready\\n")
                while count == 0: time.sleep(0.01)
                time.sleep(0.3)
                os.write(1, f"heard {count}\\n".encode())
                sys.exit(9)
                """, to: "program.py")
            let pty = try home.terminal("each", "dev-*", "prod-*", "--jobs", "2", "--", "python3", "program.py")
            defer { pty.end() }
            while pty.text.components(separatedBy: "ready").count < 3 { try await Task.sleep(for: .milliseconds(20)) }
            pty.send("\u{3}")
            _ = try await pty.expect("2 not started")
            #expect(await pty.wait() == 130, "\(pty.text)")
            #expect(pty.text.components(separatedBy: "heard 1").count == 3, "\(pty.text)")
        }
    }

    @Test func `a second Ctrl-C leaves nothing behind`() async throws {
        try await with { home in
            let pty = try home.terminal(
                "each", "dev-*", "--", "sh", "-c",
                "trap '' INT; echo ready; sleep 60 & echo $! > $AWSX_PROFILE.pid; wait; sleep 60")
            defer { pty.end() }
            while pty.text.components(separatedBy: "ready").count < 3 { try await Task.sleep(for: .milliseconds(20)) }
            pty.send("\u{3}")
            try await Task.sleep(for: .milliseconds(300))
            pty.send("\u{3}")
            #expect(await pty.wait() == 130, "\(pty.text)")
            for profile in ["dev-AdministratorAccess", "dev-ReadOnlyAccess"] {
                let number = try #require(Int32(try home.read("\(profile).pid").trimmingCharacters(in: .newlines)))
                try await eventually("it is ended") {
                    let state = (try? String(contentsOfFile: "/proc/\(number)/stat", encoding: .utf8)) ?? ""
                    return state.isEmpty || state.contains(") Z ")
                }
            }
        }
    }

    @Test func `one sign-in serves all of a session, before anything starts`() async throws {
        try await with { home in
            _ = try await home.awsx("logout", "--all")
            let outcome = try await home.awsx("each", "*Access", "--", "touch", "began-{profile}")
            #expect(outcome.status == 79 && outcome.error.contains("awsx login"), "\(outcome)")
            #expect(!home.list(".").contains { $0.hasPrefix("began") })
            let pty = try home.terminal("each", "*Access", "--", "touch", "began-{profile}")
            defer { pty.end() }
            #expect(await pty.wait() == 0, "\(pty.text)")
            #expect(pty.text.components(separatedBy: "opening your browser").count == 2, "\(pty.text)")
            #expect(home.list(".").count { $0.hasPrefix("began") } == 4)
        }
    }

    @Test func `rules bind the runs, and the log has each`() async throws {
        try await with { home in
            try home.write(
                "[rule production]\nprofile = prod-*\ntags = production\ndeny = yes\n[rule blue]\nprofile = dev-*\ntags = blue\nscope = read\n",
                to: ".config/awsx/config")
            let denied = try await home.awsx("each", "*Access", "--", "touch", "began")
            #expect(denied.status == 77 && denied.error.contains("rule production"), "\(denied)")
            #expect(!home.list(".").contains("began"))
            let allowed = try await home.awsx("each", "tag:blue", "--", "sh", "-c", "echo $AWSX_SCOPE")
            #expect(
                allowed.status == 0 && allowed.output.split(separator: "\n").allSatisfy { $0.hasSuffix("| read") },
                "\(allowed)")
            let log = objects(try await home.awsx("log", "--json"))
            #expect(log.count == 2 && log.allSatisfy { $0["kind"]?.string == "each" && $0["command"]?.string == "sh" })
        }
    }

    @Test(
        arguments: [
            (["each", "none*", "--", "true"], 66, "none of the"), (["each", "*"], 64, "needs a command after --"),
            (["each", "*", "--"], 64, "needs a command after --"),
            (["each", "*", "--", "no-such-command"], 127, "no-such-command"),
            (["each", "--", "true"], 64, "there is no terminal"),
            (["each", "*", "--jobs", "0", "--", "true"], 64, "--jobs"),
            (["each", "*", "--jobs", "1000", "--", "true"], 64, "--jobs"),
            (["each", "*", "--json", "--output-dir", "x", "--", "true"], 64, "can't be combined with"),
            (["each", "*", "--output-dir", "/proc/x", "--", "true"], 1, "/proc/x"),
        ] as [([String], Int32, String)])
    func `what can't run says why`(words: [String], status: Int32, text: String) async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        let outcome = try await Program.run(
            InstallPrefix.shared.get().awsx, words, environment: home.environment, folder: home.path)
        #expect(outcome.status == status && (outcome.error + outcome.output).contains(text), "\(outcome)")
    }

    @Test func `a person marks profiles, and is asked before very many`() async throws {
        try await with { home in
            let pty = try home.terminal("each", "--", "echo", "in {profile}")
            defer { pty.end() }
            _ = try await pty.expect("Tab marks")
            pty.send("prod\t\t\r")
            _ = try await pty.expect("2 succeeded")
            #expect(await pty.wait() == 0)
            #expect(pty.text.contains("in prod-ReadOnlyAccess") && !pty.text.contains("in dev-"), "\(pty.text)")
            try home.configure(
                (0..<21).map { "[profile many-\($0)]\naws_access_key_id = AKIA\naws_secret_access_key = s\n" }.joined())
            let asked = try home.terminal("each", "many-*", "--", "touch", "began-{profile}")
            defer { asked.end() }
            _ = try await asked.expect("Run this 21 times? [y/N]")
            asked.send("n\r")
            #expect(await asked.wait() == 130, "\(asked.text)")
            #expect(!home.list(".").contains { $0.hasPrefix("began") })
        }
    }

    /// Forty profiles, or two hundred in a long run, of accounts that the test gives.
    @Test func `faults and throttling are waited out, and every result is there`() async throws {
        let count = TestRunLength.count(40, long: 200)
        func account(_ number: Int) -> String { "\(100_000_000_000 + number)" }
        let accounts = (0..<count).map {
            #"{"accountId": "\#(account($0))", "accountName": "a\#($0)", "emailAddress": "a@b.example", "roles": ["R"]}"#
        }.joined(separator: ",")
        let state = """
            {"accounts": [\(accounts)], "requestsPerSecond": 30, "faults": [
                {"operation": "GetRoleCredentials", "kind": "status", "status": 500, "probability": 0.05}]}
            """
        try await EndToEndHome.with(["--auto-approve", "visit"], state: state) { home, _ in
            try home.configure(
                (0..<count).map {
                    """
                    [profile many-\($0)]
                    sso_session = sandbox
                    sso_account_id = \(account($0))
                    sso_role_name = R

                    """
                }.joined())
            try await home.signIn()
            let outcome = try await home.awsx(
                "each", "many-*", "--jobs", "20", "--json", "--", "sh", "-c", "echo {account} $AWSX_PROFILE")
            #expect(outcome.status == 0, "\(outcome.output.prefix(1500))")
            let said = Set(objects(outcome).compactMap { $0["stdout"]?.string })
            #expect(said == Set((0..<count).map { "\(account($0)) many-\($0)\n" }))
        }
    }

    @Test func `a flood is cut in JSON, and comes whole otherwise`() async throws {
        let home = try EndToEndHome(config: "[profile k]\naws_access_key_id = AKIA\naws_secret_access_key = s\n")
        defer { home.remove() }
        // More than is kept; a gigabyte in a long run.
        let size = TestRunLength.count(9, long: 1000) * 1_000_000
        let flood = "yes \(String(repeating: "x", count: 99)) | head -c \(size)"
        let whole = try await Program.run(
            "/bin/sh", ["-c", "awsx each k -- sh -c '\(flood)' 2>/dev/null | wc -l"],
            environment: home.environment, folder: home.path, limit: .seconds(300))
        #expect(whole.output == "\(size / 100)\n", "\(whole)")
        guard TestRunLength.isLong else { return }
        let json = try await home.awsx("each", "k", "--json", "--", "sh", "-c", flood, limit: .seconds(300))
        let run = try #require(json.json)
        #expect(run["isCut"] == .bool(true) && run["stdout"]?.string?.utf8.count == 8 << 20)
    }
}
