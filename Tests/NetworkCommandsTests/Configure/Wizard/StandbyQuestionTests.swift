import Engine
import TestSupport
import Testing

@testable import NetworkCommands

struct StandbyQuestionTests {
    private static let here = "https://ssoins-1234567890abcdef.us-east-1.portal.amazonaws.com"
    private static let there = "https://ssoins-1234567890abcdef.eu-west-1.portal.amazonaws.com"
    private let services = ScriptedWizardServices()

    private func session(_ startURL: String = here, name: String? = "corp") -> SessionAnswers {
        SessionAnswers(
            name: name, startURL: startURL, region: "us-east-1", scopes: "sso:account:access", isKnown: false)
    }

    private func ask(
        _ session: SessionAnswers, typed: String? = nil, _ answers: [String]? = nil, asks: Bool = true,
        config: String = "", verifies: Bool = true
    ) async throws -> (found: StandbyAnswers?, heard: [String]) {
        let person = answers.map(PreparedPerson.init)
        let found = try await StandbyQuestion(
            asker: AnswerCollector(conversation: person),
            config: try SharedConfig.parse(config: Array(config.utf8), credentials: nil), services: services,
            typed: typed, verifies: verifies
        ).answer(for: session, asks: asks)
        #expect(person?.answersLeft ?? [] == [])
        return (found, person?.heard.items ?? [])
    }

    @Test func `Whoever has the start URL of a Region is asked for another's, and need not have one`() async throws {
        #expect(try await ask(session(), [""]).found == nil)
        let (found, heard) = try await ask(session(), [Self.there])
        #expect(heard == ["SSO start URL in a second region (Enter for none):"])
        let standby = try #require(found)
        #expect(
            standby.session
                == SessionAnswers(
                    name: "corp-eu-west-1", startURL: Self.there, region: "eu-west-1", scopes: "sso:account:access",
                    isKnown: false))
        #expect(
            standby.ownEdit == .set(.credentials("session corp"), ConfigEntry("standby", "corp-eu-west-1")))
        #expect(services.done.items == ["probe eu-west-1"])
    }

    @Test func `Nobody else is asked`() async throws {
        #expect(try await ask(session("https://corp.awsapps.com/start"), []).heard.isEmpty)
        #expect(try await ask(session(), [], asks: false).heard.isEmpty)
        #expect(try await ask(session()).found == nil)
    }

    @Test(arguments: ["https://corp.awsapps.com/start", here])
    func `The option says it for any session`(startURL: String) async throws {
        let dualStack = "https://ssoins-1234567890abcdef.portal.eu-west-1.app.aws"
        #expect(try await ask(session(startURL), typed: dualStack).found?.session.region == "eu-west-1")
    }

    @Test(
        arguments: [
            ("https://corp.awsapps.com/start", "does not show its region"),
            ("https://ssoins-1234567890abcdef.portal.us-east-1.app.aws", "is in us-east-1 as well"),
            ("https://ssoins-fedcba0987654321.eu-west-1.portal.amazonaws.com", "is another Identity Center than"),
            ("http://ssoins-1.eu-west-1.portal.amazonaws.com", "is not a start URL"), ("", "is not a start URL"),
        ] as [(String, String)])
    func `What can't stand by is an error of its option, and asked again of a person`(
        text: String, message: String
    ) async throws {
        let failure = try await #require(throws: Failure.self) { try await ask(session(), typed: text) }
        #expect(failure.status == .usage && failure.location == .argument("--standby-start-url"))
        #expect(failure.message.contains(message) && failure.hint != nil, "\(failure)")
        guard !text.isEmpty else { return }
        let (found, heard) = try await ask(session(), [text, Self.there])
        #expect(found?.session.name == "corp-eu-west-1" && heard.count == 3)
    }

    @Test func `Without a session there is no standby`() async throws {
        let failure = try await #require(throws: Failure.self) {
            try await ask(session(name: nil), typed: Self.there)
        }
        #expect(failure.status == .usage)
    }

    @Test func `A session of that name with another start URL is left alone, the same is the same`() async throws {
        let other =
            "[sso-session corp-eu-west-1]\nsso_start_url = https://else.awsapps.com/start\nsso_region = eu-west-1\n"
        let failure = try await #require(throws: Failure.self) {
            try await ask(session(), typed: Self.there, config: other)
        }
        #expect(failure.message.contains("corp-eu-west-1") && failure.status == .usage)
        let same = other.replacing("https://else.awsapps.com/start", with: Self.there)
        #expect(try await ask(session(), typed: Self.there, config: same).found != nil)
    }

    @Test func `A Region without Identity Center is refused, unless nothing is verified`() async throws {
        let far = "https://ssoins-1234567890abcdef.ap-south-1.portal.amazonaws.com"
        let failure = try await #require(throws: Failure.self) { try await ask(session(), typed: far) }
        #expect(failure.message.contains("found no Identity Center"))
        #expect(try await ask(session(), typed: far, verifies: false).found?.session.region == "ap-south-1")
    }
}
