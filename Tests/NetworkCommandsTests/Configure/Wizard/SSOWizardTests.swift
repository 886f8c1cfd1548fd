import ArgumentParser
import Engine
import PluginKit
import SystemKit
import TestSupport
import Testing

@testable import NetworkCommands

@Suite struct `The conversation of configure sso` {
    private static let corp =
        "[sso-session corp]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = eu-west-1\n"

    private struct Outcome {
        let answers: SSOAnswers
        let heard: [String]
        let written: String
    }

    /// - Parameter answers: nil for nobody to ask.
    private func run(
        _ answers: [String]?, _ words: [String] = [], config text: String = "",
        services: ScriptedWizardServices = ScriptedWizardServices()
    ) async throws -> Outcome {
        let arguments = try #require(try ConfigureArguments.understandAny(["sso"] + words) as? SSOArguments)
        let config = try SharedConfig.parse(config: Array(text.utf8), credentials: nil)
        let person = answers.map(PreparedPerson.init)
        let found = try await SSOWizard(
            arguments: arguments, config: config, template: .standard, asker: AnswerCollector(conversation: person),
            services: services
        ).run(named: arguments.profile, present: config.profile(arguments.profile ?? "default"))
        #expect(person?.answersLeft ?? [] == [])
        let file = try ConfigText(Array(text.utf8), path: "config")
        let written = try file.applying(found.edits(in: file)).bytes
        return Outcome(
            answers: found, heard: person?.heard.items ?? [], written: String(decoding: written, as: UTF8.self))
    }

    private static let present = """
        [sso-session corp]
        sso_start_url = https://corp.awsapps.com/start
        sso_region = eu-west-1
        sso_registration_scopes = sso:account:access
        [profile mine]
        sso_session = corp
        sso_account_id = 222222222222
        sso_role_name = ReadOnly

        """

    @Test func `a profile that is another role now is replaced only if a person says so`() async throws {
        let question = "Profile mine is 222222222222 ReadOnly. Replace it? [y/N]:"
        let arguments = ["--profile", "mine", "--session", "corp"]
        let replaced = try await run(["dev", "Admin", "", "", "maybe", "yes"], arguments, config: Self.present)
        #expect(replaced.answers.name == "mine" && replaced.heard.filter { $0 == question }.count == 2)
        let other = try await run(["dev", "Admin", "", "", "", "yours"], arguments, config: Self.present)
        #expect(other.answers.name == "yours" && other.heard.contains(question))
        #expect(other.written.contains("sso_account_id = 222222222222") && other.written.contains("[profile yours]"))
        let same = try await run(["prod", "ReadOnly", "", ""], arguments, config: Self.present)
        #expect(same.answers.name == "mine" && !same.heard.contains(question))
    }

