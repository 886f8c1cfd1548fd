/// What a scope lets through, so that scopes can be joined and laid over each other before AWS sees a policy of it.
package struct ScopeGrant: Sendable, Hashable {
    package enum Allowance: Sendable, Hashable {
        case every
        case only([ActionPattern])
    }

    package var allows: Allowance
    /// Taken away again.
    package var denies: [ActionPattern] = []
    /// All that isn't let through is denied in so many words, so that no policy of a resource lets it through.
    package var isStrict = false
    /// Statements of a policy document, which nothing here looks into; they let through as well.
    package var document: [JSON] = []
    /// The text of a document that is a scope by itself.
    package var wholeDocument: String?
    /// The document is for an older version of the policy language.
    package var isOlder = false
    /// Lists outside of which all is denied.
    package var fences: [[ActionPattern]] = []

    package init(allows: Allowance, denies: [ActionPattern] = [], isStrict: Bool = false, document: [JSON] = []) {
        self.allows = allows
        self.denies = denies
        self.isStrict = isStrict
        self.document = document
    }

    package init(allow: [String], deny: [String] = [], isStrict: Bool = false) {
        let allow = allow.map(ActionPattern.init)
        self.init(
            allows: allow.contains(.every) ? .every : .only(allow), denies: deny.map(ActionPattern.init),
            isStrict: isStrict)
    }

    /// Whether it lets nothing through at all.
    var isEmpty: Bool { allows == .only([]) && document.isEmpty }
}

extension ScopeGrant {
    /// What either lets through.
    ///
    /// - Throws: `Contradiction` where the policy language can't say it.
    func union(_ other: ScopeGrant) throws(Contradiction) -> ScopeGrant {
        if isStrict || other.isStrict, !document.isEmpty || !other.document.isEmpty { throw .strictBesideDocument }
        var joined = try joinable
        joined.wholeDocument = nil
        _ = try other.joinable
        switch (allows, other.allows) {
        case (.only(let mine), .only(let theirs)): joined.allows = .only(Self.widest(mine + theirs))
        case (.every, _), (_, .every): joined.allows = .every
        }
        joined.isStrict = isStrict || other.isStrict
        joined.document = document + other.document
        joined.denies = denies.filter { !other.outweighs($0) }
        for deny in other.denies where !outweighs(deny) && !joined.denies.contains(deny) { joined.denies.append(deny) }
        for grant in [self, other] {
            if let (allowed, denied) = grant.takenAway(by: joined.denies) { throw .denied(allowed, by: denied) }
        }
        return joined
    }

    /// What the scope names itself and denials leave nothing of; nil if there is none.
    func takenAway(by denies: [ActionPattern]) -> (allowed: ActionPattern, denied: ActionPattern)? {
        guard case .only(let list) = allows else { return nil }
        for allowed in list {
            if let denied = denies.first(where: { $0.contains(allowed) }) { return (allowed, denied) }
        }
        return nil
    }

    /// The scope, if it can be put together with others.
    private var joinable: ScopeGrant {
        get throws(Contradiction) {
            if isOlder { throw .olderDocument }
            return self
        }
    }

    /// Whether a denial of another scope would take away what this one lets through whole.
    private func outweighs(_ deny: ActionPattern) -> Bool {
        guard !denies.contains(where: { $0.overlaps(deny) }) else { return false }
        return switch allows {
        case .every: true
        case .only(let list): list.contains { $0.contains(deny) }
        }
    }

    /// The list without what another of it names anyway.
    private static func widest(_ list: [ActionPattern]) -> [ActionPattern] {
        var kept: [ActionPattern] = []
        for (index, pattern) in list.enumerated() {
            let isCovered = list.enumerated().contains { other in
                other.offset != index && other.element.contains(pattern)
                    && (other.offset < index || !pattern.contains(other.element))
            }
            if !isCovered { kept.append(pattern) }
        }
        return kept
    }
}

