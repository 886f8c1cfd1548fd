import Engine
import Foundation
import TestSupport
import Testing

/// `awsx console` against the sandbox's federation endpoint, and a console that says who is signed in.
@Suite struct ConsoleTests {
    private static let profile = "dev-ReadOnlyAccess"

    /// A browser that writes its words down, one a line.
    private func browser(_ home: EndToEndHome, _ name: String = "browser") throws -> String {
        try home.write("#!/bin/sh\nprintf '%s\\n' \"$@\" >> '\(home.path)/\(name).words'\n", to: name, mode: 0o755)
        return "\(home.path)/\(name)"
    }

    private func words(_ home: EndToEndHome, _ name: String = "browser") async throws -> [String] {
        try await eventually("the browser was started") { (try? home.read("\(name).words")) != nil }
        return try home.read("\(name).words").split(separator: "\n").map(String.init)
    }

    /// What a browser shows that opens an address.
    private func page(_ url: String, _ home: EndToEndHome) async throws -> ProgramOutcome {
        try await home.run("curl", "-sS", "-L", "-c", "\(home.path)/cookies", "-b", "\(home.path)/cookies", url)
    }

    @Test func `the printed address signs in as the role, once`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, sandbox in
            try await home.signIn()
            let outcome = try await home.awsx(
                "console", Self.profile, "--service", "ec2", "--region", "eu-west-1", "--print-url")
            #expect(outcome.status == 0, "\(outcome)")
            #expect(outcome.outputBytes.last == 0x0a && outcome.output.split(separator: "\n").count == 1)
            let url = String(outcome.output.dropLast())
            #expect(url.hasPrefix("\(sandbox.url)/federation?Action=login&Issuer=https%3A%2F%2Fsandbox.awsapps.com"))
            let page = try await page(url, home)
            #expect(page.output.contains("assumed-role/AWSReservedSSO_ReadOnlyAccess_"), "\(page)")
            #expect(page.output.contains("111111111111"))
            #expect(page.output.contains("https://eu-west-1.console.aws.amazon.com/ec2/home?region=eu-west-1"))
            #expect(try await self.page(url, home).output.contains("InvalidSigninToken"))
            #expect(try sandbox.counts()["GetSigninToken"] == 1)
        }
    }

    @Test func `the browser gets the address, and nobody else`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, _ in
            try await home.signIn()
            let browser = try browser(home)
            let canary = Canary(home: home)
            let (outcome, leaks) = try await canary.watch(
                [try InstallPrefix.shared.get().awsx, "console", Self.profile, "-v"],
                setting: ["BROWSER": "\(browser) %s"])
            #expect(outcome.status == 0, "\(outcome)")
            #expect(outcome.output.isEmpty)
            #expect(outcome.error.contains("opened the console as \(Self.profile): https://us-east-1.console"))
            // A person's script is told in two calls: by its own name, and as the words of its interpreter.
            let others = leaks.filter { leak in
                !(leak.detail.contains("execve(\"\(browser)\"") || leak.detail.hasPrefix("\(home.path)/browser"))
            }
            #expect(others.map(\.description).filter { !$0.contains("browser.words") } == [], "\(others)")
            let words = try await words(home)
            #expect(words.count == 1)
            #expect(try await page(words[0], home).output.contains("AWSReservedSSO_ReadOnlyAccess"))
        }
    }

    @Test func `--print-url lets nothing out but the address`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, _ in
            try await home.signIn()
            let (outcome, leaks) = try await Canary(home: home).watch(
                [try InstallPrefix.shared.get().awsx, "console", "-v", "--print-url"])
            #expect(leaks.map(\.way) == [.shown], "\(leaks)")
            #expect(!outcome.error.contains(Canary.marker))
        }
    }

    @Test func `a rule chooses a browser or a container by profile, and a sign-in opens in neither`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, _ in
            let own = try browser(home, "own")
            let usual = try browser(home)
            try home.write(
                """
                [rule prod]
                profile = prod-*
                console-browser = '\(own)' --profile "Work 1" %s

                [rule dev]
                profile = dev-Read*
                console-browser = \(own)
                firefox-container = dev & test
                """, to: ".config/awsx/config")
            let variables: KeyValuePairs<String, String?> = ["BROWSER": "\(usual) %s"]
            try await home.signIn()
            #expect(try await home.awsx("console", "prod-ReadOnlyAccess", setting: variables).status == 0)
            let words = try await words(home, "own")
            #expect(Array(words.prefix(2)) == ["--profile", "Work 1"])
            #expect(words.count == 3 && words[2].hasPrefix("http"))
            try home.delete("own.words")
            #expect(try await home.awsx("console", Self.profile, setting: variables).status == 0)
            let contained = try await self.words(home, "own")
            #expect(contained.count == 1)
            #expect(contained[0].hasPrefix("ext+container:name=dev%20%26%20test&url=http%3A%2F%2F127.0.0.1"))
            #expect(!FileManager.default.fileExists(atPath: "\(home.path)/browser.words"))
            #expect(try await home.awsx("console", "dev-AdministratorAccess", setting: variables).status == 0)
            #expect(try await self.words(home).count == 1)
        }
    }

    @Test func `a duration that AWS refuses is left out, with a word`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, sandbox in
            try home.configure(
                """
                [profile assume]
                role_arn = arn:aws:iam::222222222222:role/Deploy
                source_profile = dev-AdministratorAccess
                region = us-east-1
                """)
            try await home.signIn()
            let direct = try await home.awsx("console", Self.profile, "--print-url", "--duration", "12h")
            #expect(direct.status == 0 && direct.errorBytes.isEmpty, "\(direct)")
            try sandbox.resetCounts()
            let chained = try await home.awsx("console", "assume", "--print-url", "--duration", "12h")
            #expect(chained.status == 0, "\(chained)")
            #expect(chained.error.contains("AWS does not accept --duration"))
            #expect(try sandbox.counts()["GetSigninToken"] == 2)
            let page = try await page(String(chained.output.dropLast()), home)
            #expect(page.output.contains("assumed-role/Deploy/"), "\(page)")
        }
    }

    @Test func `the role is made less by a session policy`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, sandbox in
            try home.configure(
                """
                [profile assume]
                role_arn = arn:aws:iam::222222222222:role/Deploy
                source_profile = dev-AdministratorAccess
                region = us-east-1
                """)
            try await home.signIn()
            for profile in ["assume", Self.profile] {
                try sandbox.resetCounts()
                let outcome = try await home.awsx("console", profile, "--print-url", "--read-only")
                #expect(outcome.status == 0, "\(outcome)")
                #expect(try sandbox.counts()["GetScopedCredentials"] == 1)
            }
            let scoped = try await home.awsx(
                "console", Self.profile, "--print-url", "--scope", "read", "--reason", "a look")
            #expect(scoped.status == 0, "\(scoped)")
            let line = try await home.awsx("log", "--json").output.split(separator: "\n").last ?? ""
            let logged = try #require(JSON(Array(line.utf8)))
            #expect(logged["scopes"] == .array([.string("read")]), "\(line)")
            let id = try #require(logged["runId"]?.string)
            let call = try sandbox.events().last { $0["eventName"]?.string == "GetScopedCredentials" }
            let description = call?["requestParameters"]?["scopedSessionDescription"]?.string ?? ""
            #expect(description.contains(id) && description.contains("a look"), "\(String(describing: call))")
            let policy = "arn:aws:iam::aws:policy/ReadOnlyAccess"
            let outcome = try await home.awsx("console", "assume", "--print-url", "--policy-arn", policy)
            #expect(outcome.status == 0, "\(outcome)")
            let grant = try #require(try sandbox.keys().last?["grant"])
            #expect(grant["policyArns"]?.array?.compactMap(\.string) == [policy])
            expectFailure(
                try await home.awsx("console", Self.profile, "--print-url", "--policy-arn", policy), 78, saying: "role")
        }
    }

    @Test func `keys in the environment are enough`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, _ in
            try await home.signIn()
            let outcome = try await home.awsx("exec", "-p", Self.profile, "--", "awsx", "console", "--print-url")
            #expect(outcome.status == 0, "\(outcome)")
            let page = try await page(String(outcome.output.dropLast()), home)
            #expect(page.output.contains("AWSReservedSSO_ReadOnlyAccess"), "\(page)")
        }
    }

    @Test func `the portal's link needs no credentials`() async throws {
        try await EndToEndHome.with { home, sandbox in
            let plain = try await home.awsx("console", Self.profile, "--portal", "--print-url")
            #expect(
                plain.output
                    == "https://sandbox.awsapps.com/start/#/console?account_id=111111111111&role_name=ReadOnlyAccess\n",
                "\(plain)")
            let page = try await home.awsx("console", Self.profile, "--portal", "--print-url", "--service", "s3")
            #expect(page.output.contains("&destination=https%3A%2F%2Fus-east-1.console.aws.amazon.com%2Fs3%2Fhome"))
            #expect(try sandbox.counts().isEmpty)
            try home.configure("[profile keys]\naws_access_key_id = AK\naws_secret_access_key = SK\n")
            expectFailure(
                try await home.awsx("console", "keys", "--portal"), 78, saying: "does not come from an access portal")
        }
    }

    @Test func `--json tells what was opened, and the address only with --print-url`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, _ in
            try await home.signIn()
            let opened = try await home.awsx(
                "console", Self.profile, "--json", setting: ["BROWSER": "\(try browser(home)) %s"])
            #expect(opened.json?["url"] == .null, "\(opened)")
            #expect(opened.json?["roleName"]?.string == "ReadOnlyAccess")
            #expect(opened.errorBytes.isEmpty)
            let printed = try await home.awsx("console", Self.profile, "--json", "--print-url")
            #expect(printed.json?["url"]?.string?.contains("SigninToken=") == true, "\(printed)")
        }
    }

    @Test func `each failure ends with its own status and a way on`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, sandbox in
            expectFailure(try await home.awsx("console", Self.profile), 79, saying: "awsx login")
            try await home.signIn()
            expectFailure(
                try await home.awsx("console", Self.profile, "--service", "https://evil.example/"), 64,
                saying: "not an address of the console")
            expectFailure(try await home.awsx("console", "dve-ReadOnlyAccess"), 66, saying: "dev-ReadOnlyAccess")
            expectFailure(
                try await home.awsx("console", Self.profile, setting: ["BROWSER": "/nonexistent %s"]), 1,
                saying: "no browser was opened", "awsx console --print-url")
            try home.configure(
                "[profile user]\naws_access_key_id = AKIASANDBOXUSER0001\naws_secret_access_key = x\nregion = us-east-1\n"
            )
            expectFailure(try await home.awsx("console", "user"), 78, saying: "only keys with a session token")
            try sandbox.set(#"{"faults": [{"operation": "GetSigninToken", "kind": "status", "status": 403}]}"#)
            expectFailure(
                try await home.awsx("console", Self.profile), 77, saying: "AWS refused a console sign-in")
            try sandbox.set(#"{"faults": [{"operation": "GetSigninToken", "kind": "garbage"}]}"#)
            expectFailure(try await home.awsx("console", Self.profile), 69, saying: "getSigninToken")
        }
    }
}
