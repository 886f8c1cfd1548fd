extension PolicyStatement {
    private static let known: Set = [
        "Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition",
    ]

    /// Reads one statement. Throws `MalformedPolicyDocument`.
    init(_ members: [String: JSONValue]) throws(ServiceError) {
        guard members["Principal"] == nil, members["NotPrincipal"] == nil else {
            throw .malformedPolicy("Policy document should not specify a principal.")
        }
        guard Set(members.keys).isSubset(of: Self.known), case .string(let word)? = members["Effect"],
            let effect = Effect(rawValue: word)
        else { throw .policySyntax }
        self.effect = effect
        actions = try Self.patterns(members, "Action", ignoringCase: true) { action throws(ServiceError) in
            try Self.check(action: action)
        }
        resources = try Self.patterns(members, "Resource", ignoringCase: false) { resource throws(ServiceError) in
            guard resource == "*" || Self.isARN(resource) else {
                throw .malformedPolicy("Resource \(resource) must be in ARN format or \"*\".")
            }
        }
        conditions = try Self.conditions(members["Condition"])
    }

    /// Of the element or of its opposite; there must be one of them, and something in it.
    private static func patterns(
        _ members: [String: JSONValue], _ name: String, ignoringCase: Bool,
        _ check: (String) throws(ServiceError) -> Void
    ) throws(ServiceError) -> PatternList {
        let (own, opposite) = (members[name], members["Not\(name)"])
        guard own == nil || opposite == nil else { throw .policySyntax }
        guard let value = own ?? opposite else {
            throw .malformedPolicy("Policy statement must contain \(name.lowercased())s.")
        }
        let texts = try PolicyDocument.texts(value)
        guard !texts.isEmpty else {
            throw .malformedPolicy("Policy statement must contain \(name.lowercased())s.")
        }
        for text in texts { try check(text) }
        let patterns = texts.map { Glob($0, ignoresCase: ignoringCase) }
        return own != nil ? .anyOf(patterns) : .noneOf(patterns)
    }

    private static func check(action: String) throws(ServiceError) {
        if action == "*" { return }
        let parts = action.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count > 1 else {
            throw .malformedPolicy("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.")
        }
        guard parts.count == 2 else { throw .malformedPolicy("Actions/Condition can contain only one colon.") }
        let (vendor, name) = (parts[0], parts[1])
        guard !vendor.contains(where: { $0 == "*" || $0 == "?" }) else {
            throw .malformedPolicy("Action vendors \(vendor) must not contain wildcards.")
        }
        guard !vendor.isEmpty, vendor.utf8.allSatisfy({ PolicyDocument.isAlphanumeric($0) || $0 == 0x2d }) else {
            throw .malformedPolicy("Vendor \(vendor) is not valid")
        }
        guard !name.isEmpty, name.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else { throw .policySyntax }
    }

    private static func isARN(_ text: String) -> Bool {
        let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        return parts.count == 6 && parts[0] == "arn" && !parts[1].isEmpty && !parts[2].isEmpty && !parts[5].isEmpty
    }

    private static func conditions(_ value: JSONValue?) throws(ServiceError) -> [PolicyCondition] {
        guard let value else { return [] }
        guard case .object(let operators) = value else { throw .policySyntax }
        var conditions: [PolicyCondition] = []
        for (word, keys) in operators {
            guard case .object(let keys) = keys else { throw .policySyntax }
            for (key, value) in keys {
                let values = PolicyDocument.list(value).compactMap(Self.text)
                guard !values.isEmpty, values.count == PolicyDocument.list(value).count else { throw .policySyntax }
                guard let condition = PolicyCondition(word, key: key, values: values) else {
                    throw .malformedPolicy("Invalid Condition type : \(word).")
                }
                conditions.append(condition)
            }
        }
        return conditions
    }

    /// A value of a condition: numbers and truth are texts there.
    private static func text(_ value: JSONValue) -> String? {
        switch value {
        case .string(let text): text
        case .bool(let value): value ? "true" : "false"
        case .integer(let value): "\(value)"
        default: nil
        }
    }
}
