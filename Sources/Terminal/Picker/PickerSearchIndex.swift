/// All entries, made ready for searching, and the ranking of those that match.
package struct PickerSearchIndex: Sendable {
    package let entries: [PickerEntry]
    private let fields: [[FuzzyText]]
    private let masks: [UInt64]
    /// Where the entry stands without a query: by use, then as given.
    private let restingOrder: [Int]

    package init(_ entries: [PickerEntry]) {
        self.entries = entries
        fields = entries.map { entry in ([entry.name, entry.detail] + entry.words).map(FuzzyText.init) }
        masks = fields.map { $0.reduce(0) { $0 | $1.mask } }
        restingOrder = entries.indices.sorted { one, other in
            (entries[other].frecency, one) < (entries[one].frecency, other)
        }
    }

    /// The entries that match, best first; among equals those used lately and often.
    ///
    /// - Parameter candidates: where to look only, since a query that says less found these; nil looks everywhere.
    package func ranked(_ text: String, among candidates: [Int]? = nil) -> [Int] {
        ranked(FuzzyQuery(text), candidates)
    }

    func ranked(_ query: FuzzyQuery, _ candidates: [Int]?) -> [Int] {
        if query.isEmpty { return restingOrder }
        var found: [(number: Int, score: Int)] = []
        func look(_ number: Int) {
            guard let score = query.score(fields[number], mask: masks[number]) else { return }
            found.append((number, score + bonus(number)))
        }
        if let candidates { candidates.forEach(look) } else { entries.indices.forEach(look) }
        found.sort { one, other in (other.score, one.number) < (one.score, other.number) }
        return found.map(\.number)
    }

    /// Use lifts an entry above those that match a little better, not above those that match much better.
    private func bonus(_ number: Int) -> Int {
        let frecency = entries[number].frecency
        return frecency > 0 ? Int(min(frecency, 24)) + 4 : 0
    }
}
