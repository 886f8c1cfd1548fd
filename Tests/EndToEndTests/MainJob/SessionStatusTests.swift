import Engine
import Foundation
import TestSupport
import Testing

/// `awsx status --session`: an answer for scripts, from files alone.
@Suite struct SessionStatusTests {
    @Test func `a script asks whether somebody has to sign in`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, sandbox in
            let before = try await home.awsx("status", "--session", "sandbox", "--quiet")
            #expect(before.status == 79 && before.output.isEmpty && before.error.isEmpty, "\(before)")
            try await home.signIn()
            let asked = try sandbox.counts().values.reduce(0, +)
            let after = try await home.awsx("status", "--session", "sandbox", "--quiet")
            #expect(after.status == 0 && after.output.isEmpty && after.error.isEmpty, "\(after)")
            #expect(try await home.awsx("status", "--session", "sandbox", "-q", "--min-ttl", "12h").status == 75)
            let shown = try await home.awsx("status", "--session", "sandbox")
            #expect(shown.status == 0 && shown.output.contains("state      valid"), "\(shown)")
            let json = try await home.awsx("status", "--session", "sandbox", "--json", "--quiet")
            #expect(json.json?["session"]?.string == "sandbox" && json.json?["profile"] == .null, "\(json)")
            let profile = try await home.awsx("status", "--quiet")
            #expect(profile.status == 0 && profile.output.isEmpty && profile.error.isEmpty, "\(profile)")
            #expect(try sandbox.counts().values.reduce(0, +) == asked, "AWS was asked")
            let absent = try await home.awsx("status", "--session", "absent", "--quiet")
            #expect(absent.status == 66 && absent.error.contains("absent"), "\(absent)")
            let both = try await home.awsx("status", "default", "--session", "sandbox")
            #expect(both.status == 64 && both.error.contains("can't be combined with"), "\(both)")
            #expect(try await home.awsx("status", "--session", "sandbox", "--check").status == 64)
        }
    }

    /// Role B is asked for with the kept keys of role A, whatever became of the token behind both.
    @Test func `a chain outlives its token, and status and prompt say so`() async throws {
        let state = """
            {"lifetimes": {"accessToken": 3, "assumedRole": 900, "roleCredentials": 3600}}
            """
        try await EndToEndHome.with(["--auto-approve", "visit"], state: state) { home, sandbox in
            try home.configure(
                "[profile outer]\nrole_arn = arn:aws:iam::222222222222:role/Deploy\nsource_profile = default\n"
                    + "region = us-east-1\n")
            try await home.signIn()
            #expect(try await home.awsx("exec", "--", "true").status == 0)
            try await Task.sleep(for: .seconds(3))
            try sandbox.revoke("sessions")
            #expect(try await home.awsx("token", "--no-login").status == 79)
            let session = try await home.awsx("status", "--session", "sandbox", "--quiet")
            #expect(session.status == 79, "the session is over")
            let before = try await home.awsx("status", "outer", "--json")
            #expect(before.status == 0 && before.json?["state"]?.string == "renewable", "\(before)")
            let chained = try await home.awsx("exec", "-p", "outer", "--no-login", "--", "true")
            #expect(chained.status == 0, "\(chained)")
            let after = try await home.awsx("status", "outer", "--json")
            #expect(after.json?["state"]?.string == "valid", "\(after)")
            #expect(after.json?["sources"]?.array?.first?["state"]?.string == "valid", "\(after)")
            let prompt = try await home.awsx("prompt", "--json", setting: ["AWS_PROFILE": "outer"])
            #expect(prompt.json?["state"]?.string == "valid", "\(prompt)")
        }
    }

    /// Sign-ins of four hours, of which the service tells nobody.
    @Test func `how long a sign-in lasts is learnt, and said before the next one ends`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, sandbox in
            try await home.signIn()
            let before = try await home.awsx("status", "--json")
            #expect(before.json?["loginExpectedAt"] == .null, "\(before)")
            let path = ".local/state/awsx/sign-ins"
            let name = try #require(home.list(path).first)
            #expect(try home.modes()["\(path)/\(name)"] == 0o600)
            // It was renewed for 3 h 50 min, and refused after 4 h 10 min.
            let note = try #require(JSON(Array(try home.read("\(path)/\(name)").utf8)))
            let started = try #require(note["signedInAt"]?.integer)
            try home.write(
                #"{"signedInAt": \#(started - 15_000_000), "renewedAfter": 13800}"#, to: "\(path)/\(name)")
            try home.ageToken()
            try sandbox.revoke("sessions")
            #expect(try await home.awsx("token", "--no-login").status == 79)
            try await home.signIn()
            let after = try await home.awsx("status", "--session", "sandbox")
            #expect(
                after.output.contains("sign-in    again at about ") && after.output.contains("(in 3h59m)"), "\(after)")
            let long = try await home.awsx("exec", "-p", RenewingRun.profile, "--refresh", "--", "true")
            #expect(
                long.status == 0 && long.error.contains("awsx login --session sandbox --force"), "\(long)")
            let plain = try await home.awsx("exec", "-p", RenewingRun.profile, "--", "true")
            #expect(plain.error.isEmpty, "\(plain)")
            // What can't be read tells nothing.
            try home.write("{", to: "\(path)/\(name)")
            #expect(try await home.awsx("status", "--json").json?["loginExpectedAt"] == .null)
        }
    }

    @Test func `a command of the user's is told once that a sign-in comes to its end`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, _ in
            try await home.signIn()
            let path = ".local/state/awsx/sign-ins"
            let name = try #require(home.list(path).first)
            let note = try #require(JSON(Array(try home.read("\(path)/\(name)").utf8)))
            let started = try #require(note["signedInAt"]?.integer)
            // Three hours of four are over.
            try home.write(
                #"{"signedInAt": \#(started - 10_800_000), "renewedAfter": 13800, "refusedAfter": 15000}"#,
                to: "\(path)/\(name)")
            try home.write(
                "#!/bin/sh\nprintf '%s\\n' \"$@\" >>told\nenv | grep -c '^AWS_SECRET' >>told\n", to: "bin/tell",
                mode: 0o700)
            // Off by default.
            #expect(try await home.awsx("exec", "--", "true").error.isEmpty)
            #expect(!home.list(".").contains("told"))
            try home.write("[default]\nnotify = \(home.path)/bin/tell 'a title'\n", to: ".config/awsx/config")
            for _ in 0..<2 {
                _ = try await home.shell("rm -rf ~/.aws/cli")
                let outcome = try await home.awsx("exec", "--", "true")
                #expect(outcome.status == 0 && outcome.error.isEmpty, "\(outcome)")
            }
            try await eventually("the command has run") { (try? home.read("told"))?.hasSuffix("0\n") == true }
            let told = try home.read("told").split(separator: "\n").map(String.init)
            #expect(told.count == 3 && told[0] == "a title" && told[2] == "0", "\(told)")
            #expect(told[1].contains("sandbox") && told[1].contains("awsx login --session sandbox"), "\(told)")
            // What can't be run is told, and nothing fails.
            try home.write("[default]\nnotify = no-such-program\n", to: ".config/awsx/config")
            try home.write(
                #"{"signedInAt": \#(started - 10_800_000), "renewedAfter": 13800, "refusedAfter": 15000}"#,
                to: "\(path)/\(name)")
            _ = try await home.shell("rm -rf ~/.aws/cli")
            let absent = try await home.awsx("exec", "--", "true")
            #expect(absent.status == 0 && absent.error.contains("notify does not begin"), "\(absent)")
        }
    }
}
