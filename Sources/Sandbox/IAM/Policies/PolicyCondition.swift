/// One line of a `Condition`: an operator, a key, and the values of which one must fit.
struct PolicyCondition: Sendable, Hashable {
    /// Those that the sandbox evaluates.
    enum Operator: String, Sendable, CaseIterable {
        case stringEquals = "StringEquals"
        case stringNotEquals = "StringNotEquals"
        case stringEqualsIgnoreCase = "StringEqualsIgnoreCase"
        case stringNotEqualsIgnoreCase = "StringNotEqualsIgnoreCase"
        case stringLike = "StringLike"
        case stringNotLike = "StringNotLike"
        case arnEquals = "ArnEquals"
        case arnLike = "ArnLike"
        case arnNotEquals = "ArnNotEquals"
        case arnNotLike = "ArnNotLike"
        case bool = "Bool"
        case null = "Null"

        var isNegated: Bool { rawValue.contains("Not") }
    }

    let comparison: Operator
    /// `…IfExists`: fulfilled where the request has no such key.
    let onlyIfExists: Bool
    /// In lower case.
    let key: String
    let values: [String]

    /// Nil if `word` is no operator, or none that the sandbox evaluates.
    init?(_ word: String, key: String, values: [String]) {
        let suffix = "IfExists"
        onlyIfExists = word.hasSuffix(suffix)
        guard let comparison = Operator(rawValue: onlyIfExists ? String(word.dropLast(suffix.count)) : word),
            !(onlyIfExists && comparison == .null)
        else { return nil }
        self.comparison = comparison
        self.key = key.lowercased()
        self.values = values
    }

    func holds(in context: [String: String]) -> Bool {
        let found = context[key]
        if comparison == .null { return values.contains(found == nil ? "true" : "false") }
        guard let found else { return onlyIfExists || comparison.isNegated }
        let fits = values.contains { value in
            switch comparison {
            case .stringEquals, .stringNotEquals: value == found
            case .stringEqualsIgnoreCase, .stringNotEqualsIgnoreCase, .bool: value.lowercased() == found.lowercased()
            case .stringLike, .stringNotLike, .arnEquals, .arnLike, .arnNotEquals, .arnNotLike:
                Glob(value).matches(found)
            case .null: false
            }
        }
        return fits != comparison.isNegated
    }
}
