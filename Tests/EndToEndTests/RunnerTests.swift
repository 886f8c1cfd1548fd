import Engine
import SystemKit
import TestSupport
import Testing

/// The tests' own runner, without which no other test here means anything.
@Suite struct RunnerTests {
    @Test func `a program sees what it was given and nothing else`() async throws {
        let outcome = try await Program.run(
            "/usr/bin/env", environment: .init(["A": "1", "B": "two words"]))
        #expect(outcome.status == 0)
        #expect(outcome.output == "A=1\nB=two words\n")
    }

    @Test func `a status, a signal and a time limit are told apart`() async throws {
        #expect(try await Program.shell("exit 7").status == 7)
        #expect(try await Program.shell("kill -TERM $$").status == 143)
        #expect(try await Program.shell("sleep 60", limit: .milliseconds(50)).status == 137)
    }

    @Test func `the core and its sandbox work from the staged prefix`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, sandbox in
            let login = try await home.awsx("login", "dev-AdministratorAccess")
            #expect(login.status == 0, "\(login)")
            let whoami = try await home.awsx("whoami", "dev-AdministratorAccess", "--json")
            #expect(whoami.json?["accountId"]?.string == "111111111111", "\(whoami)")
            #expect(try sandbox.counts()["GetCallerIdentity"] == 1)
        }
    }

    @Test func `a program on a terminal is typed to`() async throws {
        let pty = try Pty(
            "/bin/sh", ["-c", "test -t 0 && test -t 2 && stty size && read word && echo got $word"],
            environment: Program.environment())
        _ = try await pty.expect("40 200")
        pty.send("hello\n")
        #expect(await pty.wait() == 0)
        #expect(pty.text.contains("got hello"))
    }
}
