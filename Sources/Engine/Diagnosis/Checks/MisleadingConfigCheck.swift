/// Every place where awsx reads what the AWS CLI refuses, or where both read what nobody meant.
package enum MisleadingConfigCheck: Check {
    package static let codes =
        Leniency.allCases.map { leniency in
            Diagnosis.Code(
                leniency.rawValue, .configuration, .error, "\(leniency.meaning); the AWS CLI refuses the file")
        }
        + MisleadingSyntax.allCases.map { misreading in
            Diagnosis.Code(misreading.rawValue, .configuration, .warning, misreading.meaning)
        }

    package static func examine(_ input: DoctorInput) -> [Diagnosis] {
        var list = CappedFindings<Diagnosis>()
        for warning in input.config.warnings {
            list.add(warning.code, followedBy: warning.others) {
                guard let code = codes.first(where: { $0.word == warning.code }) else { return nil }
                return Diagnosis(
                    code, warning.message + (MisleadingSyntax(rawValue: warning.code)?.elsewhere ?? ""),
                    at: .file(warning.file, line: warning.line),
                    hint: "${EDITOR:-vi} +\(warning.line) \(DisplayedCommandWord.quoted(warning.file))")
            }
        }
        return list.all
    }
}

extension Leniency {
    /// For the table of codes.
    fileprivate var meaning: String {
        switch self {
        case .byteOrderMark: "the file begins with a byte order mark"
        case .duplicateSection: "a section appears twice"
        case .duplicateKey: "a key appears twice in a section"
        case .propertyBeforeSection: "a key appears before the first section"
        case .undecodableComment: "a comment is not UTF-8"
        }
    }
}

extension MisleadingSyntax {
    /// For the table of codes.
    fileprivate var meaning: String {
        switch self {
        case .droppedHeader: "a header is not a type and one name, so its section is ignored"
        case .headerWithoutProfile: "a section with a profile's keys is missing the word profile"
        case .looseHeader: "a header defines a profile for awsx and the AWS CLI only"
        case .replacedSection: "a section is replaced by a later one of the same name"
        case .profileWordInCredentials: "in the credentials file, the word profile is part of a name"
        case .unclosedHeader: "a header has no closing bracket"
        case .indentedHeader: "an indented header continues the value above it"
        case .indentedKey: "an indented key continues the value above it"
        case .inlineComment: "what looks like a comment is part of a value"
        case .quotedValue: "quotes are part of a value"
        }
    }

    /// What the SDKs make of it where they read it otherwise (<doc:ConfigurationFiles>, What SDKs read otherwise).
    fileprivate var elsewhere: String {
        switch self {
        case .inlineComment: "; SDKs for Go, JavaScript and Rust ignore it"
        case .quotedValue: "; the SDK for Go removes them"
        case .replacedSection: "; SDKs for Go, JavaScript and Rust may use the other one"
        case .droppedHeader: "; the SDK for Go may treat it as a profile"
        case .looseHeader, .headerWithoutProfile, .profileWordInCredentials, .unclosedHeader, .indentedHeader,
            .indentedKey:
            ""
        }
    }
}
