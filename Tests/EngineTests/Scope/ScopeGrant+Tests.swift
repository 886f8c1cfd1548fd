import Engine

extension ScopeGrant {
    /// Whether its policy lets an action through on any resource, found by reading the policy as IAM does.
    func lets(_ action: String) -> Bool {
        let pattern = ActionPattern(action)
        var isAllowed = false
        for statement in JSON(Array(policy.utf8))?["Statement"]?.array ?? [] {
            let key = statement["Action"] ?? statement["NotAction"]
            let named = (key?.array ?? [key ?? .null]).compactMap(\.string)
            let isNamed = named.contains { ActionPattern($0).contains(pattern) }
            guard isNamed == (statement["Action"] != nil) else { continue }
            if statement["Effect"]?.string == "Deny" { return false }
            isAllowed = true
        }
        return isAllowed
    }
}
