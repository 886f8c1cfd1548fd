import Engine
import PluginKit
import TestSupport
import Testing

struct SessionResolverTests {
    private let home: TestHome

    init() throws { home = try TestHome() }

    private static let location = SourceLocation.argument("--session")

    private func resolver(_ text: String) throws -> SessionResolver { SessionResolver(config: try home.config(text)) }

    private static func section(_ name: String, _ lines: String...) -> String {
        "[sso-session \(name)]\n" + lines.map { "\($0)\n" }.joined()
    }

    private static let corp = section(
        "corp", "sso_start_url = https://corp.awsapps.com/start#/", "sso_region = eu-west-1")

    @Test func `A session is taken as configured`() throws {
        let session = try resolver("\n" + Self.corp).named("corp", by: Self.location)
        #expect(session.name == "corp")
        #expect(session.startURL == "https://corp.awsapps.com/start#/")
        #expect(session.region == "eu-west-1")
        #expect(session.scopes == nil)
        #expect(session.location == .file("~/.aws/config", line: 2))
    }

    @Test(arguments: [
        ("sso:account:access", ["sso:account:access"]), ("a, b ,,c,", ["a", "b", "c"]), (" , ", []), ("", []),
        ("b,a,b", ["b", "a", "b"]),
    ])
    func `Scopes are split at commas, trimmed, and keep their order`(text: String, scopes: [String]) throws {
        let session = try resolver(Self.corp + "sso_registration_scopes = \(text)\n").named("corp", by: Self.location)
        #expect(session.scopes == scopes)
    }

    @Test(arguments: [
        (section("corp", "sso_region = eu-west-1"), "sso_start_url", 1),
        (section("corp", "sso_start_url = https://x"), "sso_region", 1),
        (section("corp", "sso_region = r", "sso_start_url ="), "sso_start_url", 3),
    ])
    func `A missing key is told with its line`(text: String, key: String, line: Int) throws {
        let failure = try #require(throws: Failure.self) { try resolver(text).named("corp", by: Self.location) }
        #expect(failure.code == .configInvalid)
        #expect(failure.message == "session corp has no \(key)")
        #expect(failure.location == .file("~/.aws/config", line: line))
    }

    @Test func `A session that isn't there is told with where it was named and what was meant`() throws {
        let location = SourceLocation.file("~/.aws/config", line: 7)
        let failure = try #require(throws: Failure.self) { try resolver(Self.corp).named("crop", by: location) }
        #expect(failure.code == .sessionNotFound)
        #expect(failure.status == .notFound)
        #expect(failure.location == location)
        #expect(failure.hint?.words == "did you mean corp?")
        let far = try #require(throws: Failure.self) { try resolver(Self.corp).named("entirely", by: location) }
        #expect(far.hint?.words == "available: corp")
        let none = try #require(throws: Failure.self) { try resolver("").named("x", by: location) }
        #expect(none.hint?.words.contains("[sso-session x]") == true)
    }

    @Test func `The only session needs no name, of several one must be named`() throws {
        #expect(try resolver(Self.corp).only(named: nil).name == "corp")
        let two = Self.corp + Self.section("other", "sso_start_url = https://y", "sso_region = us-east-1")
        #expect(try resolver(two).only(named: "other").name == "other")
        let failure = try #require(throws: Failure.self) { try resolver(two).only(named: nil) }
        #expect(failure.code == .usage)
        #expect(failure.message.contains("corp, other"))
        let none = try #require(throws: Failure.self) { try resolver("").only(named: nil) }
        #expect(none.status == .configuration)
    }
}
