/// One file as it was scanned: its bytes, flat records of offsets into them, and an index of its headers.
///
/// Nothing is decoded until it is asked for.
final class ConfigDocument: Sendable {
    /// The path as it is shown.
    let path: String
    let role: ConfigFileKind
    let bytes: [UInt8]
    /// Every header in file order.
    let sections: [ScannedSection]
    let options: [ScannedOption]
    let headers: HeaderIndex
    /// Nil for most files.
    let sectionAnomalies: SectionAnomalies.Kept?

    init(bytes: [UInt8], scanned: ConfigScanner) {
        path = scanned.path
        role = scanned.role
        self.bytes = bytes
        sections = scanned.sections
        options = scanned.options
        headers = scanned.headers
        sectionAnomalies = scanned.sectionAnomalies.isEmpty ? nil : SectionAnomalies.Kept(scanned.sectionAnomalies)
    }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    func location(line: UInt32) -> SourceLocation { .file(path, line: Int(line)) }
}

/// A kind and a name in bytes: Swift's strings would take two spellings of one accented letter for the same name.
struct SectionName: Hashable, Sendable {
    let kind: SectionKind
    let name: [UInt8]
}
