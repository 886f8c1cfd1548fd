/// Something that one code may be found of more often than anybody reads.
protocol FindingWithCountLimit {
    /// The same, which also tells how many of its kind are left out behind it.
    func followed(by others: Int) -> Self
}

/// Findings in their order, of each code no more than somebody can use; the last one that is told says how many follow.
///
/// What is left out is not kept either: a file can hold hundreds of thousands.
struct CappedFindings<Element: FindingWithCountLimit> {
    /// Of one code.
    static var most: Int { 1000 }

    private var found: [Element] = []
    private var counts: [String: (told: Int, left: Int, last: Int)] = [:]

    /// - Parameters:
    ///   - others: how many of its kind were left out behind it already.
    ///   - make: called only for a finding that is told.
    mutating func add(_ code: String, followedBy others: Int = 0, _ make: () -> Element?) {
        var count = counts[code] ?? (0, 0, 0)
        defer { counts[code] = count }
        guard count.told < Self.most else {
            count.left += 1 + others
            return
        }
        guard let element = make() else { return }
        count.told += 1
        count.left += others
        count.last = found.count
        found.append(element)
    }

    var all: [Element] {
        var all = found
        for count in counts.values where count.left > 0 { all[count.last] = all[count.last].followed(by: count.left) }
        return all
    }

    /// The end of a sentence about the last one that is told.
    static func end(_ others: Int) -> String { others > 0 ? "; \(others) more of this kind are not shown" : "" }
}

extension CappedFindings<Diagnosis> {
    mutating func add(_ diagnoses: some Sequence<Diagnosis>) {
        for diagnosis in diagnoses { add(diagnosis.code.word) { diagnosis } }
    }

    /// What is found in each of many things.
    static func of<Thing>(_ things: some Sequence<Thing>, _ examine: (Thing) -> [Diagnosis]) -> [Diagnosis] {
        var list = Self()
        for thing in things { list.add(examine(thing)) }
        return list.all
    }

    /// The same of what has one finding or none.
    static func single<Thing>(of things: some Sequence<Thing>, _ examine: (Thing) -> Diagnosis?) -> [Diagnosis] {
        of(things) { examine($0).map { [$0] } ?? [] }
    }
}

extension Diagnosis: FindingWithCountLimit {
    func followed(by others: Int) -> Diagnosis {
        Diagnosis(
            code, message + CappedFindings<Diagnosis>.end(others), at: location, hint: hint, fix: fix,
            severity: severity, plainProfile: plainProfile, others: self.others + others,
            instants: instants)
    }
}

extension ConfigWarning: FindingWithCountLimit {
    func followed(by others: Int) -> ConfigWarning {
        ConfigWarning(
            file: file, line: line, code: code, message: message, section: section, others: self.others + others)
    }
}
