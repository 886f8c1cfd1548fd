import Engine
import PluginKit
import ShellKit
import TestSupport
import Testing

@testable import CoreCommands

/// What a call of env asks for.
struct EnvPluginTests {
    private let home: TestHome

    init() throws { home = try TestHome() }

    private func request(_ text: String) throws -> EnvRequest {
        try EnvRequest(text.split(separator: " ").map(String.init), files: home.files)
    }

    @Test(
        arguments: [
            ("", nil, .posix), ("dev", "dev", .posix), ("-p dev", "dev", .posix), ("dev --format fish", "dev", .fish),
            ("--format=dotenv dev", "dev", .dotenv), ("--json dev", "dev", .json),
            ("dev --format process", "dev", .process),
            ("--json --format fish", nil, .json), ("dev -p dev", "dev", .posix),
        ] as [(String, String?, CredentialFormat)])
    func `A profile and a form`(text: String, profile: String?, format: CredentialFormat) throws {
        let plain = try request(text)
        #expect(plain.identity.profile == profile && plain.format == format)
        // A cluster of letters is left to the parser, which reads the rest alike.
        let parsed = try request("\(text) -vq")
        #expect(parsed.identity == plain.identity && parsed.format == plain.format)
        #expect(parsed.verbosity.isVerbose && parsed.verbosity.isQuiet && !plain.verbosity.isVerbose)
    }

    @Test(arguments: CredentialFormat.allCases)
    func `Every form has its name`(format: CredentialFormat) throws {
        #expect(try request("--format \(format.rawValue)").format == format)
    }

    @Test func `Region, time and a person's absence`() throws {
        let request = try request("dev --region eu-west-1 --no-login --min-ttl 15m")
        #expect(request.identity == IdentityRequest(profile: "dev", isProfileWord: true, region: "eu-west-1"))
        #expect(request.noLogin && request.minTTL?.seconds == 900)
        #expect(try !self.request("dev").noLogin)
    }

    @Test(arguments: ["dev ops", "dev -p ops", "--format csh", "--format", "--format=", "--no-login=1", "--region -q"])
    func `What is wrong is a matter of usage`(text: String) throws {
        let failure = try #require(throws: Failure.self) { try request(text) }
        #expect(failure.status == .usage && failure.hint?.words == "awsx env --help")
    }
}
