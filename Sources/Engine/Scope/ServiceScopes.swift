/// The scopes `SERVICE:read` and `SERVICE:view` of one service (<doc:ScopedCredentials>, Services).
struct ServiceScopes: Sendable {
    let service: String
    /// What shows how it is set up and what it holds, without the service, each after a blank.
    let read: StaticString
    /// The first of both alone.
    let view: StaticString
    var denied: StaticString = ""
    var withheld: (read: [String], view: [String]) = ([], [])
    var traps: (read: [String], view: [String]) = ([], [])

    static func named(_ name: String) -> ServiceScopes? {
        guard name.hasSuffix(":read") || name.hasSuffix(":view") else { return nil }
        return all.first { $0.service == name.dropLast(5) }
    }

    func preset(_ name: String) -> ScopePreset {
        let isRead = name.hasSuffix(":read")
        let grant = ScopeGrant(allow: actions(isRead ? read : view), deny: isRead ? actions(denied) : [])
        return ScopePreset(
            name, isRead ? "read the data and settings of \(service)" : "read the settings of \(service)",
            grant, withheld: (isRead ? [] : withheld.view) + withheld.read, traps: isRead ? traps.read : traps.view)
    }

    private func actions(_ words: StaticString) -> [String] {
        "\(words)".split(separator: " ").map { "\(service):\($0)" }
    }
}
