import Foundation
import TestSupport
import Testing

/// Every secret that the sandbox gives out holds a marker, which is found nowhere that others can look.
@Suite struct CanaryTests {
    private static let profile = "dev-ReadOnlyAccess"

    @Test(arguments: [[], ["--use-device-code"]])
    func `no command lets a secret out`(flow: [String]) async throws {
        try await EndToEndHome.with(["--auto-approve", "always"]) { home, sandbox in
            let canary = Canary(home: home)
            try await canary.run(["login"] + flow)
            // Else the marker could not be found anywhere, and nothing here would mean anything.
            #expect(try home.read(EndToEndHome.tokenFile).contains(Canary.marker))
            try await canary.run(["login", "-v", "--force"] + flow)
            try await canary.run(["exec", "-v", "-p", Self.profile, "--", "true"])
            try await canary.run(["exec", "-p", Self.profile, "--", "env"], showing: .keys)
            try home.ageToken()
            try await canary.run(["exec", "-p", "prod-ReadOnlyAccess", "--", "true"])
            for words in [
                ["whoami", "-v"], ["whoami", "--json"], ["accounts"], ["accounts", "--json"], ["status"],
                ["status", "--json", "--check"], ["profiles", "--long"], ["profiles", "--json"],
                ["config", "dump", "--json"],
                ["config", "path"], ["plugin", "list"], ["login"],
            ] {
                let outcome = try await canary.run(words)
                #expect(outcome.status == 0, "\(words): \(outcome)")
            }
            for words in [["env"], ["env", "--format", "json"], ["credential-process", Self.profile]] {
                try await canary.run(words, showing: .keys)
            }
            try await canary.run(["token"], showing: .token)
            try await canary.run(["logout"])
        }
    }

    @Test(arguments: [
        ("GetRoleCredentials", ["exec", "-p", profile, "true"]),
        ("GetRoleCredentials", ["credential-process", profile]),
        ("CreateToken.refresh_token", ["token"]), ("CreateToken.refresh_token", ["env", profile]),
        ("CreateToken.authorization_code", ["login", "--force"]), ("RegisterClient", ["login", "--force"]),
        ("CreateToken.device_code", ["login", "--force", "--use-device-code"]), ("ListAccounts", ["accounts"]),
        ("GetCallerIdentity", ["whoami"]), ("Logout", ["logout"]),
    ])
    func `no failure lets a secret out`(operation: String, words: [String]) async throws {
        // A lost answer to a device's poll is asked for again until the code ends.
        let state = #"{"lifetimes": {"deviceCode": 3}}"#
        try await EndToEndHome.with(["--auto-approve", "always"], state: state) { home, sandbox in
            try await home.signIn()
            let canary = Canary(home: home)
            for kind in ["status", "garbage", "truncate", "html"] {
                if operation == "CreateToken.refresh_token" { try home.ageToken() }
                if operation == "RegisterClient" { try? home.delete(EndToEndHome.registrationFile) }
                if (try? home.read(EndToEndHome.tokenFile)) == nil { try await home.signIn() }
                try sandbox.set(#"{"faults": [{"operation": "\#(operation)", "kind": "\#(kind)"}]}"#)
                let outcome = try await canary.run(
                    words + ["-v"].filter { _ in words[0] == "login" }, setting: ["AWS_MAX_ATTEMPTS": "1"])
                // Of the empty answer to a sign-out nothing can be cut off.
                #expect(outcome.status != 0 || (operation, kind) == ("Logout", "truncate"), "\(kind): \(outcome)")
                #expect(outcome.status < 128, "\(outcome)")
                try sandbox.set(#"{"faults": []}"#)
            }
        }
    }

    @Test func `while a sign-in waits, no process shows a secret in its words`() async throws {
        try await EndToEndHome.with { home, _ in
            let login = try Crowd(1, in: home, setting: ["BROWSER": try home.heldBrowser()], "login")
            try await eventually("the tab is opened") { home.tabs.count == 1 }
            let words = try String(
                contentsOfFile: "/proc/\(login.members[0].program.processID)/cmdline", encoding: .utf8)
            #expect(words == "awsx-connect\0login\0")
            #expect(!home.tabs[0].contains(Canary.marker))
            #expect(home.tabs[0].contains("code_challenge=") && !home.tabs[0].contains("verifier"))
            try await home.press("allow")
            #expect(await login.outcomes().statuses == [0: 1])
        }
    }

    /// Somebody else on the machine looks at the folders without a pause.
    @Test func `whatever the umask, nobody ever finds a file open to others`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, _ in
            async let watch = Onlooker.watch(home)
            for round in 0..<3 {
                let outcome = try await home.shell(
                    """
                    umask 000
                    awsx login --force && awsx exec -p dev-ReadOnlyAccess true && awsx env prod-ReadOnlyAccess >/dev/null \
                    && \(round == 2 ? "true" : "awsx logout")
                    """)
                #expect(outcome.status == 0, "\(outcome)")
            }
            try Onlooker.stop(home)
            #expect(try home.foldersOpenForWriting() == [])
            let seen = try await watch
            #expect(seen.open == [])
            #expect(seen.count >= 6)
        }
    }

    @Test func `a secret file that is open to others is narrowed when it is written`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, _ in
            try await home.signIn()
            for name in [EndToEndHome.tokenFile, EndToEndHome.registrationFile] {
                try home.write(try home.read(name), to: name, mode: 0o644)
            }
            try home.ageToken()
            try home.write(try home.read(EndToEndHome.tokenFile), to: EndToEndHome.tokenFile, mode: 0o666)
            try home.setAge(3600, of: EndToEndHome.tokenFile)
            #expect(try await home.awsx("token").status == 0)
            #expect(try home.modes()[EndToEndHome.tokenFile] == 0o600)
        }
    }
}
