/// One file as it was scanned: its bytes, flat records of offsets into them, and an index of its headers.
///
/// Nothing is decoded until it is asked for.
final class ConfigDocument: Sendable {
    /// The path as it is shown.
    let path: String
    let role: ConfigRole
    let bytes: [UInt8]
    /// Every header in file order.
    let sections: [SectionRecord]
    let options: [OptionRecord]
    /// The `DEFAULT` headers, in order.
    let defaults: [Int]
    /// Later headers that repeat an earlier one, by the index of that.
    let repeats: [Int: [Int]]
    /// Sections whose name is not simply what stands behind the first word, by kind and name.
    let oddNames: [SectionName: [Int]]
    /// The name of each section whose header is not the plain form; absent if the header names nothing.
    let oddWords: [Int: [UInt8]]
    /// Sections of the config file that give no profile, session or services, whether meant to or not.
    let nameless: [Int]
    let headers: HeaderIndex
    let findings: [Finding]

    init(bytes: [UInt8], scanned: ConfigScanner) {
        path = scanned.path
        role = scanned.role
        self.bytes = bytes
        sections = scanned.sections
        options = scanned.options
        defaults = scanned.defaults
        repeats = scanned.repeats
        oddNames = scanned.oddNames
        oddWords = scanned.oddWords
        nameless = scanned.nameless
        headers = scanned.headers
        findings = scanned.findings
    }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    func place(line: UInt32) -> Place { .file(path, line: Int(line)) }
}

/// A kind and a name in bytes: Swift's strings would take two spellings of one accented letter for the same name.
struct SectionName: Hashable, Sendable {
    let kind: SectionKind
    let name: [UInt8]
}
