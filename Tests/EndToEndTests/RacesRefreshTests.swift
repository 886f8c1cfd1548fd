import Foundation
import TestSupport
import Testing

/// Any number of processes that need a new token ask for one.
@Suite(.serialized) struct RacesRefreshTests {
    @Test(arguments: [
        ["exec", "-p", "dev-AdministratorAccess", "--", "true"],
        ["credential-process", "dev-AdministratorAccess"],
    ])
    func `a crowd at once on an expired token make one refresh and one request for keys`(
        words: [String]
    ) async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, sandbox in
            try await home.signIn()
            try home.ageToken()
            let counts = try await sandbox.counting {
                let outcomes = try await Crowd(in: home) { _ in words }.outcomes()
                #expect(outcomes.statuses == [0: Crowd.size], "\(outcomes.first { $0.status != 0 }?.description ?? "")")
                #expect(outcomes.allSatisfy { $0.error.isEmpty })
            }
            #expect(counts == ["CreateToken": 1, "CreateToken.refresh_token": 1, "GetRoleCredentials": 1])
        }
    }

    @Test func `a crowd over five roles make one refresh and a request for each role`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, sandbox in
            try await home.signIn()
            try home.ageToken()
            let profiles = EndToEndHome.pairs.map { "\($0.0)-\($0.2)" }
            let counts = try await sandbox.counting {
                let outcomes = try await Crowd(in: home) { ["env", profiles[$0 % 5]] }.outcomes()
                #expect(outcomes.statuses == [0: Crowd.size])
            }
            #expect(counts == ["CreateToken": 1, "CreateToken.refresh_token": 1, "GetRoleCredentials": 5])
        }
    }

    @Test func `a crowd on a refused refresh end alike after one request, and nobody signs in`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, sandbox in
            try await home.signIn()
            try home.ageToken()
            try sandbox.revoke("sessions")
            let tokenBefore = try home.read(EndToEndHome.tokenFile)
            let counts = try await sandbox.counting {
                let outcomes = try await Crowd(in: home, "exec", "-p", "dev-AdministratorAccess", "true")
                    .outcomes()
                #expect(outcomes.statuses == [79: Crowd.size])
                #expect(outcomes.allSatisfy { $0.error.contains("awsx login dev-AdministratorAccess") })
            }
            #expect(counts == ["CreateToken": 1, "CreateToken.refresh_token": 1])
            #expect(try home.read(EndToEndHome.tokenFile) == tokenBefore)
        }
    }

    @Test func `two sessions don't wait for each other`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, sandbox in
            try home.configure(
                """
                [sso-session second]
                sso_start_url = https://sandbox.awsapps.com/start
                sso_region = us-east-1
                sso_registration_scopes = sso:account:access
                [profile second]
                sso_session = second
                sso_account_id = 222222222222
                sso_role_name = ReadOnlyAccess
                """)
            try await home.signIn()
            try await home.signIn("second")
            try home.ageToken()
            let holder = try RunningProgram(
                "/usr/bin/flock",
                words: ["flock", "\(home.path)/\(EndToEndHome.tokenLock)", "sleep", "600"].map { Array($0.utf8) },
                environment: home.environment, streams: [.nothing, .nothing, .nothing])
            defer { holder.sendAll(signal: SIGKILL) }
            let free = try await home.awsx("exec", "-p", "second", "--", "true")
            #expect(free.status == 0, "\(free)")
            let held = try Crowd(1, in: home, "exec", "-p", "dev-AdministratorAccess", "--", "true")
            let again = try await home.awsx("env", "second")
            #expect(again.status == 0, "\(again)")
            #expect(!held.members[0].program.hasEnded)
            holder.sendAll(signal: SIGKILL)
            #expect(await held.outcomes().statuses == [0: 1])
        }
    }

    /// botocore refreshes without a lock and may spend the refresh token that awsx has just read. Its own processes can
    /// lose that race; awsx's must not, and the session must be whole after it.
    @Test func `a refresh beside botocore's loses neither awsx's commands nor the session`() async throws {
        let script = """
            import botocore.session, os, time
            client = botocore.session.Session(profile="dev-AdministratorAccess")
            open("ready-%d" % os.getpid(), "w").close()
            while not os.path.exists("go"): time.sleep(0.001)
            print(client.get_credentials().get_frozen_credentials().access_key)
            """
        let python = try await Self.pythonOfTests()
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, sandbox in
            try await home.signIn()
            try home.write(script, to: "client.py")
            var theirs: [Int32: Int] = [:]
            var refreshes: [Int] = []
            for round in 0..<TestRunLength.count(4, long: 8) {
                try home.ageToken()
                try sandbox.set(#"{"latencyMs": \#(round % 4 * 40 + round / 4 * 20)}"#)
                let counts = try await sandbox.counting {
                    async let first = home.run(python, "client.py")
                    async let second = home.run(python, "client.py")
                    async let third = home.run(python, "client.py")
                    try await eventually("they are ready") {
                        home.list("").count { $0.hasPrefix("ready-") } == 3
                    }
                    try home.write("", to: "go")
                    let crowd = try Crowd(10, in: home) { _ in ["exec", "-p", "dev-ReadOnlyAccess", "true"] }
                    let ours = await crowd.outcomes()
                    #expect(
                        ours.statuses == [0: 10], "\(round): \(ours.first { $0.status != 0 }?.description ?? "")")
                    for outcome in try await [first, second, third] { theirs[outcome.status, default: 0] += 1 }
                }
                refreshes.append(counts["CreateToken.refresh_token"] ?? 0)
                for name in home.list("") where name.hasPrefix("ready-") || name == "go" { try home.delete(name) }
                try home.ageToken()
                let after = try await home.awsx("exec", "-p", "dev-AdministratorAccess", "true")
                #expect(after.status == 0, "round \(round): \(after)")
            }
            print("beside botocore: refresh requests a round \(refreshes); statuses of its processes: \(theirs)")
        }
    }

    /// Twenty processes, or five hundred in a long run: half of them awsx, the others boto3 and the AWS CLI as they are, on
    /// one session whose token ends twice. What the others lose is told; awsx loses nothing.
    @Test(.timeLimit(.minutes(10))) func `awsx, boto3 and the AWS CLI in a crowd lose awsx no session`() async throws {
        let waves = TestRunLength.count(2, long: 10)
        let size = TestRunLength.count(10, long: 50)
        let lifetime = TestRunLength.count(4, long: 25)
        let python = try await Self.pythonOfTests()
        let state = #"{"lifetimes": {"accessToken": \#(lifetime), "roleCredentials": \#(lifetime)}}"#
        try await EndToEndHome.with(["--auto-approve", "visit"], state: state) { home, sandbox in
            try await home.signIn()
            try home.write("import boto3\nprint(boto3.client('sts').get_caller_identity()['Arn'])\n", to: "client.py")
            let environment = home.environment.setting([
                "AWS_PROFILE": "dev-AdministratorAccess", "AWS_ENDPOINT_URL": sandbox.url,
            ])
            let profiles = EndToEndHome.pairs.map { "\($0.0)-\($0.2)" }
            var ours: [Int32: Int] = [:]
            var theirs: [Int32: Int] = [:]
            let start = ContinuousClock.now
            for wave in 0..<waves {
                let outcomes = try await withThrowingTaskGroup(of: (Bool, ProgramOutcome).self) { group in
                    for number in 0..<size {
                        group.addTask {
                            let words: [String]
                            switch number % 10 {
                            case 0..<5:
                                words = [
                                    try InstallPrefix.shared.get().awsx, "exec", "-p", profiles[number % 5],
                                    "--no-login",
                                    "--", "true",
                                ]
                            case 5..<8: words = [python, "client.py"]
                            default: words = ["/usr/bin/aws", "sts", "get-caller-identity"]
                            }
                            return (
                                number % 10 < 5,
                                try await Program.run(
                                    words[0], Array(words.dropFirst()), environment: environment, folder: home.path,
                                    limit: .seconds(120))
                            )
                        }
                    }
                    var all: [(Bool, ProgramOutcome)] = []
                    for try await outcome in group { all.append(outcome) }
                    return all
                }
                for (isOurs, outcome) in outcomes {
                    if isOurs { ours[outcome.status, default: 0] += 1 } else { theirs[outcome.status, default: 0] += 1 }
                    if isOurs, outcome.status != 0 { Issue.record("wave \(wave): \(outcome)") }
                }
                // Both ends of the token fall between waves, however fast this machine is.
                let due = lifetime * (wave + 1) / max(1, waves / 2)
                let left = Duration.seconds(due) - (ContinuousClock.now - start)
                if left > .zero { try await Task.sleep(for: left) }
            }
            #expect(ours == [0: waves * size / 2])
            let after = try await home.awsx("exec", "-p", "dev-AdministratorAccess", "--no-login", "--", "true")
            #expect(after.status == 0, "the session is whole: \(after)")
            print("\(waves * size) processes in \(waves) waves: awsx \(ours), boto3 and the AWS CLI \(theirs)")
        }
    }

    /// The interpreter that has botocore, by its real path: a shim would need the tester's own HOME.
    private static func pythonOfTests() async throws -> String {
        let found = try await PythonScript.run("import botocore, sys; print(sys.executable)")
        return found.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
