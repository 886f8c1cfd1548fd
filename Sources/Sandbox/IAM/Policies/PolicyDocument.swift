/// An IAM policy, understood (<doc:STSAndSigning>, Policies).
struct PolicyDocument: Sendable, Hashable {
    var statements: [PolicyStatement]
}

struct PolicyStatement: Sendable, Hashable {
    enum Effect: String, Sendable {
        case allow = "Allow"
        case deny = "Deny"
    }

    let effect: Effect
    let actions: PatternList
    let resources: PatternList
    var conditions: [PolicyCondition] = []

    /// Whether it speaks of this access at all.
    func concerns(_ access: AccessRequest) -> Bool {
        actions.covers(access.action) && resources.covers(access.resource)
            && conditions.allSatisfy { $0.holds(in: access.context) }
    }
}

/// `Action` or `NotAction`, `Resource` or `NotResource`.
enum PatternList: Sendable, Hashable {
    case anyOf([Glob])
    case noneOf([Glob])

    func covers(_ text: String) -> Bool {
        switch self {
        case .anyOf(let patterns): patterns.contains { $0.matches(text) }
        case .noneOf(let patterns): !patterns.contains { $0.matches(text) }
        }
    }
}

/// One thing that somebody wants to do: what policies are asked about.
struct AccessRequest: Sendable, Hashable {
    /// Such as `s3:GetObject`.
    let action: String
    /// An ARN, or `*` where the action is on nothing in particular.
    let resource: String
    /// Values of condition keys, by their names in lower case.
    var context: [String: String] = [:]
}

extension PolicyDocument {
    enum Verdict: Sendable, Hashable { case allowed, notAllowed, denied }

    /// An explicit deny beats every allow; what no statement allows is not allowed.
    static func verdict(of documents: [PolicyDocument], on access: AccessRequest) -> Verdict {
        let effects = documents.flatMap(\.statements).filter { $0.concerns(access) }.map(\.effect)
        return effects.contains(.deny) ? .denied : effects.contains(.allow) ? .allowed : .notAllowed
    }
}
