/// What awsx writes into a config file: plain, so that every SDK reads it alike (<doc:ConfigurationFiles>, What SDKs
/// read otherwise).
enum ConfigFormatting {
    /// A header line without its end; a name with blanks or quotes is quoted as the AWS CLI does
    /// (<doc:ConfigurationFiles>, How the AWS CLI edits a file).
    static func header(_ address: SectionAddress) -> String {
        if address == .profile("default") { return "[default]" }
        // Such a header is taken as it stands.
        if address.kind == .verbatim { return "[\(address.name)]" }
        let name = SectionHeader.isPlain(address.name) ? address.name : quoted(address.name)
        return "[\(address.kind.prefix)\(name)]"
    }

    static func line(_ entry: ConfigEntry) -> String {
        entry.value.isEmpty ? "\(entry.key) =" : "\(entry.key) = \(entry.value)"
    }

    private static func quoted(_ name: String) -> String {
        var text = "'"
        for character in name.unicodeScalars {
            if character == "'" { text += "'\"'\"'" } else { text.unicodeScalars.append(character) }
        }
        return text + "'"
    }

    static func check(name: String, in path: String) throws(Failure) {
        guard !name.isEmpty, !name.utf8.contains(where: isControl) else {
            throw Failure(
                .configInvalid, "\"\(name)\" is not a valid section name", at: .file(path, line: nil),
                hint: "use letters, digits and - _ / . % @ : +")
        }
    }

    static func check(_ entry: ConfigEntry, in path: String) throws(Failure) {
        try check(key: entry.key, in: path)
        let bytes = Array(entry.value.utf8)
        let trimmed = PythonWhitespace.trimmed(bytes.span, 0..<bytes.count)
        guard !bytes.contains(where: isControl), trimmed == 0..<bytes.count || bytes.isEmpty else {
            throw Failure(
                .configInvalid,
                "the value of \(entry.key) starts or ends with a space or contains control characters, which a config file can't store",
                at: .file(path, line: nil))
        }
    }

    static func check(key: String, in path: String) throws(Failure) {
        let isPlain = key.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
        }
        guard !key.isEmpty, isPlain else {
            throw Failure(
                .configInvalid, "\"\(key)\" is not a valid key", at: .file(path, line: nil),
                hint: "use lower-case letters, digits, - _ and .")
        }
    }

    static func check(mark: String, in path: String) throws(Failure) {
        guard mark.hasPrefix("#"), !mark.utf8.contains(where: isControl) else {
            throw Failure(.configInvalid, "\"\(mark)\" is not a valid comment line", at: .file(path, line: nil))
        }
    }

    private static func isControl(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x7f }
}
