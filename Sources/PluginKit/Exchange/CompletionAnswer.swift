package import Engine

/// What a word may be, as a plugin says: the `ok` of `complete`, with `candidates`, texts or objects of `value` and
/// `description`.
package struct CompletionAnswer: Sendable, Hashable {
    package struct Candidate: Sendable, Hashable {
        package let value: String
        package let description: String
    }

    package let candidates: [Candidate]

    private static let most = 10_000

    package init(_ ok: JSON) throws(PluginFault) {
        guard let list = ok["candidates"]?.array, list.count <= Self.most else {
            throw .unreadable("its candidates are not an array of at most \(Self.most)")
        }
        var candidates: [Candidate] = []
        for item in list {
            guard let value = item.string ?? item["value"]?.string else {
                throw .unreadable("a candidate is neither a text nor an object with a value")
            }
            candidates.append(Candidate(value: value, description: item["description"]?.string ?? ""))
        }
        self.candidates = candidates
    }
}
