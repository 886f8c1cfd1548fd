/// A config file's bytes, which edits turn into other bytes: whatever an edit doesn't name stays as it is.
package struct ConfigText: Sendable {
    package let bytes: [UInt8]
    /// The path as it is shown.
    package let path: String
    let document: ConfigDocument
    private let kind: ConfigFileKind

    /// - Parameter kind: which headers name a profile.
    /// - Throws: `config-unparsable` with the line: what can't be read isn't edited.
    package init(_ bytes: [UInt8], path: String, kind: ConfigFileKind = .config) throws(Failure) {
        self.bytes = bytes
        self.path = path
        self.kind = kind
        document = try ConfigScanner.scan(bytes, path: path, role: kind)
    }

    /// The file after some edits, one after the other.
    ///
    /// - Throws: `config-invalid` for a name, key or value that no config file can hold, or a section that is there
    ///   already; `config-unparsable` if the result would read otherwise than was meant.
    package func applying(_ edits: [ConfigEdit]) throws(Failure) -> ConfigText {
        var plans = SectionEdits()
        for edit in edits { try plans.take(edit, in: self) }
        var edits = TextEdits(bytes)
        for address in plans.order {
            if let plan = plans[address] { edits.add(plan, in: document) }
        }
        edits.straightenHeaders(document, removed: plans.removedSections(of: document))
        for address in plans.order {
            if let plan = plans[address], plan.isAppended(in: document) { edits.append(plan) }
        }
        let result = try ConfigText(edits.applied(), path: path, kind: kind)
        for address in plans.order { try plans[address]?.verify(result) }
        return result
    }

    /// Whether a header gives this name.
    package func holds(_ address: SectionAddress) -> Bool { document.section(address.kind, address.name) != nil }

    /// The section that botocore reads for this name.
    package func section(_ address: SectionAddress) -> ConfigSection? {
        document.section(address.kind, address.name).map { ConfigSection(document: document, number: $0) }
    }

    /// The unindented comment line directly above the section's header, or nil.
    package func mark(above address: SectionAddress) -> String? {
        guard let section = document.section(address.kind, address.name) else { return nil }
        let lines = LineOffsets(bytes)
        return lines.before(lines.start(of: Int(document.sections[section].nameStart))).flatMap { line in
            guard bytes[line.start] == UInt8(ascii: "#") else { return nil }
            return String(decoding: bytes[line.start..<line.end], as: UTF8.self)
        }
    }

    /// The names of all profiles in order.
    package var profileNames: [String] { document.names(kind == .config ? .profile : .verbatim) }

    package var sessionNames: [String] { document.names(.session) }
}
