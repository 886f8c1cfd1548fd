extension ConfigDocument {
    /// The uses that were made of leniencies, and what is easily misread, by line.
    var warnings: [ConfigWarning] {
        var list = CappedFindings<ConfigWarning>()
        for finding in findings { list.add(finding.leniency.rawValue) { warning(finding) } }
        for section in sections.indices { findMisleadingSyntax(in: section, into: &list) }
        return sorted(list.all)
    }

    /// Those of some sections, of `DEFAULT` and of the file as a whole, by line.
    func warnings(in touched: Set<Int>) -> [ConfigWarning] {
        var list = CappedFindings<ConfigWarning>()
        for finding in findings
        where finding.section.map({ touched.contains($0) || sections[$0].kind == .defaults }) ?? true {
            list.add(finding.leniency.rawValue) { warning(finding) }
        }
        for section in touched.sorted() {
            for occurrence in occurrences(of: section) { findMisleadingSyntax(in: occurrence, into: &list) }
        }
        for section in defaults { findMisleadingSyntax(in: section, into: &list) }
        return sorted(list.all)
    }

    /// The sections that define a profile, and those by which somebody may have meant to: a header without the word
    /// `profile`, or with a name that lacks its quotes.
    func sections(meaning profile: String) -> Set<Int> {
        if role == .credentials {
            return Set(sections(.verbatim, profile) + sections(.verbatim, "profile \(profile)"))
        }
        let meant = nameless.filter { section in
            let header = bytes[sections[section].name]
            let word = SectionKind.profile.word.description.utf8
            let name = header.starts(with: word) ? header.dropFirst(word.count).drop { $0 == 0x20 } : header
            return name.elementsEqual(profile.utf8)
        }
        return Set(sections(.profile, profile) + meant)
    }

    private func sorted(_ warnings: [ConfigWarning]) -> [ConfigWarning] {
        warnings.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }.map(\.element)
    }

    private func warning(_ finding: ScannedLeniency) -> ConfigWarning {
        ConfigWarning(
            file: path,
            line: finding.line,
            code: finding.leniency.rawValue,
            message: finding.leniency.message(text(finding.text), earlier: finding.earlier),
            section: finding.section.map { text(sections[$0].name) }
        )
    }
}
