#if os(Linux)
    import Engine
    import Foundation
    import SystemKit
    import TestSupport
    import Testing

    /// A day of runs by awsx, boto3 and botocore on the same files, in which tokens and keys end many times over: no run
    /// fails, no file is lost, and nobody has to sign in before the session's end.
    @Suite(.serialized) struct WorkingDayTests {
        /// A way to credentials, and as whom it acts.
        private enum Way: String, CaseIterable {
            case sso = "dev-ReadOnlyAccess"
            case login = "signed-in"
            case role = "behind-sso"
            case webIdentity = "web"
            case process

            var identity: String {
                switch self {
                case .sso: "arn:aws:sts::111111111111:assumed-role/AWSReservedSSO_ReadOnlyAccess_"
                case .login: "arn:aws:iam::111111111111:user/bob"
                case .role: "arn:aws:sts::222222222222:assumed-role/Deploy/"
                case .webIdentity: "arn:aws:sts::222222222222:assumed-role/Web/"
                case .process: "arn:aws:sts::111111111111:assumed-role/AWSReservedSSO_AdministratorAccess_"
                }
            }
        }

        private enum Tool: CaseIterable {
            case awsx
            case boto3
            /// The newer one, by itself.
            case botocore
        }

        private static let day: Int64 = 24 * 3600
        private static let session: Int64 = 8 * 3600
        private static let loginSession: Int64 = 12 * 3600
        private static let config = """
            [profile signed-in]
            login_session = \(Way.login.identity)
            region = us-east-1
            [profile behind-sso]
            role_arn = arn:aws:iam::222222222222:role/Deploy
            source_profile = dev-AdministratorAccess
            region = us-east-1
            [profile web]
            role_arn = arn:aws:iam::222222222222:role/Web
            web_identity_token_file = HOME/token
            region = us-east-1
            [profile process]
            credential_process = AWSX credential-process dev-AdministratorAccess
            region = us-east-1
            """

        private static let scripts: [Tool: String] = [
            .boto3: """
            import boto3, sys
            print(boto3.Session(profile_name=sys.argv[1]).client("sts").get_caller_identity()["Arn"])
            """,
            .botocore: """
            import botocore.session, botocore, sys
            assert botocore.__version__ == sys.argv[2], botocore.__version__
            session = botocore.session.Session(profile=sys.argv[1])
            print(session.create_client("sts").get_caller_identity()["Arn"])
            """,
        ]

        /// Who runs as whom, when: every pair of a tool and a way, again and again, at odd moments.
        private static func plan(_ runs: Int, seed: UInt64) -> [(tool: Tool, way: Way, pause: Int64)] {
            let random = Randomness.seeded(seed)
            let mean = Double(day) / Double(runs)
            return (0..<runs).map { number in
                let way = Way.allCases[number % Way.allCases.count]
                let tool = Tool.allCases[number / Way.allCases.count % Tool.allCases.count]
                return (tool, way, Int64(2 * mean * random.fraction()) + 1)
            }
        }

        @Test func `A day of mixed runs loses nothing`() async throws {
            let given = ProcessInfo.processInfo.environment["AWSX_TEST_SEED"].flatMap { UInt64($0) }
            let seed = given ?? UInt64.random(in: 0...UInt64(UInt32.max))
            print("AWSX_TEST_SEED=\(seed)")
            let runs = Self.plan(TestRunLength.count(30, long: 500), seed: seed)
            #expect(Set(runs.map { "\($0.tool) \($0.way)" }).count == 15)
            var settings = SandboxSettings()
            settings.webIdentities = [SandboxSettings.WebIdentity(token: "a.b.c", subject: "pod")]
            settings.roles = [
                SandboxSettings.Role("arn:aws:iam::222222222222:role/Deploy"),
                SandboxSettings.Role("arn:aws:iam::222222222222:role/Web", webIdentities: ["pod"]),
            ]
            // The core as it is shipped takes no library in, so it would have another clock.
            let prefix = try InstallPrefix(at: try Workspace.shared.folder("prefix"), isShipped: false)
            try await EndToEndHome.with(
                ["--auto-approve", "visit"], state: settings.state, prefix: prefix
            ) { home, sandbox in
                try home.configure(
                    Self.config.replacing("HOME", with: home.path).replacing("AWSX", with: prefix.awsx))
                try home.write("a.b.c", to: "token")
                try sandbox.set(
                    #"{"lifetimes": {"session": \#(Self.session), "loginSession": \#(Self.loginSession)}}"#)
                var day = try Day(home: home, sandbox: sandbox, clock: ShiftedClock(), awsx: prefix.awsx)
                for (number, run) in runs.enumerated() {
                    try await day.advance(run.pause)
                    let outcome = try await day.run(run.tool, run.way)
                    let identity = run.tool == .awsx ? outcome.json?["arn"]?.string : outcome.output
                    #expect(
                        outcome.status == 0 && identity?.hasPrefix(run.way.identity) == true,
                        "run \(number), \(run.tool) as \(run.way) after \(day.clock.seconds) s: \(outcome)")
                    try day.look("run \(number)")
                }
                try day.end()
            }
        }

        /// Where a day stands.
        private struct Day {
            let home: EndToEndHome
            let sandbox: SandboxProcess
            var clock: ShiftedClock
            private let awsx: String
            private var ages: [String: Date] = [:]
            private var names: Set<String> = []
            private let config: String
            private var sessionEnds: Int64 = 0
            private var loginEnds: Int64 = 0
            private var signIns = 0
            private let begun = Date()

            init(home: EndToEndHome, sandbox: SandboxProcess, clock: ShiftedClock, awsx: String) throws {
                self.home = home
                self.sandbox = sandbox
                self.clock = clock
                self.awsx = awsx
                config = try home.read(".aws/config")
            }

            /// Seconds of the day: what the clock was moved, and what went by.
            private var now: Int64 { clock.seconds + Int64(Date().timeIntervalSince(begun)) }

            /// Lets time pass for everybody, and signs in where a session is over, never before.
            mutating func advance(_ seconds: Int64) async throws {
                clock.advance(seconds)
                // A run would not know on which side of an end it is.
                for end in [sessionEnds, loginEnds] where (end - 300..<end).contains(now) {
                    clock.advance(end - now + 1)
                }
                try sandbox.set(#"{"clockOffset": \#(clock.seconds)}"#)
                if now >= sessionEnds {
                    let login = try await clock.run(awsx, ["login"], in: home)
                    #expect(login.status == 0 && login.error.contains("signed in"), "\(login)")
                    #expect(!login.error.contains("already"), "\(login)")
                    sessionEnds = now + WorkingDayTests.session
                    signIns += 1
                }
                if now >= loginEnds {
                    try home.login(Way.login.identity, with: sandbox)
                    loginEnds = now + WorkingDayTests.loginSession
                }
                try home.redate(clock, &ages)
            }

            mutating func run(_ tool: Tool, _ way: Way) async throws -> ProgramOutcome {
                switch tool {
                case .awsx:
                    return try await clock.run(awsx, ["whoami", way.rawValue, "--no-login", "--json"], in: home)
                case .boto3, .botocore:
                    return try await clock.run(
                        try await Boto3Python.path(),
                        ["-c", WorkingDayTests.scripts[tool] ?? "", way.rawValue, Boto3Python.newerBotocoreVersion],
                        in: home,
                        setting: ["PYTHONPATH": tool == .botocore ? try await Boto3Python.newerBotocore() : nil])
                }
            }

            /// Every file that was there is there, whole, and for its owner alone.
            mutating func look(_ moment: String) throws {
                try home.redate(clock, &ages)
                let modes = try home.modes().filter { $0.key.hasPrefix(".aws/") }
                // Locks, and what awsx tries a folder with, are nobody's to keep.
                let present = Set(modes.keys.filter { !$0.contains("/.awsx-") })
                #expect(names.isSubset(of: present), "\(moment) lost \(names.subtracting(present))")
                names = present
                #expect(try home.read(".aws/config") == config, "\(moment) changed the config")
                for name in present where name.hasSuffix(".json") {
                    #expect(modes[name] == 0o600, "\(moment): \(name)")
                    #expect(JSON(Array(try home.read(name).utf8)) != nil, "\(moment): \(name) is no JSON")
                }
                #expect(!present.contains { $0.hasSuffix("awsx-tmp") }, "\(moment) left \(present)")
            }

            /// What was asked of AWS in a whole day.
            func end() throws {
                let counts = try sandbox.counts()
                #expect(now > WorkingDayTests.day / 2)
                #expect(counts["CreateToken.authorization_code"] == signIns)
                #expect(signIns <= Int(now / WorkingDayTests.session) + 1)
                // Each kind of thing that ends was renewed, and more than once.
                for operation in [
                    "CreateToken.refresh_token", "CreateOAuth2Token.refresh_token", "GetRoleCredentials", "AssumeRole",
                    "AssumeRoleWithWebIdentity",
                ] { #expect(counts[operation, default: 0] >= 3, "\(operation): \(counts)") }
                let refused = try sandbox.events().filter { $0["errorCode"]?.string != nil }
                #expect(refused.isEmpty, "\(refused)")
            }
        }
    }
#endif
