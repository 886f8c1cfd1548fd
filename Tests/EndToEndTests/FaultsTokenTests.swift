import Engine
import SystemKit
import TestSupport
import Testing

/// What goes wrong when a token is renewed.
@Suite struct FaultsTokenTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let fault: String
        /// With an expired token.
        let status: Int32
        let requests: Int

        var testDescription: String { fault }
    }

    static let rows = [
        Row(fault: #""kind": "status", "status": 429, "retryAfter": 1, "count": 1"#, status: 0, requests: 2),
        Row(fault: #""kind": "status", "status": 429, "retryAfter": 900"#, status: 75, requests: 1),
        Row(fault: #""kind": "status", "status": 500"#, status: 69, requests: 3),
        Row(fault: #""kind": "html""#, status: 69, requests: 1),
        Row(fault: #""kind": "garbage""#, status: 69, requests: 1),
        Row(fault: #""kind": "empty""#, status: 69, requests: 1),
        Row(fault: #""kind": "status", "status": 400, "code": "InvalidGrantException""#, status: 79, requests: 1),
        Row(fault: #""kind": "status", "status": 401, "code": "InvalidClientException""#, status: 79, requests: 1),
        Row(fault: #""kind": "status", "status": 400, "code": "ExpiredTokenException""#, status: 79, requests: 1),
    ]

    @Test(arguments: rows)
    func `a refresh that fails ends as its kind does, and the token stays as it was`(row: Row) async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, sandbox in
            try await home.signIn()
            try home.ageToken()
            let before = try home.read(EndToEndHome.tokenFile)
            try sandbox.set(#"{"faults": [{"operation": "CreateToken.refresh_token", \#(row.fault)}]}"#)
            let counts = try await sandbox.counting {
                let run = try await home.awsx("exec", "-p", "dev-ReadOnlyAccess", "true")
                if row.status == 0 {
                    #expect(run.status == 0, "\(run)")
                } else {
                    expectFailure(
                        run, row.status, saying: row.status == 79 ? "awsx login dev-ReadOnlyAccess" : sandbox.url)
                    #expect(try home.read(EndToEndHome.tokenFile) == before)
                }
            }
            #expect(counts["CreateToken.refresh_token"] == row.requests)
        }
    }

    @Test(arguments: rows.filter { $0.status != 0 })
    func `a refresh that fails is a warning while the token is good`(row: Row) async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, sandbox in
            try await home.signIn()
            try home.ageToken(secondsLeft: 600)
            let before = try home.read(EndToEndHome.tokenFile)
            try sandbox.set(#"{"faults": [{"operation": "CreateToken.refresh_token", \#(row.fault)}]}"#)
            let run = try await home.awsx("exec", "-p", "dev-ReadOnlyAccess", "--", "echo", "ran")
            #expect(run.status == 0 && run.output == "ran\n", "\(run)")
            #expect(run.errorLines.count == 1 && run.error.contains("could not renew the token"), "\(run)")
            #expect(try home.read(EndToEndHome.tokenFile) == before)
        }
    }

    @Test func `a refresh without a new refresh token keeps the old one`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"], state: #"{"returnRefreshToken": false}"#) {
            home, sandbox in
            try sandbox.set(#"{"returnRefreshToken": true}"#)
            try await home.signIn()
            let old = try home.json(EndToEndHome.tokenFile)["refreshToken"]?.string
            #expect(old != nil)
            try sandbox.set(#"{"returnRefreshToken": false}"#)
            for _ in 0..<2 {
                try home.ageToken()
                let token = try await home.awsx("token")
                #expect(token.status == 0, "\(token)")
                #expect(try home.json(EndToEndHome.tokenFile)["refreshToken"]?.string == old)
            }
        }
    }

    @Test(arguments: [[], ["--use-device-code"]])
    func `a sign-in after the registration was revoked works at once, or after one failure`(
        flow: [String]
    ) async throws {
        try await EndToEndHome.with(["--auto-approve", "always"]) { home, sandbox in
            try await home.signIn()
            let words = ["login", "--force"] + flow
            if !flow.isEmpty { #expect(try await awsx(home, words).status == 0) }
            try sandbox.revoke("registrations")
            let first = try Crowd(1, in: home) { _ in words }
            if flow.isEmpty {
                // The page says so to the person, who then stops the wait.
                try await eventually("the address is shown") { first.members[0].error.contains("Waiting for you") }
                try await eventually("the page is opened") { try sandbox.counts()["Authorize"] ?? 0 == 2 }
                first.members[0].program.send(signal: 2)
            }
            _ = await first.outcomes()
            let second = try await awsx(home, words)
            #expect(second.status == 0, "\(second)")
        }
    }

    private func awsx(_ home: EndToEndHome, _ words: [String]) async throws -> ProgramOutcome {
        try await Program.run(try InstallPrefix.shared.get().awsx, words, environment: home.environment)
    }

    @Test func `a token of one second is renewed at every use`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"], state: #"{"lifetimes": {"accessToken": 1}}"#) {
            home, sandbox in
            try await home.signIn()
            for number in 1...2 {
                let end = try #require(
                    home.json(EndToEndHome.tokenFile)["expiresAt"]?.string.flatMap { Instant(iso8601: $0) })
                try await eventually("the token ends") { WallClock.system.now() > end }
                let run = try await home.awsx("token")
                #expect(run.status == 0, "\(run)")
                #expect(try sandbox.counts()["CreateToken.refresh_token"] == number)
            }
        }
    }
}
