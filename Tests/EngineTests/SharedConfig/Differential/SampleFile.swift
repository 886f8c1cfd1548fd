/// A file under construction: lines, and the rows of the grammar that they are made of.
struct SampleFile {
    var numbers: SeededNumbers
    private(set) var rows: Set<GrammarRow> = []
    private(set) var lines: [[UInt8]] = []
    /// Indentation of the last option, in blanks; nil where none is open.
    var openIndentation: Int?
    /// Keys of the current section, and headers of the file, so that none is repeated by chance.
    var keys: Set<String> = []
    var headers: Set<String> = []

    init(numbers: SeededNumbers) { self.numbers = numbers }

    mutating func note(_ row: GrammarRow) { rows.insert(row) }

    mutating func add(_ text: String, _ noted: GrammarRow...) { add(Array(text.utf8), noted) }

    mutating func add(_ bytes: [UInt8], _ noted: [GrammarRow]) {
        lines.append(bytes)
        rows.formUnion(noted)
    }

    mutating func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }

    /// A key that the section does not have.
    mutating func freshKey() -> String {
        let known = [
            "region", "output", "sso_session", "sso_account_id", "sso_role_name", "role_arn", "source_profile",
            "aws_access_key_id", "aws_secret_access_key", "cli_pager", "s3", "max_attempts",
        ]
        while true {
            let key = numbers.chance(70) ? numbers.pick(known) : "key_\(numbers.below(1000))"
            if keys.insert(key).inserted { return key }
        }
    }

    mutating func value() -> String {
        numbers.pick([
            "us-east-1", "json", "123456789012", "https://d-1234567890.awsapps.com/start#/", "a=b:c", "AKIA", "x y z",
            "[brackets]", "a\u{feff}b", "1",
        ])
    }

    /// All lines with the file's kind of line end.
    mutating func finished() -> [UInt8] {
        let styles: [(GrammarRow, [String])] = [
            (.lineFeed, ["\n"]), (.lineFeed, ["\n"]), (.carriageReturn, ["\r"]), (.lineFeedAndCarriageReturn, ["\r\n"]),
            (.mixedLineEnds, ["\n", "\r", "\r\n"]),
        ]
        let (row, ends) = numbers.pick(styles)
        note(row)
        var bytes: [UInt8] = []
        for (number, line) in lines.enumerated() {
            bytes += line
            if number == lines.count - 1 && numbers.chance(20) {
                note(.noFinalLineEnd)
            } else {
                bytes += numbers.pick(ends).utf8
            }
        }
        return bytes
    }
}