extension ScopeGrant {
    /// What both let through.
    func intersection(_ other: ScopeGrant) throws(Contradiction) -> ScopeGrant {
        if !document.isEmpty, !other.document.isEmpty { throw .twoDocuments }
        guard document.isEmpty else { return try joinable.fenced(by: other) }
        guard other.document.isEmpty else { return try other.joinable.fenced(by: self) }
        var both = self
        both.isStrict = isStrict || other.isStrict
        switch (allows, other.allows) {
        case (.every, let theirs): both.allows = theirs
        case (.only, .every): break
        case (.only(let mine), .only(let theirs)):
            if let list = Self.shared(mine, theirs) { both.allows = .only(list) } else { both.fences.append(theirs) }
        }
        both.fences += other.fences
        for deny in other.denies where !both.denies.contains(deny) { both.denies.append(deny) }
        return both.tidied
    }

    /// This document, with nothing let through that the other doesn't.
    private func fenced(by other: ScopeGrant) -> ScopeGrant {
        var both = self
        both.wholeDocument = nil
        if case .only(let list) = other.allows { both.fences.append(list) }
        both.fences += other.fences
        for deny in other.denies where !both.denies.contains(deny) { both.denies.append(deny) }
        return both
    }

    /// The patterns that name what both lists name; nil where no pattern does.
    private static func shared(_ mine: [ActionPattern], _ theirs: [ActionPattern]) -> [ActionPattern]? {
        var list: [ActionPattern] = []
        for one in mine {
            for other in theirs where one.overlaps(other) {
                if other.contains(one) {
                    list.append(one)
                } else if one.contains(other) {
                    list.append(other)
                } else {
                    return nil
                }
            }
        }
        return widest(list)
    }

    /// The same without what is denied anyway, and without denials of what isn't let through.
    private var tidied: ScopeGrant {
        guard case .only(let list) = allows else { return self }
        var tidy = self
        let left = list.filter { pattern in !denies.contains { $0.contains(pattern) } }
        tidy.allows = .only(left)
        tidy.denies = denies.filter { deny in left.contains { $0.overlaps(deny) } }
        return tidy
    }
}

extension ScopeGrant {
    /// Why scopes can't be put together.
    enum Contradiction: Error, Sendable, Hashable {
        /// A scope that denies the rest denies what a document lets through.
        case strictBesideDocument
        case twoDocuments
        /// What one scope names, another denies.
        case denied(ActionPattern, by: ActionPattern)
        /// A document for an older version of the policy language, which can't be joined.
        case olderDocument
    }
}

extension ScopeGrant {
    /// The policy that says it, as short as it can be; the order is part of its digest.
    package var policy: String {
        if let wholeDocument { return wholeDocument }
        var statements: [JSON] = []
        switch allows {
        case .every: statements.append(.statement("Allow", "Action", .string("*")))
        case .only(let list) where isStrict:
            statements.append(.statement("Allow", "Action", .string("*")))
            statements.append(.statement("Deny", "NotAction", .actions(list)))
        case .only(let list) where !list.isEmpty:
            statements.append(.statement("Allow", "Action", .actions(list)))
        case .only: break
        }
        statements += document
        statements += fences.map { .statement("Deny", "NotAction", .actions($0)) }
        if !denies.isEmpty { statements.append(.statement("Deny", "Action", .actions(denies))) }
        return JSON.object(["Version": .string("2012-10-17"), "Statement": .array(statements)])
            .serialized(.minified)
    }
}

extension ScopeGrant {
    /// The length of its policy, as AWS counts it.
    package var characterCount: Int { policy.unicodeScalars.count }
}

extension JSON {
    fileprivate static func statement(_ effect: String, _ element: String, _ actions: JSON) -> JSON {
        .object([
            Member("Effect", .string(effect)), Member(element, actions), Member("Resource", .string("*")),
        ])
    }

    fileprivate static func actions(_ list: [ActionPattern]) -> JSON { .array(list.map { .string($0.text) }) }
}
