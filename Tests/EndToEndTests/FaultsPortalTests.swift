import TestSupport
import Testing

/// What goes wrong between awsx and the portal when keys are asked for.
@Suite struct FaultsPortalTests {
    /// A fault of GetRoleCredentials, what the command ends with, and how many requests that took.
    struct Row: Sendable, CustomTestStringConvertible {
        let fault: String
        let status: Int32
        let requests: Int
        var says: [String] = []
        var seconds = 0

        var testDescription: String { fault }
    }

    static let rows = [
        Row(
            fault: #""kind": "status", "status": 429, "retryAfter": 1, "count": 1"#, status: 0, requests: 2, seconds: 1),
        Row(fault: #""kind": "status", "status": 429"#, status: 75, requests: 3, says: ["TooManyRequestsException"]),
        Row(fault: #""kind": "status", "status": 429, "retryAfter": 3600"#, status: 75, requests: 1, says: ["3600 s"]),
        Row(fault: #""kind": "status", "status": 500, "count": 2"#, status: 0, requests: 3),
        Row(fault: #""kind": "status", "status": 500"#, status: 69, requests: 3, says: ["InternalServerException"]),
        Row(fault: #""kind": "status", "status": 503"#, status: 69, requests: 3),
        Row(fault: #""kind": "reset", "count": 2"#, status: 0, requests: 3),
        Row(fault: #""kind": "reset""#, status: 69, requests: 3),
        Row(fault: #""kind": "truncate""#, status: 69, requests: 3),
        Row(fault: #""kind": "html""#, status: 69, requests: 1),
        Row(fault: #""kind": "html", "status": 403"#, status: 77, requests: 1),
        Row(fault: #""kind": "html", "status": 502"#, status: 69, requests: 3, says: ["502"]),
        Row(fault: #""kind": "empty""#, status: 69, requests: 1),
        Row(fault: #""kind": "garbage""#, status: 69, requests: 1),
        Row(
            fault: #""kind": "status", "status": 403"#, status: 77, requests: 1,
            says: ["111111111111", "ReadOnlyAccess"]),
        Row(
            fault: #""kind": "status", "status": 404"#, status: 66, requests: 1,
            says: ["111111111111", "ReadOnlyAccess"]),
        Row(fault: #""kind": "status", "status": 400"#, status: 1, requests: 1, says: ["InvalidRequestException"]),
    ]

    @Test(arguments: rows)
    func `a fault of the portal ends as its kind does, and its address is told`(row: Row) async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, sandbox in
            try await home.signIn()
            let files = try home.modes().keys.sorted()
            try sandbox.set(#"{"faults": [{"operation": "GetRoleCredentials", \#(row.fault)}]}"#)
            let start = ContinuousClock.now
            let counts = try await sandbox.counting {
                let run = try await home.awsx("exec", "-p", "dev-ReadOnlyAccess", "--", "echo", "ran")
                if row.status == 0 {
                    #expect(run.status == 0 && run.output == "ran\n", "\(run)")
                } else {
                    expectFailure(run, row.status, saying: "\(sandbox.url)/federation/credentials")
                    for word in row.says { #expect(run.error.contains(word), "\(run)") }
                }
            }
            #expect(counts["GetRoleCredentials"] == row.requests)
            // It may take longer on a busy machine, never shorter.
            #expect(ContinuousClock.now - start >= .seconds(row.seconds))
            if row.status != 0 {
                let left = try home.modes().keys.sorted().filter { !$0.hasSuffix(".lock") }
                #expect(left == files.filter { !$0.hasSuffix(".lock") })
            }
            // Nothing of it stays.
            try sandbox.set(#"{"faults": []}"#)
            let after = try await home.awsx("exec", "-p", "dev-ReadOnlyAccess", "--", "echo", "ran")
            #expect(after.output == "ran\n", "\(after)")
        }
    }

    @Test func `a silent portal is given up after the time limit`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, sandbox in
            try await home.signIn()
            try sandbox.set(#"{"faults": [{"operation": "GetRoleCredentials", "kind": "hang"}]}"#)
            let counts = try await sandbox.counting {
                let run = try await home.awsx(
                    "exec", "-p", "dev-ReadOnlyAccess", "true",
                    setting: ["AWSX_READ_TIMEOUT": "1", "AWS_MAX_ATTEMPTS": "2"]
                )
                expectFailure(run, 69, saying: sandbox.url)
            }
            #expect(counts["GetRoleCredentials"] == 2)
        }
    }

    @Test(arguments: [(1, 0), (2, 79)] as [(Int, Int32)])
    func `a token that the portal refuses is renewed once and tried once more`(times: Int, status: Int32) async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, sandbox in
            try await home.signIn()
            try sandbox.set(
                #"{"faults": [{"operation": "GetRoleCredentials", "kind": "status", "status": 401, "count": \#(times)}]}"#
            )
            let counts = try await sandbox.counting {
                let run = try await home.awsx("exec", "-p", "dev-ReadOnlyAccess", "true")
                if status == 0 {
                    #expect(run.status == 0, "\(run)")
                } else {
                    expectFailure(run, status, saying: "awsx login")
                }
            }
            #expect(counts == ["CreateToken": 1, "CreateToken.refresh_token": 1, "GetRoleCredentials": 2])
        }
    }

    @Test func `short-lived keys are used with a word about it, unless more was asked for`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"], state: #"{"lifetimes": {"roleCredentials": 60}}"#) {
            home, _ in
            try await home.signIn()
            let run = try await home.awsx("exec", "-p", "dev-ReadOnlyAccess", "--", "echo", "ran")
            #expect(run.status == 0 && run.output == "ran\n", "\(run)")
            #expect(run.errorLines.count == 1 && run.error.contains("the credentials expire in"), "\(run)")
            expectFailure(
                try await home.awsx("exec", "--min-ttl", "5m", "-p", "dev-ReadOnlyAccess", "true"), 75,
                saying: "--min-ttl")
        }
    }

    @Test func `a portal whose clock is slow gives keys that are past, which is said`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, sandbox in
            try await home.signIn()
            try sandbox.set(#"{"clockOffset": -7200}"#)
            expectFailure(try await home.awsx("exec", "-p", "dev-ReadOnlyAccess", "true"), 75, saying: "clock")
        }
    }

    @Test func `a portal whose clock is fast has the token renewed`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, sandbox in
            try await home.signIn()
            try sandbox.set(#"{"clockOffset": 7200}"#)
            let run = try await home.awsx("exec", "-p", "dev-ReadOnlyAccess", "true")
            #expect(run.status == 0, "\(run)")
            #expect(try sandbox.counts()["CreateToken.refresh_token"] == 1)
        }
    }
}
