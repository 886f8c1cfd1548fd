/// One header line: offsets into the file's bytes, nothing decoded.
struct ScannedSection {
    /// What stands between the brackets.
    let nameStart: UInt32
    let nameEnd: UInt32
    let line: UInt32
    /// Its options are those from here to `optionEnd`.
    let optionStart: UInt32
    var optionEnd: UInt32
    let hash: UInt32
    let kind: SectionKind
    /// The header repeats an earlier one, whose section it adds to; never looked up by itself.
    let isRepeat: Bool

    var name: Range<Int> { Int(nameStart)..<Int(nameEnd) }
    var options: Range<Int> { Int(optionStart)..<Int(optionEnd) }
}

/// One `key = value` with the lines that continue it: offsets into the file's bytes.
struct ScannedOption {
    let keyStart: UInt32
    let keyEnd: UInt32
    /// What stands behind the delimiter on the same line.
    let valueStart: UInt32
    let valueEnd: UInt32
    /// The end of the last line that continues the value; 0 if none does.
    var bodyEnd: UInt32
    let line: UInt32
    /// The line is not all ASCII, so the key may not be.
    let isWide: Bool

    var key: Range<Int> { Int(keyStart)..<Int(keyEnd) }
    var firstLine: Range<Int> { Int(valueStart)..<Int(valueEnd) }
    /// Nothing on the first line but something below: nested keys (<doc:ConfigurationFiles>, Grammar, rule 12).
    var isBlock: Bool { bodyEnd > 0 && valueStart == valueEnd }
}

/// A leniency that the scan made use of, to be told if somebody asks.
struct ScannedLeniency {
    let leniency: Leniency
    let line: Int
    /// The earlier line that it is about, if there is one.
    let earlier: Int?
    /// The section that it is in, or nil for the whole file.
    let section: Int?
    /// The key or header, as it stands in the file.
    let text: Range<Int>
}
