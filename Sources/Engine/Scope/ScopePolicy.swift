/// What a run is narrowed to: one policy for AWS, which lets through only what every selection does, and a label for people.
package struct ScopePolicy: Sendable, Hashable {
    /// Characters that AWS takes (<doc:STSAndSigning>, Scoped credentials).
    package static let longest = 2048

    package let text: String
    /// What lies over each other, each with its names joined: `read,s3:read`, or `policy` for a document.
    package let parts: [String]
    /// The parts in a word: `read`, `read,s3:read`, `view&read-strict`.
    package var label: String { parts.joined(separator: "&") }

    /// - Parameters:
    ///   - selections: each lets through less than those before it.
    ///   - document: a policy that was typed.
    /// - Throws: `.configInvalid` for scopes that don't exist, that contradict each other, that have nothing in common, and
    ///   for a policy that is too long.
    package init(
        _ selections: [ScopeSelection], document: PolicyDocument? = nil,
        in catalog: ScopeCatalog
    ) throws(Failure) {
        var parts: [(label: String, grant: ScopeGrant)] = []
        for selection in selections where !parts.contains(where: { $0.label == selection.text }) {
            parts.append((selection.text, try Self.union(selection, catalog)))
        }
        if let document { parts.append(("policy", document.grant)) }
        guard var (label, grant) = parts.first else {
            throw Failure(.usage, "no scope is named", hint: Hint(.listScopes))
        }
        for part in parts.dropFirst() {
            do throws(ScopeGrant.Contradiction) {
                grant = try grant.intersection(part.grant)
            } catch {
                throw error.failure(of: "\(label) and \(part.label)")
            }
            label += "&\(part.label)"
        }
        guard !grant.isEmpty else {
            throw Failure(
                .configInvalid, "the scopes \(parts.map(\.label).joined(separator: " and ")) have no action in common",
                hint: "\(run: .listScopes) shows what each allows")
        }
        let text = grant.policy
        let count = text.unicodeScalars.count
        guard count <= Self.longest else {
            throw Self.tooLong(label, count, try Self.lengths(of: selections, catalog))
        }
        self.text = text
        self.parts = parts.map(\.label)
    }

    /// What any scope of a selection lets through.
    package static func union(_ selection: ScopeSelection, _ catalog: ScopeCatalog) throws(Failure) -> ScopeGrant {
        guard var label = selection.names.first else {
            throw Failure(.usage, "no scope is named", hint: Hint(.listScopes))
        }
        var grant = try catalog.grant(named: label, authority: selection.authority)
        for name in selection.names.dropFirst() {
            let next = try catalog.grant(named: name, authority: selection.authority)
            do throws(ScopeGrant.Contradiction) {
                grant = try grant.union(next)
            } catch {
                throw error.failure(of: "\(label) and \(name)")
            }
            label += ",\(name)"
        }
        return grant
    }

    private static func lengths(
        of selections: [ScopeSelection], _ catalog: ScopeCatalog
    ) throws(Failure) -> [(name: String, count: Int)] {
        var lengths: [(name: String, count: Int)] = []
        for selection in selections {
            for name in selection.names {
                let grant = try catalog.grant(named: name, authority: selection.authority)
                lengths.append((name, grant.policy.unicodeScalars.count))
            }
        }
        return lengths.sorted { $0.count > $1.count }
    }

    private static func tooLong(_ label: String, _ count: Int, _ parts: [(name: String, count: Int)]) -> Failure {
        let excess = count - longest
        let named = parts.prefix(3).map { "\($0.name) alone has \($0.count)" }.joined(separator: ", ")
        return Failure(
            .configInvalid, "scope \(label) is a policy of \(count) characters, and AWS accepts \(longest)",
            hint: "take out \(excess) characters\(named.isEmpty ? "" : ": \(named)")")
    }
}

extension ScopeGrant.Contradiction {
    /// - Parameter names: of the scopes that were put together.
    fileprivate func failure(of names: String) -> Failure {
        switch self {
        case .strictBesideDocument:
            Failure(
                .configInvalid,
                "the scopes \(names) can't be joined: one denies what it doesn't name, the other is a policy file",
                hint: "use read in place of read-strict")
        case .twoDocuments:
            Failure(
                .configInvalid, "the scopes \(names) are two policy files, which one policy can't hold",
                hint: "put what both allow into one file")
        case .denied(let allowed, let denied):
            Failure(
                .configInvalid,
                "the scopes \(names) contradict each other: one allows \(allowed.text), the other denies \(denied.text)",
                hint: "name one of them only")
        case .olderDocument:
            Failure(
                .configInvalid, "the scopes \(names) can't be put together, since a policy file has another Version",
                hint: "write \"Version\": \"2012-10-17\" in it")
        }
    }
}
