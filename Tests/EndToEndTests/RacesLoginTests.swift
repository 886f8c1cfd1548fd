import Foundation
import TestSupport
import Testing

/// Any number of processes that need the same sign-in make one.
@Suite(.serialized) struct RacesLoginTests {
    @Test func `a crowd of logins at once open one tab`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, sandbox in
            let counts = try await sandbox.counting {
                let outcomes = try await Crowd(in: home, "login").outcomes()
                #expect(outcomes.statuses == [0: Crowd.size], "\(outcomes.first { $0.status != 0 }?.description ?? "")")
            }
            #expect(
                counts == ["RegisterClient": 1, "Authorize": 1, "CreateToken": 1, "CreateToken.authorization_code": 1])
        }
    }

    /// How the one sign-in that all wait for ends, what the leader's status is and what the others'.
    enum End: CaseIterable {
        case allowed, denied, interrupted, terminated, killed

        var statuses: (leader: Int32, others: Int32) {
            switch self {
            case .allowed: (0, 0)
            case .denied: (77, 77)
            case .interrupted: (130, 130)
            case .terminated: (143, 130)
            case .killed: (137, 75)
            }
        }
    }

    @Test(arguments: End.allCases)
    func `whoever waits for a sign-in ends as it ends and starts none`(end: End) async throws {
        try await EndToEndHome.with { home, sandbox in
            let browser = try home.heldBrowser()
            let counts = try await sandbox.counting {
                let crowd = try Crowd(in: home, setting: ["BROWSER": browser], "login")
                let leader = try await crowd.leader()
                try await eventually("the tab is opened") { home.tabs.count == 1 }
                switch end {
                case .allowed: try await home.press("allow")
                case .denied: try await home.press("deny")
                case .interrupted: leader.program.send(signal: SIGINT)
                case .terminated: leader.program.send(signal: SIGTERM)
                case .killed: leader.program.send(signal: SIGKILL)
                }
                let outcomes = await crowd.outcomes()
                let (first, others) = end.statuses
                #expect(
                    outcomes.statuses == (first == others ? [first: Crowd.size] : [first: 1, others: Crowd.size - 1]))
                if others != 0 {
                    #expect(
                        outcomes.filter { $0.error.contains("→ awsx login --session sandbox") }.count >= Crowd.size - 1)
                }
            }
            #expect(home.tabs.count == 1)
            #expect(counts["Authorize"] ?? 0 == (end == .allowed || end == .denied ? 1 : 0))
            #expect(counts["RegisterClient"] == 1)
        }
    }

    @Test func `Ctrl-C on the leader's terminal ends all`() async throws {
        try await EndToEndHome.with { home, _ in
            let browser = try home.heldBrowser()
            let terminal = try home.terminal("login", setting: ["BROWSER": browser])
            _ = try await terminal.expect("Waiting for you")
            let crowd = try Crowd(5, in: home, setting: ["BROWSER": browser], "login")
            try await eventually("they wait") { crowd.waiting.count == 5 }
            // One who waits may go without disturbing the others.
            crowd.members[0].program.send(signal: SIGINT)
            #expect(await crowd.members[0].program.wait() == 130)
            #expect(!terminal.program.hasEnded)
            terminal.send("\u{3}")
            #expect(await terminal.wait() == 130)
            #expect(await crowd.outcomes().statuses == [130: 5])
            #expect(home.tabs.count == 1)
        }
    }

    @Test func `exec without a terminal waits for a sign-in under way, credential-process doesn't`() async throws {
        try await EndToEndHome.with { home, _ in
            let browser = try home.heldBrowser()
            let login = try Crowd(1, in: home, setting: ["BROWSER": browser], "login")
            try await eventually("the tab is opened") { home.tabs.count == 1 }
            let runs = try Crowd(20, in: home, "exec", "-p", "dev-AdministratorAccess", "--", "echo", "ran")
            try await eventually("they wait") { runs.waiting.count == 20 }
            let process = try await home.awsx("credential-process", "dev-AdministratorAccess")
            #expect(process.status == 79, "\(process)")
            try await home.press("allow")
            #expect(await login.outcomes().statuses == [0: 1])
            let outcomes = await runs.outcomes()
            #expect(outcomes.statuses == [0: 20])
            #expect(outcomes.allSatisfy { $0.output == "ran\n" })
        }
    }

    @Test func `a sign-in to one session doesn't wait for another's`() async throws {
        try await EndToEndHome.with { home, sandbox in
            let browser = try home.heldBrowser()
            try home.configure(
                """
                [sso-session second]
                sso_start_url = https://sandbox.awsapps.com/start
                sso_region = us-east-1
                sso_registration_scopes = sso:account:access
                """)
            let first = try Crowd(1, in: home, setting: ["BROWSER": browser], "login")
            try await eventually("the tab is opened") { home.tabs.count == 1 }
            let second = try Crowd(1, in: home, setting: ["BROWSER": browser], "login", "--session", "second")
            try await home.press("allow", tab: 1)
            #expect(await second.outcomes().statuses == [0: 1])
            #expect(!first.members[0].program.hasEnded)
            try await home.press("allow", tab: 0)
            #expect(await first.outcomes().statuses == [0: 1])
        }
    }

    @Test(arguments: [#"{"code": "ok"}"#, #"{"code": "login-refused", "message": "no"}"#, "", "\u{0}garbage"])
    func `whoever meets the lock while somebody reads how the last sign-in went makes its own`(
        note: String
    ) async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, sandbox in
            try home.write(note, to: EndToEndHome.loginLock)
            let login = try await home.shell("flock \(EndToEndHome.loginLock) sleep 0.3 & sleep 0.1; awsx login")
            #expect(login.status == 0, "\(login)")
            #expect(try sandbox.counts()["Authorize"] == 1)
        }
    }

    @Test func `a sign-in after one that was killed is a new one`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, sandbox in
            try home.write(#"{"process": 1, "since": "2026-11-21T12:00:00Z"}"#, to: EndToEndHome.loginLock)
            let run = try await home.awsx("exec", "-p", "dev-AdministratorAccess", "true")
            #expect(run.status == 79, "\(run)")
            #expect(!run.error.contains("in progress"))
            let outcomes = try await Crowd(10, in: home, "login").outcomes()
            #expect(outcomes.statuses == [0: 10])
            #expect(try sandbox.counts()["Authorize"] == 1)
        }
    }
}
