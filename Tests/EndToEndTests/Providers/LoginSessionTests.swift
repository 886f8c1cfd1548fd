import Engine
import Foundation
import TestSupport
import Testing

/// Sessions that `aws login` opened (<doc:LoginSessions>).
@Suite(.serialized) struct LoginSessionTests {
    private static let arn = "arn:aws:iam::111111111111:user/bob"
    private static let config = "[profile web]\nlogin_session = \(arn)\nregion = us-east-1\n"

    @Test func `Keys with time left are shared with botocore, without a request and without awsx-connect`() async throws
    {
        try await EndToEndHome.with(config: Self.config) { home, sandbox in
            let file = try home.login(Self.arn, with: sandbox, secondsLeft: 600)
            let before = try home.read(file)
            let counts = try await sandbox.counting {
                let ours = try await home.awsx("credential-process", "web")
                #expect(ours.status == 0, "\(ours)")
                #expect(ours.json?["AccountId"]?.string == "111111111111")
                #expect(try await home.awsx("exec", "-v", "-p", "web", "true").error.contains("provider login"))
            }
            #expect(counts.isEmpty)
            #expect(try home.read(file) == before)
            #expect(home.list(".aws/login/cache").count == 1)
        }
    }

    @Test func `botocore goes on with what awsx renewed, and the other way round`() async throws {
        try await EndToEndHome.with(config: Self.config) { home, sandbox in
            let file = try home.login(Self.arn, with: sandbox, secondsLeft: -1)
            let before = try home.json(file)
            let ours = try await home.awsx("credential-process", "web")
            #expect(ours.status == 0, "\(ours)")
            let after = try home.json(file)
            #expect(after.members?.map(\.name) == before.members?.map(\.name))
            #expect(after["refreshToken"] != before["refreshToken"])
            #expect(after["dpopKey"] == before["dpopKey"])
            #expect(try home.modes()[file] == 0o600)
            let counts = try await sandbox.counting {
                let theirs = try await home.botocore("web")
                #expect(theirs?["method"]?.string == "login")
                #expect(isSame(ours, theirs))
            }
            #expect(counts.isEmpty)
            _ = try home.login(Self.arn, with: sandbox, secondsLeft: -1)
            let theirs = try await home.botocore("web")
            #expect(isSame(try await home.awsx("credential-process", "web"), theirs))
        }
    }

    @Test func `Forty at once make one renewal`() async throws {
        try await EndToEndHome.with(config: Self.config) { home, sandbox in
            _ = try home.login(Self.arn, with: sandbox, secondsLeft: -1)
            let counts = try await sandbox.counting {
                let outcomes = try await Crowd(40, in: home, "credential-process", "web").outcomes()
                #expect(outcomes.statuses == [0: 40], "\(outcomes.first { $0.status != 0 }?.description ?? "")")
                #expect(Set(outcomes.map(\.output)).count == 1)
            }
            #expect(counts == ["CreateOAuth2Token": 1, "CreateOAuth2Token.refresh_token": 1])
        }
    }

    @Test func `A session that is over needs aws login, and is asked for once`() async throws {
        try await EndToEndHome.with(config: Self.config) { home, sandbox in
            let file = try home.login(Self.arn, with: sandbox, secondsLeft: -1)
            let before = try home.read(file)
            try sandbox.revoke("logins")
            let counts = try await sandbox.counting {
                let outcomes = try await Crowd(20, in: home, "env", "web").outcomes()
                #expect(outcomes.statuses == [79: 20], "\(outcomes[0])")
                for outcome in outcomes { expectFailure(outcome, 79, saying: "awsx login web") }
            }
            #expect(counts["CreateOAuth2Token"] == 1)
            #expect(try home.read(file) == before)
        }
    }

    @Test func `No session, a broken file and no region are told with what mends them`() async throws {
        try await EndToEndHome.with(config: Self.config.replacing("region = us-east-1\n", with: "")) { home, sandbox in
            expectFailure(try await home.awsx("env", "web"), 79, saying: "awsx login web", ".aws/config:2")
            let file = try home.login(Self.arn, with: sandbox, secondsLeft: -1)
            expectFailure(try await home.awsx("env", "web"), 78, saying: "without a region", "region = REGION")
            #expect(try await home.awsx("env", "web", "--region", "us-east-1").status == 0)
            try home.write("{", to: file)
            expectFailure(try await home.awsx("env", "web"), 79, saying: "awsx login web", file)
        }
    }

    @Test func `A service in trouble is unreachable, and keys that still live are used`() async throws {
        try await EndToEndHome.with(config: Self.config) { home, sandbox in
            let file = try home.login(Self.arn, with: sandbox, secondsLeft: 200)
            // What was written this minute is not renewed.
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSinceNow: -120)], ofItemAtPath: "\(home.path)/\(file)")
            var settings = SandboxSettings()
            settings.faults = [#"{"operation": "CreateOAuth2Token", "kind": "status", "status": 500}"#]
            try sandbox.set(settings.state)
            let live = try await home.awsx("exec", "-p", "web", "true")
            #expect(live.status == 0, "\(live)")
            #expect(live.error.contains("its current keys are still valid"))
            _ = try home.login(Self.arn, with: sandbox, secondsLeft: -1)
            expectFailure(try await home.awsx("env", "web"), 69, saying: "CreateOAuth2Token")
        }
    }
}
