extension ConfigDocument {
    /// The uses that were made of leniencies, and what is easily misread, by line.
    var warnings: [ConfigWarning] {
        findings.map { finding in
            ConfigWarning(
                file: path,
                line: finding.line,
                code: finding.leniency.rawValue,
                message: finding.leniency.message(text(finding.text), earlier: finding.earlier),
                section: finding.section.map { text(sections[$0].name) }
            )
        }
    }
}
