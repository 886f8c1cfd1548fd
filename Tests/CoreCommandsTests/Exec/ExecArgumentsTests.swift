import ArgumentParser
import Engine
import PluginKit
import SystemKit
import TestSupport
import Testing

@testable import CoreCommands

/// What a call of exec asks for: plain words are read without the parser, and mean what they mean to it.
struct ExecArgumentsTests {
    private let home: TestHome

    init() throws { home = try TestHome() }

    private func request(_ text: String) throws -> ResolvedExecOptions {
        try ResolvedExecOptions(text.split(separator: " ").map(String.init), files: home.files)
    }

    @Test func `Everything that can be said plainly`() throws {
        let request = try request(
            "--session corp --account 111111111111 --role Admin --region eu-west-1 --min-ttl 90s --no-login --no-nest -v --color=never"
        )
        #expect(
            request.identity
                == IdentityRequest(session: "corp", account: "111111111111", role: "Admin", region: "eu-west-1"))
        #expect(request.minTTL?.seconds == 90)
        #expect(request.noLogin && request.noNest)
        #expect(request.verbosity == Verbosity(color: .never, isVerbose: true, isQuiet: false))
        #expect(request.mfaCode == nil)
    }

    @Test func `Nothing said is nothing asked for`() throws {
        let request = try request("")
        #expect(request.identity == IdentityRequest())
        #expect(request.minTTL == nil && !request.noLogin && !request.noNest)
        #expect(request.verbosity == Verbosity(color: .auto, isVerbose: false, isQuiet: false))
    }

    /// Two ways to say the same, the first of which is read without the parser.
    @Test(arguments: [
        ("-p dev", "--profile dev -vq"), ("--profile dev", "-p=dev"),
        ("--profile=dev", "--profile dev --verbose --quiet"),
        ("--sso-session corp", "--session=corp -vq"), ("--min-ttl 1h30m", "--min-ttl=1h30m -vq"),
        ("--account 1 --role r", "--role r --account 1 -vq"), ("--scope read,s3:read", "--scope=read,s3:read,read -vq"),
    ])
    func `Both readings agree`(plain: String, other: String) throws {
        #expect(try request(plain).identity == request(other).identity)
        #expect(try request(plain).minTTL == request(other).minTTL)
    }

    @Test func `What makes a session less than the role is read by the parser`() throws {
        let request = try request("-p dev --read-only --source-identity ada --duration 15m --mfa-code 123456")
        #expect(request.identity.profile == "dev")
        #expect(request.identity.limits.isReadOnly && request.identity.limits.sourceIdentity == "ada")
        #expect(request.identity.limits.durationSeconds == 900)
        #expect(request.mfaCode == Secret("123456"))
    }

    @Test(arguments: [
        "--min-ttl soon", "--min-ttl=", "--no-login=yes", "--unknown", "--color blue", "-p", "-p a -p", "word",
        "-p -v", "--region --no-login", "--duration 0s", "--scope ,", "--scope read,", "--scope=", "--scope",
    ])
    func `What is wrong is a matter of usage`(text: String) throws {
        let failure = try #require(throws: Failure.self) { try request(text) }
        #expect(failure.status == .usage && failure.hint?.words == "awsx exec --help")
    }

    @Test func `Help is text`() throws {
        let help = try #require(throws: HelpOrVersionText.self) { try request("--help") }
        #expect(help.text.contains("awsx exec [options] [--] [COMMAND"))
    }
}
