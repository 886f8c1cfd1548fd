import Engine
import Synchronization
import TestSupport
import Testing

@testable import NetworkCommands

/// A person with prepared answers; whatever is asked and said is kept.
struct PreparedPerson: Conversation {
    private final class Answers: Sendable {
        let left: Mutex<[String]>
        init(_ all: [String]) { left = Mutex(all) }
    }

    private let answers: Answers
    let heard = RecordedItems<String>()

    init(_ answers: [String]) { self.answers = Answers(answers) }

    var answersLeft: [String] { answers.left.withLock { $0 } }

    private func next(_ what: String) throws -> String {
        heard.add(what)
        guard let answer = answers.left.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) else {
            Issue.record("nobody has an answer to: \(what)")
            throw CancellationError()
        }
        return answer
    }

    func ask(_ question: Question) async throws -> String { try next(question.prompt) }

    func choose(_ menu: Menu) async throws -> Int {
        let wanted = try next(menu.title)
        return try #require(menu.rows.firstIndex { $0.title == wanted }, "\(wanted) in \(menu.title)")
    }

    func say(_ text: String) { heard.add("> \(text)") }
}

/// An AWS with one Identity Center in eu-west-1, and one behind an organisation's own address in eu-central-1.
struct ScriptedWizardServices: WizardServices {
    static let dev = Account(id: "111111111111", name: "dev", emailAddress: "dev@x.example")
    static let prod = Account(id: "222222222222", name: "prod", emailAddress: nil)

    var accounts: [Account]? = [dev, prod]
    var roles: [String]? = ["Admin", "ReadOnly"]
    let done = RecordedItems<String>()

    func portal(of url: StartURL) async throws -> StartURL {
        url.isAWSOwned ? url : try url.target(ofRedirect: "https://ssoins-1.portal.eu-central-1.app.aws/")
    }

    func probe(_ session: SSOSession) async throws {
        done.add("probe \(session.region)")
        guard ["eu-west-1", "eu-central-1"].contains(session.region) else {
            throw Failure(.configInvalid, "found no Identity Center for \(session.startURL) in \(session.region)")
        }
    }

    func signIn(_ session: SSOSession, isNew: Bool) async throws { done.add(isNew ? "sign in anew" : "sign in") }

    func accounts(_ session: SSOSession) async throws -> [Account]? { accounts }

    func roles(_ session: SSOSession, accountID: String) async throws -> [String]? { roles }
}