    @Test func `the AWS CLI's questions in its order, and what it writes`() async throws {
        let outcome = try await run([
            "corp", "https://corp.awsapps.com/start", "eu-west-1", "", "dev", "Admin", "eu-north-1", "json", "",
        ])
        #expect(
            outcome.heard.filter { !$0.hasPrefix(">") } == [
                "SSO session name [my-sso]:", "SSO start URL:", "SSO region:",
                "SSO registration scopes [sso:account:access]:", "2 accounts",
                "2 roles in dev, dev@x.example (111111111111)", "Default client Region:",
                "CLI default output format (json if not specified):", "Profile name [corp-dev-Admin]:",
            ])
        #expect(
            outcome.written == """
                [profile corp-dev-Admin]
                sso_session = corp
                sso_account_id = 111111111111
                sso_role_name = Admin
                region = eu-north-1
                output = json

                [sso-session corp]
                sso_start_url = https://corp.awsapps.com/start
                sso_region = eu-west-1
                sso_registration_scopes = sso:account:access

                """)
    }

    @Test func `a known session asks no more of it, and is not signed in to anew`() async throws {
        let services = ScriptedWizardServices()
        let outcome = try await run(["corp", "prod", "ReadOnly", "", "", "p"], config: Self.corp, services: services)
        #expect(!outcome.heard.contains { $0.hasPrefix("SSO start") })
        #expect(services.done.items == ["sign in"])
        #expect(outcome.written.hasPrefix(Self.corp))
        #expect(outcome.written.contains("[profile p]\nsso_session = corp\n"))
    }

    @Test func `wrong answers are explained at once and asked again`() async throws {
        let outcome = try await run([
            "my corp", "corp", "ftp://x", "https://corp.awsapps.com/start", "eu west", "us-east-1",
            "", "eu-west-1", "a b,c", "", "dev", "Admin", "EU-WEST-1", "", "xml", "", "a]b", "",
        ])
        #expect(outcome.answers.session.region == "eu-west-1")
        let said = outcome.heard.filter { $0.hasPrefix(">") }
        for words in [
            "is not a valid session name", "is not a start URL", "is not the name of an AWS region",
            "Found no Identity Center for https://corp.awsapps.com/start in us-east-1", "is not a scope",
            "is not an output format",
            "is not a valid profile name",
        ] {
            #expect(said.contains { $0.contains(words) }, "\(words): \(said)")
        }
        // After a region where it isn't, URL and region are asked again with what was typed.
        #expect(outcome.heard.contains("SSO start URL [https://corp.awsapps.com/start]:"))
        #expect(outcome.heard.contains("SSO region [us-east-1]:"))
    }

    @Test func `what looks like a slip of the finger is asked for once more, and taken the second time`() async throws {
        let outcome = try await run([
            "", "https://corp.awsapps.com/start", "eu-wst-1", "eu-west-1", "sso:acount:access", "", "dev", "Admin",
            "mars", "mars-2", "mars-2", "", "",
        ])
        for words in [
            "Unknown region \"eu-wst-1\".\n  → did you mean eu-west-1?",
            "Unknown scope \"sso:acount:access\".\n  → did you mean sso:account:access?",
            "Unknown region \"mars-2\"",
        ] {
            #expect(outcome.heard.contains { $0.hasPrefix("> \(words)") }, "\(words): \(outcome.heard)")
        }
        #expect(outcome.answers.region == "mars-2" && outcome.answers.session.region == "eu-west-1")
        #expect(outcome.answers.session.scopes == "sso:account:access")
    }

    @Test func `Enter at the first question is a session, and ? tells where an answer is found`() async throws {
        let outcome = try await run([
            "?", "", "?", "https://corp.awsapps.com/start", "?", "eu-west-1", "?", "", "dev", "Admin", "?", "", "?", "",
            "?", "",
        ])
        #expect(outcome.answers.session.name == "my-sso")
        #expect(outcome.heard.contains { $0.contains("invitation email") })
        #expect(outcome.heard.filter { $0.hasPrefix("> ") && $0.count > 20 }.count >= 8, "\(outcome.heard)")
        #expect(!outcome.heard.contains { $0.contains("[None]") })
        let known = try await run(["", "dev", "Admin", "", "", ""], config: Self.corp)
        #expect(known.answers.session.name == "corp")
        #expect(known.heard.contains("SSO session name [corp]:"))
    }

    @Test func `a start URL that was typed wrong is wrong usage`() async throws {
        let failure = try await #require(throws: Failure.self) {
            _ = try await run(nil, ["--session", "new", "--start-url", "nonsense", "--sso-region", "eu-west-1"])
        }
        #expect(failure.status == .usage && failure.location == .argument("--start-url"))
    }

    @Test func `an organisation's own address tells the region`() async throws {
        let outcome = try await run(["corp", "https://sso.corp.example", "", "dev", "Admin", "", "", ""])
        #expect(outcome.answers.session.startURL == "https://sso.corp.example")
        #expect(outcome.answers.session.region == "eu-central-1")
        #expect(outcome.heard.contains("> The portal is in eu-central-1."))
        #expect(!outcome.heard.contains { $0.hasPrefix("SSO region") })
    }

    @Test func `no session is the legacy format, without the other format's keys`() async throws {
        let outcome = try await run(
            nil,
            [
                "-p", "old", "--session", "", "--start-url", "https://corp.awsapps.com/start#/", "--sso-region",
                "eu-west-1", "--account", "dev", "--role", "Admin",
            ], config: Self.corp + "[profile old]\nsso_session = corp\nregion = eu-west-3\n")
        #expect(
            outcome.written == Self.corp + """
                [profile old]
                region = eu-west-3
                sso_start_url = https://corp.awsapps.com/start
                sso_region = eu-west-1
                sso_account_id = 111111111111
                sso_role_name = Admin

                """)
    }

    @Test func `one account and one role are taken unasked`() async throws {
        let services = ScriptedWizardServices(accounts: [ScriptedWizardServices.dev], roles: ["Admin"])
        let outcome = try await run(["corp", "", "", ""], config: Self.corp, services: services)
        #expect(outcome.answers.name == "corp-dev-Admin")
        #expect(outcome.heard.contains("> Using the only account available to you: dev, dev@x.example (111111111111)"))
        #expect(outcome.heard.contains("> Using the only role available to you: Admin"))
    }

    @Test func `a token that may see no accounts makes a profile without one`() async throws {
        let services = ScriptedWizardServices(accounts: nil)
        let outcome = try await run(["corp", "", "", ""], config: Self.corp, services: services)
        #expect(outcome.answers.role == nil && outcome.answers.name == "corp")
        #expect(outcome.written.hasSuffix("\n[profile corp]\nsso_session = corp\n"))
    }

    @Test(arguments: ["[default]", "[profile default]", "[profile \"default\"]"])
    func `default keeps its place, however it is spelt`(header: String) async throws {
        let config = Self.corp + "\(header)\noutput = text\nsso_session = corp\n"
        let outcome = try await run(["", "dev", "Admin", "", ""], ["-p", "default"], config: config)
        #expect(
            outcome.written == Self.corp + """
                \(header)
                output = text
                sso_session = corp
                sso_account_id = 111111111111
                sso_role_name = Admin

                """)
    }

    @Test func `a name that another role has gets the account's id`() async throws {
        let config = Self.corp + "[profile corp-dev-Admin]\nsso_account_id = 999999999999\nsso_role_name = Admin\n"
        let outcome = try await run(["corp", "dev", "Admin", "", "", ""], config: config)
        #expect(outcome.answers.name == "corp-dev-Admin-111111111111")
    }

    @Test(
        arguments: [
            (["--session", "new"], "--start-url"),
            (["--session", "corp", "--account", "nobody"], "no account nobody"),
            (["--session", "corp", "--account", "dev"], "--role"),
            (["--session", "corp", "--account", "dev", "--role", "X"], "no role X"),
            (["--session", "corp"], "--account"),
            (
                ["--session", "corp", "--start-url", "https://other.awsapps.com/start"],
                "already has a different --start-url"
            ),
            (["--session", "corp", "--no-login", "--account", "dev", "--role", "X"], "an account ID has 12 digits"),
            (["--session", "new", "--start-url", "https://a.awsapps.com", "--sso-region", "us-east-1"], "No Identity"),
            (
                ["--session", "new", "--start-url", "https://v.example", "--sso-region", "us-east-1"],
                "not in us-east-1"
            ),
            (
                ["--session", "corp", "--account", "dev", "--role", "Admin", "--output", "xml"],
                "is not an output format"
            ),
        ] as [([String], String)])
    func `with nobody to ask, what is missing or wrong is a failure`(words: [String], expected: String) async throws {
        let failure = try await #require(throws: Failure.self) { _ = try await run(nil, words, config: Self.corp) }
        let text = "\(failure.message) \(failure.hint?.words ?? "")".lowercased()
        #expect(text.contains(expected.lowercased()), "\(failure)")
    }

    @Test func `without a sign-in nothing of AWS is asked`() async throws {
        let services = ScriptedWizardServices()
        let outcome = try await run(
            nil,
            [
                "-p", "x", "--session", "new", "--start-url", "https://n.awsapps.com/start", "--sso-region",
                "eu-west-1", "--no-login", "--account", "111111111111", "--role", "R",
            ], services: services)
        #expect(services.done.items.isEmpty)
        #expect(outcome.written.contains("sso_account_id = 111111111111\nsso_role_name = R\n"))
    }

    @Test func `scopes are completed one by one`() {
        let question = Question(
            prompt: "", completions: [.init("sso:account:access"), .init("codewhisperer:completions")], isList: true)
        #expect(question.candidates("SSO").map(\.text) == ["sso:account:access"])
        #expect(question.candidates("a:b, co").map(\.text) == ["a:b, codewhisperer:completions"])
        #expect(question.candidates("a:b,x").isEmpty)
    }
}
