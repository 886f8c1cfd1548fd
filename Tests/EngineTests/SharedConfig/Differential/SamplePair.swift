/// A config and a credentials file, and what is in them.
struct SamplePair {
    let name: String
    let config: [UInt8]?
    let credentials: [UInt8]?
    let rows: Set<GrammarRow>

    init(_ name: String, config: [UInt8]?, credentials: [UInt8]?, rows: Set<GrammarRow> = []) {
        self.name = name
        self.config = config
        self.credentials = credentials
        self.rows = rows
    }

    init(_ name: String, _ config: String, credentials: String? = nil) {
        self.init(name, config: Array(config.utf8), credentials: credentials.map { Array($0.utf8) })
    }

    /// So many pairs, and more until every row is in a few that botocore should read and in one that it should refuse.
    static func generated(atLeast count: Int, _ numbers: inout SeededNumbers) -> [SamplePair] {
        var pairs: [SamplePair] = []
        var sound: [GrammarRow: Int] = [:]
        var broken: [GrammarRow: Int] = [:]
        func isCovered(_ row: GrammarRow) -> Bool {
            broken[row, default: 0] >= 3 && (row.isRefused || sound[row, default: 0] >= 5)
        }
        while pairs.count < count || (pairs.count < 10 * count && !GrammarRow.allCases.allSatisfy(isCovered)) {
            let pair = generated(pairs.count, &numbers)
            let isBroken = pair.rows.contains { $0.isRefused }
            for row in pair.rows { if isBroken { broken[row, default: 0] += 1 } else { sound[row, default: 0] += 1 } }
            pairs.append(pair)
        }
        return pairs
    }

    /// A pair that a seed decides; about a third are made so that botocore refuses them.
    private static func generated(_ number: Int, _ numbers: inout SeededNumbers) -> SamplePair {
        let faults = numbers.chance(40) ? 1 + numbers.below(2) : 0
        let isEmpty = numbers.chance(6)
        let isAbsent = numbers.chance(6)
        let isFaultInConfig = numbers.chance(65) && !isEmpty && !isAbsent
        var config = file(numbers.next(), faults: isFaultInConfig ? faults : 0) { $0.addConfigHeader() }
        let names = config.headers.compactMap { header in
            header == "default" ? header : header.hasPrefix("profile ") ? String(header.dropFirst(8)) : nil
        }.sorted()
        var credentials = file(numbers.next(), faults: isFaultInConfig ? 0 : faults) {
            $0.addCredentialsHeader(sharing: names)
        }
        if credentials.rows.contains(.defaults) { credentials.note(.defaultsInCredentials) }
        if credentials.rows.contains(.equalsSign) { credentials.note(.anyKeyInCredentials) }
        if credentials.rows.isSuperset(of: [.overlay, .block]) { credentials.note(.blockOverText) }
        let bytes = (config.finished(), credentials.finished())
        var rows = config.rows.union(credentials.rows)
        if isEmpty || isAbsent { rows = credentials.rows.union([isAbsent ? .absentFile : .emptyFile]) }
        return SamplePair(
            "generated-\(number)", config: isAbsent ? nil : isEmpty ? [] : bytes.0, credentials: bytes.1, rows: rows)
    }

    private static func file(
        _ seed: UInt64, faults: Int, _ addHeader: (inout SampleFile) -> Void
    ) -> SampleFile {
        var file = SampleFile(numbers: SeededNumbers(seed: seed))
        if faults > 0 && file.numbers.chance(25) { file.addFaultAtStart() }
        if file.numbers.chance(30) { file.addComment() }
        if file.numbers.chance(8) { _ = file.addHeader("indented", indentation: 3, .indentedHeaderAtStart) }
        let sections = 1 + file.numbers.below(6)
        let faulty = file.numbers.below(sections)
        for number in 0..<sections {
            if file.numbers.chance(6) { file.addDefaults() }
            addHeader(&file)
            let options = file.numbers.below(7)
            if options == 0 { file.note(.emptySection) }
            for _ in 0..<options {
                if file.numbers.chance(15) { file.addComment() }
                file.addOption()
            }
            if number == faulty { for _ in 0..<faults { file.addFault() } }
        }
        return file
    }
}

extension SampleFile {
    /// The parser's own defaults, which may come in several parts.
    fileprivate mutating func addDefaults() {
        if rows.contains(.defaults) { note(.defaultsTwice) }
        note(.defaults)
        add("[DEFAULT]")
        openIndentation = nil
        keys = []
        add("shared_\(lines.count) = \(value())")
        if numbers.chance(30) {
            add("shared_block_\(lines.count) =")
            add("  one = 1")
        }
        if !rows.contains(.defaultsTwice) && numbers.chance(50) { add("region = from-defaults") }
        openIndentation = 0
    }
}
