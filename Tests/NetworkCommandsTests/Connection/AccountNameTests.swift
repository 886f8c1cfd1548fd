import Engine
import PluginKit
import Testing

@testable import NetworkCommands

/// An account by what a person calls it.
struct AccountNameTests {
    private static let accounts = [
        Account(id: "111111111111", name: "prod", emailAddress: nil),
        Account(id: "222222222222", name: "twin", emailAddress: nil),
        Account(id: "333333333333", name: "twin", emailAddress: "a@example.com"),
        Account(id: "444444444444", name: nil, emailAddress: nil),
    ]

    @Test(arguments: [
        ("prod", "111111111111"), ("444444444444", "444444444444"), ("333333333333", "333333333333"),
    ])
    func `An id or a name finds one`(wanted: String, id: String) throws {
        #expect(try Self.accounts.only(named: wanted).id == id)
    }

    @Test(arguments: [
        ("twin", Int32(64), "use the ID: 222222222222, 333333333333"),
        ("prdo", 66, "did you mean prod? List all: awsx accounts"), ("zzzzz", 66, "awsx accounts"),
    ])
    func `Two of a name, and none, are mistakes`(wanted: String, status: Int32, hint: String) throws {
        let failure = try #require(throws: Failure.self) { try Self.accounts.only(named: wanted) }
        #expect(failure.status.rawValue == status && failure.hint?.words == hint, "\(failure)")
    }
}
