import Testing

@testable import NetworkCommands

struct ProfileSelectorTests {
    private static let profiles = [
        SelectableProfile(
            name: "prod-admin", session: "corp", accountID: "222222222222", roleName: "Admin", tags: ["production"]),
        SelectableProfile(
            name: "prod-read", session: "corp", accountID: "222222222222", roleName: "ReadOnly", tags: ["production"]),
        SelectableProfile(
            name: "dev-admin", session: "lab", accountID: "111111111111", roleName: "Admin", tags: ["blue"]),
        SelectableProfile(name: "keys"), SelectableProfile(name: "role:odd"),
    ]

    private func selected(_ words: [String]) -> [String] {
        let selection = ProfileSelection(
            words.map { ProfileSelector($0) { word in Self.profiles.contains { $0.name == word } } })
        return Self.profiles.filter { selection.accepts(name: $0.name) && selection.accepts($0) }.map(\.name)
    }

    @Test(arguments: [
        (["*"], ["prod-admin", "prod-read", "dev-admin", "keys", "role:odd"]),
        (["prod-*"], ["prod-admin", "prod-read"]),
        (["prod-*", "dev-*"], ["prod-admin", "prod-read", "dev-admin"]), (["keys"], ["keys"]), (["Prod-*"], []),
        (["session:corp"], ["prod-admin", "prod-read"]), (["account:1111*"], ["dev-admin"]),
        (["role:Admin"], ["prod-admin", "dev-admin"]), (["role:Admin", "prod-*"], ["prod-admin"]),
        (["role:Admin", "role:ReadOnly", "session:corp"], ["prod-admin", "prod-read"]),
        (["tag:production"], ["prod-admin", "prod-read"]), (["tag:*"], ["prod-admin", "prod-read", "dev-admin"]),
        (["tag:production", "tag:blue", "role:Admin"], ["prod-admin", "dev-admin"]), (["?eys"], ["keys"]),
        (["role:odd"], ["role:odd"]), (["region:x"], []), (["role:"], []), (["name:keys"], []),
    ])
    func `Of one kind any, and one of each kind`(words: [String], names: [String]) {
        #expect(selected(words) == names)
    }
}
