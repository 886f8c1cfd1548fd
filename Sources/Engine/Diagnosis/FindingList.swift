/// Findings in their order, of each code no more than somebody can use; the last one that is told says how many follow.
struct FindingList {
    /// Of one code.
    static let most = 1000

    private var found: [Diagnosis] = []
    private var counts: [String: (told: Int, left: Int, last: Int)] = [:]

    /// - Parameter make: called only for a finding that is told.
    mutating func add(_ code: String, _ make: () -> Diagnosis?) {
        var count = counts[code] ?? (0, 0, 0)
        defer { counts[code] = count }
        guard count.told < Self.most else {
            count.left += 1
            return
        }
        guard let diagnosis = make() else { return }
        count.told += 1
        count.last = found.count
        found.append(diagnosis)
    }

    mutating func add(_ diagnoses: some Sequence<Diagnosis>) {
        for diagnosis in diagnoses { add(diagnosis.code.word) { diagnosis } }
    }

    var all: [Diagnosis] {
        var all = found
        for count in counts.values where count.left > 0 { all[count.last] = all[count.last].followed(by: count.left) }
        return all
    }
}

extension Diagnosis {
    fileprivate func followed(by others: Int) -> Diagnosis {
        Diagnosis(
            code, "\(message); \(others) more of this kind are not shown", at: place, hint: hint, fix: fix,
            severity: severity, plainProfile: plainProfile)
    }
}
