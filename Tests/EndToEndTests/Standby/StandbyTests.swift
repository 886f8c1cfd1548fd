import Engine
import TestSupport
import Testing

/// The first Region is out, and comes back; the second is signed in to, or was, or never.
@Suite struct StandbyTests {
    /// What is wrong with the first Region.
    enum Outage: String, Sendable, CaseIterable {
        /// Nobody listens.
        case down
        /// Each connection is reset.
        case reset
        /// No answer comes in time.
        case silent
        /// It answers, after a while.
        case slow
        case fault500, fault503
        /// The portal works; the token can't be renewed.
        case oidc500
        /// Tokens are renewed; the portal doesn't work.
        case portal500

        var isOutage: Bool { self != .slow }
    }

    enum Standby: String, Sendable, CaseIterable {
        case valid
        /// Its access token is over; its own Region renews it.
        case renewable
        /// It is over for good.
        case expired
        case absent

        var serves: Bool { self == .valid || self == .renewable }
    }

    /// Nobody waits long.
    private static let patience: KeyValuePairs<String, String?> = ["AWSX_READ_TIMEOUT": "1"]

    private func begin(_ outage: Outage, _ regions: TwoRegions) throws {
        func fault(_ operation: String, _ more: String) throws {
            try regions.first.set(#"{"faults": [{"operation": "\#(operation)", \#(more)}]}"#)
        }
        switch outage {
        case .down:
            try regions.configure(first: "http://127.0.0.1:\(try FreePort().number)", second: regions.second.url)
        case .reset: try fault("*", #""kind": "reset""#)
        case .silent: try fault("*", #""kind": "hang""#)
        case .slow: try regions.first.set(#"{"latencyMs": 300}"#)
        case .fault500: try fault("*", #""kind": "status", "status": 500"#)
        case .fault503: try fault("*", #""kind": "status", "status": 503"#)
        case .oidc500:
            try regions.home.ageToken()
            try fault("CreateToken", #""kind": "status", "status": 500"#)
        case .portal500: try fault("GetRoleCredentials", #""kind": "status", "status": 500"#)
        }
    }

    private func end(_ regions: TwoRegions) throws {
        try regions.first.set(#"{"faults": [], "latencyMs": 0}"#)
        try regions.configure(first: regions.first.url, second: regions.second.url)
    }

    private func prepare(_ standby: Standby, _ regions: TwoRegions) async throws {
        guard standby != .absent else { return }
        try await regions.signInToSecond()
        if standby != .valid {
            try regions.home.ageToken(renewable: standby == .renewable, file: TwoRegions.secondTokenFile)
        }
    }

    @Test(arguments: Outage.allCases, Standby.allCases)
    func `each Region is asked with its own token, and the first again once it is back`(
        outage: Outage, standby: Standby
    ) async throws {
        try await TwoRegions.with { regions in
            let home = regions.home
            try await home.signIn()
            try await prepare(standby, regions)
            var secrets = TwoRegions.Secrets()
            regions.note(&secrets)
            #expect(secrets.first.count == 3)
            try begin(outage, regions)
            try regions.forgetRequests()

            let (run, issuer) = try await regions.exec(setting: Self.patience)
            regions.note(&secrets)
            if !outage.isOutage {
                #expect(run.status == 0 && issuer == "first" && run.error.isEmpty, "\(run)")
                #expect(try regions.second.requests().isEmpty)
            } else if standby.serves {
                #expect(run.status == 0 && issuer == "second", "\(run)")
                #expect(run.errorLines.count == 1, "\(run)")
                #expect(run.error.contains("session sandbox gets no answer from us-east-1"), "\(run)")
                #expect(run.error.contains("using its standby, session sandbox-eu-west-1 in eu-west-1"), "\(run)")
                #expect(try regions.second.counts()["GetRoleCredentials"] == 1)
                let renewals = try regions.second.counts()["CreateToken.refresh_token"]
                #expect(renewals == (standby == .renewable ? 1 : nil))
                // The keys are the profile's own: the next one, and the AWS CLI, find them without any Region.
                #expect(try home.read(EndToEndHome.roleFile(role: "ReadOnlyAccess")).contains(run.output))
                #expect(throws: (any Error).self) { try home.read(TwoRegions.secondRoleFile) }
                let again = try await regions.exec(setting: Self.patience)
                #expect(again.run.output == run.output && again.run.error.isEmpty, "\(again.run)")
                #expect(try regions.second.counts()["GetRoleCredentials"] == 1)
            } else {
                expectFailure(run, 69, saying: "awsx login --session sandbox-eu-west-1", "session sandbox-eu-west-1")
                #expect(try regions.second.requests().isEmpty)
            }
            // With somebody else to ask, an outage is asked once; else three times.
            if [.reset, .fault500, .fault503, .portal500].contains(outage) {
                #expect(try regions.first.counts()["GetRoleCredentials"] == (standby.serves ? 1 : 3))
            }
            try regions.expectNothingCrossed(secrets)

            try end(regions)
            try regions.second.resetCounts()
            let back = try await regions.exec("prod-ReadOnlyAccess")
            regions.note(&secrets)
            #expect(back.run.status == 0 && back.issuer == "first" && back.run.error.isEmpty, "\(back.run)")
            #expect(try regions.second.requests().isEmpty)
            try regions.expectNothingCrossed(secrets)
        }
    }

    @Test(
        arguments: [
            (#""status": 400, "code": "InvalidRequestException""#, 1), (#""status": 403"#, 77), (#""status": 404"#, 66),
            (#""status": 429"#, 75), (#""status": 401"#, 79),
        ] as [(String, Int32)])
    func `what the first Region refuses stays refused`(fault: String, status: Int32) async throws {
        try await TwoRegions.with { regions in
            try await regions.home.signIn()
            try await regions.signInToSecond()
            try regions.first.set(#"{"faults": [{"operation": "GetRoleCredentials", "kind": "status", \#(fault)}]}"#)
            try regions.forgetRequests()
            let (run, _) = try await regions.exec()
            expectFailure(run, status)
            #expect(try regions.second.requests().isEmpty)
        }
    }

    @Test func `a check of what crossed finds what crosses`() async throws {
        try await TwoRegions.with { regions in
            try await regions.home.signIn()
            try await regions.signInToSecond()
            var secrets = TwoRegions.Secrets()
            regions.note(&secrets)
            try regions.forgetRequests()
            // The one Region's server takes the other's place, which no setting of awsx's would do.
            try regions.configure(first: regions.second.url, second: regions.first.url)
            _ = try await regions.exec()
            try withKnownIssue {
                try regions.expectNothingCrossed(secrets)
            } matching: {
                $0.error == nil
            }
        }
    }

    @Test
    func `while the Region of a session that is over is out, the standby serves; while it is there, a login helps`()
        async throws
    {
        try await TwoRegions.with { regions in
            try await regions.signInToSecond()
            var secrets = TwoRegions.Secrets()
            try regions.forgetRequests()
            expectFailure(try await regions.exec().run, 79, saying: "awsx login dev-ReadOnlyAccess")
            #expect(try regions.second.requests().isEmpty)
            #expect(try regions.first.requests().map { $0["body"]?.string } == ["{}"])
            for outage in [Outage.fault500, .down] {
                try begin(outage, regions)
                let profile = outage == .down ? "prod-ReadOnlyAccess" : "dev-ReadOnlyAccess"
                let (run, issuer) = try await regions.exec(profile)
                #expect(run.status == 0 && issuer == "second" && run.errorLines.count == 1, "\(run)")
            }
            regions.note(&secrets)
            #expect(secrets.first.isEmpty)
            try regions.expectNothingCrossed(secrets)
        }
    }

    @Test func `an SDK hears nothing of it`() async throws {
        try await TwoRegions.with { regions in
            try await regions.home.signIn()
            try await regions.signInToSecond()
            try begin(.fault500, regions)
            let run = try await regions.home.awsx("credential-process", "dev-ReadOnlyAccess")
            #expect(run.status == 0 && run.error.isEmpty && run.output.contains("AccessKeyId"), "\(run)")
        }
    }

    @Test func `a command of many profiles waits once, and says so once`() async throws {
        try await TwoRegions.with { regions in
            try await regions.home.signIn()
            try await regions.signInToSecond()
            try begin(.portal500, regions)
            try regions.forgetRequests()
            let run = try await regions.home.awsx("each", "dev-*", "prod-*", "--jobs", "1", "--", "true")
            #expect(run.status == 0, "\(run)")
            #expect(run.error.split(separator: "using its standby").count == 2, "\(run)")
            #expect(try regions.first.counts()["GetRoleCredentials"] == 1)
            #expect(try regions.second.counts()["GetRoleCredentials"] == 4)
        }
    }

    @Test func `one host for both Regions gets no token of the standby`() async throws {
        // Without sections of their own both are where the environment says.
        try await TwoRegions.with(own: "[session sandbox]\nstandby = sandbox-eu-west-1\n") { regions in
            try await regions.home.signIn()
            try regions.home.write(TwoRegions.own, to: ".config/awsx/config")
            try await regions.signInToSecond()
            try regions.home.write("[session sandbox]\nstandby = sandbox-eu-west-1\n", to: ".config/awsx/config")
            var secrets = TwoRegions.Secrets()
            regions.note(&secrets)
            try regions.first.set(#"{"faults": [{"operation": "*", "kind": "status", "status": 500}]}"#)
            try regions.forgetRequests()
            let (run, _) = try await regions.exec()
            expectFailure(run, 69, saying: "is set as the endpoint of both regions", "services = NAME")
            try regions.expectNothingCrossed(secrets)
        }
    }

    @Test(
        arguments: [
            ("standby = sandbox-eu-west-2", "there is no session sandbox-eu-west-2"),
            ("standby = sandbox", "named as its own standby"), ("stand-by = x", "unknown setting stand-by"),
        ] as [(String, String)])
    func `a setting that can't be meant ends in 78 at its line, before it is needed`(
        line: String, message: String
    ) async throws {
        try await TwoRegions.with(own: "[session sandbox]\n\(line)\n") { regions in
            for words in [["exec", "-p", "dev-ReadOnlyAccess", "--", "true"], ["login"]] {
                let run = try await Program.run(
                    InstallPrefix.shared.get().awsx, words, environment: regions.home.environment)
                expectFailure(run, 78, saying: message, "\(regions.home.path)/.config/awsx/config:2")
            }
            let doctor = try await regions.home.awsx("doctor", "--offline")
            #expect(doctor.status == 1 && doctor.output.contains("session-settings-invalid"), "\(doctor)")
        }
    }

    @Test func `explain and config dump show who stands by`() async throws {
        try await TwoRegions.with { regions in
            let explained = try await regions.home.awsx("explain", "dev-ReadOnlyAccess")
            #expect(explained.output.contains("session sandbox\n"), "\(explained)")
            #expect(
                explained.output.contains(#/standby +sandbox-eu-west-1 +~/.config/awsx/config:2/#), "\(explained)")
            let dump = try await regions.home.awsx("config", "dump")
            #expect(dump.output.contains("[session sandbox]\nstandby = sandbox-eu-west-1\n"), "\(dump)")
        }
    }
}
