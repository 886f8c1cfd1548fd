import TestSupport
import Testing

/// `awsx login` of a session that has a standby.
@Suite struct StandbyLoginTests {
    private static let out = #"{"faults": [{"operation": "*", "kind": "status", "status": 500}]}"#
    private static let question = "Sign in to its standby, session sandbox-eu-west-1 in eu-west-1, instead? [y/N]:"

    @Test func `while all is well, a standby that is not signed in to is told once it matters`() async throws {
        try await TwoRegions.with { regions in
            let reminder = "to sign in: awsx login --session sandbox-eu-west-1"
            for _ in 0..<2 {
                let run = try await regions.home.awsx("login", "--session", "sandbox")
                #expect(run.status == 0 && run.error.contains(reminder), "\(run)")
            }
            try await regions.signInToSecond()
            let run = try await regions.home.awsx("login", "--session", "sandbox")
            #expect(run.status == 0 && !run.error.contains("standby"), "\(run)")
            let all = try await regions.home.awsx("login", "--all", "--force")
            #expect(all.status == 0 && !all.error.contains("standby"), "\(all)")
        }
    }

    @Test func `without a terminal the error names the command`() async throws {
        try await TwoRegions.with { regions in
            try regions.first.set(Self.out)
            expectFailure(
                try await regions.home.awsx("login", "-q"), 69,
                saying: "to use its standby meanwhile: awsx login --session sandbox-eu-west-1")
            #expect(try regions.second.requests().isEmpty)
            try await regions.signInToSecond()
            expectFailure(try await regions.home.awsx("login", "-q"), 69, saying: "is signed in and is used instead")
        }
    }

    @Test func `on a terminal it asks, and signs in there`() async throws {
        try await TwoRegions.with { regions in
            try regions.first.set(Self.out)
            let pty = try regions.home.terminal("login")
            _ = try await pty.expect(Self.question)
            pty.send("y\r")
            _ = try await pty.expect("session sandbox-eu-west-1: signed in")
            #expect(await pty.wait() == 0, "\(pty.text)")
            var secrets = TwoRegions.Secrets()
            regions.note(&secrets)
            #expect(secrets.first.isEmpty && secrets.second.count == 3)
            // From now on commands get on without the first Region.
            let (run, issuer) = try await regions.exec()
            #expect(run.status == 0 && issuer == "second", "\(run)")
            try regions.expectNothingCrossed(secrets)
        }
    }

    @Test func `who says no hears the outage`() async throws {
        try await TwoRegions.with { regions in
            try regions.first.set(Self.out)
            let pty = try regions.home.terminal("login")
            _ = try await pty.expect(Self.question)
            pty.send("\r")
            #expect(await pty.wait() == 69, "\(pty.text)")
            #expect(try regions.second.requests().isEmpty)
        }
    }

    @Test func `a command that would sign in offers the same, and then runs`() async throws {
        try await TwoRegions.with { regions in
            try regions.first.set(Self.out)
            let pty = try regions.home.terminal(
                "exec", "-p", "dev-ReadOnlyAccess", "--", "sh", "-c", "echo key=$AWS_ACCESS_KEY_ID.")
            _ = try await pty.expect(Self.question)
            pty.send("y\r")
            let text = try await pty.expect("key=ASIA")
            #expect(await pty.wait() == 0, "\(text)")
            #expect(try regions.second.counts()["GetRoleCredentials"] == 1)
        }
    }

    @Test func `configure sso-session adds a standby that then serves`() async throws {
        try await TwoRegions.with(own: "[prompt]\nformat = {profile}\n") { regions in
            let home = regions.home
            let run = try await home.awsx(
                "configure", "sso-session", "--session", "sandbox", "--standby-start-url", TwoRegions.secondStartURL,
                "--no-verify", "--json")
            #expect(run.status == 0 && run.output.contains(#""standby": "sandbox-eu-west-1""#), "\(run)")
            #expect(
                try home.read(".config/awsx/config")
                    == "[prompt]\nformat = {profile}\n\n[session sandbox]\nstandby = sandbox-eu-west-1\n")
            #expect(try home.read(".aws/config").contains("sso_start_url = \(TwoRegions.secondStartURL)"))
            let explained = try await home.awsx("explain", "dev-ReadOnlyAccess")
            #expect(explained.output.contains("sandbox-eu-west-1"), "\(explained)")
        }
    }

    @Test func `a region that was changed under its token costs a login, and no request`() async throws {
        try await TwoRegions.with { regions in
            let home = regions.home
            try await home.signIn()
            try home.write(
                try home.read(".aws/config").replacing("sso_region = us-east-1", with: "sso_region = eu-central-1"),
                to: ".aws/config")
            try home.write("", to: ".config/awsx/config")
            try regions.forgetRequests()
            expectFailure(
                try await regions.exec().run, 79, saying: "has a token for us-east-1", "awsx login dev-ReadOnlyAccess")
            #expect(try regions.first.requests().isEmpty && regions.second.requests().isEmpty)
            let doctor = try await home.awsx("doctor", "--offline")
            #expect(doctor.output.contains("token-of-another-region"), "\(doctor)")
            #expect(doctor.output.contains("awsx login --session sandbox --force"), "\(doctor)")
        }
    }
}
