extension ConfigScanner {
    /// Scans a file for one profile and all sections that are none: every line of the others is looked at for what would
    /// change its meaning or make the whole scan refuse it, and not kept. Out of thousands of profiles that costs a small
    /// part of the whole scan.
    ///
    /// - Returns: nil where a line is not of the usual form, so that only the whole scan tells what it means.
    static func excerpt(
        _ bytes: [UInt8], path: String, role: ConfigFileKind, of profile: String
    ) -> ConfigDocument? {
        var scanner = ConfigScanner(path: path, role: role)
        guard scanner.pass(bytes.span, keeping: Array(profile.utf8)) else { return nil }
        return ConfigDocument(bytes: bytes, scanned: scanner)
    }

    private mutating func pass(_ text: Span<UInt8>, keeping profile: [UInt8]) -> Bool {
        var position = 0
        var isPassing = false
        var passed = 0
        var passedLines = 0
        while position < text.count {
            let begin = position
            let found = LineEnd.find(in: text, from: begin, holding: UInt8(ascii: "="))
            position = found.next
            line &+= 1
            guard found.isASCII else { return false }
            if begin == found.end { continue }
            let first = text[begin]
            if first == UInt8(ascii: "[") {
                // From bracket to bracket, and nothing behind.
                let close = found.end &- 1
                guard close > begin &+ 1, text[close] == UInt8(ascii: "]"),
                    let isKept = keeps(text, (begin &+ 1)..<close, profile)
                else { return false }
                isPassing = !isKept
                if isPassing { passed &+= 1 }
            } else if isPassing {
                if first == UInt8(ascii: "#") || first == UInt8(ascii: ";") { continue }
                // A key with a delimiter behind it.
                guard found.holds, Self.mayBeginKey(first) else { return false }
            }
            if isPassing {
                passedLines &+= 1
                continue
            }
            let known = sections.count
            do throws(Failure) { try read(text, begin, found.end) } catch { return false }
            // An indented header.
            if sections.count != known, first != UInt8(ascii: "[") { return false }
        }
        closeSection()
        return told &+ passedLines <= SharedConfig.mostLines && sections.count &+ passed <= SharedConfig.mostSections
    }

    /// Whether a header's section is to be kept; nil for one whose name only words tell, and for `DEFAULT`, which is in
    /// every section.
    private func keeps(_ text: Span<UInt8>, _ name: Range<Int>, _ profile: [UInt8]) -> Bool? {
        let kind = SectionKind.of(text, name, in: role)
        switch kind {
        case .defaults: return nil
        case .session, .services, .other: return true
        case .profile, .verbatim:
            guard let plain = SectionHeader.plainName(text, name, kind) else { return nil }
            // Somebody may have meant another profile by it.
            if kind == .verbatim && text.starts(name, with: SectionKind.profile.word) { return nil }
            guard plain.count == profile.count else { return false }
            for offset in 0..<plain.count where text[plain.lowerBound &+ offset] != profile[offset] { return false }
            return true
        }
    }
}
