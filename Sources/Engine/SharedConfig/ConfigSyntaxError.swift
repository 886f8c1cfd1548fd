/// What makes a file unparsable for awsx and the AWS CLI alike.
enum ConfigSyntaxError: String, CaseIterable {
    case noDelimiter
    case noKey
    case header
    case nestedLine
    case undecodable
    /// More than `SharedConfig.mostLines`.
    case tooLong
    /// More than `SharedConfig.mostSections`.
    case tooManySections
    /// With what `DEFAULT` adds to each section.
    case tooManyDefaults

    func failure(_ path: String, _ line: Int) -> Failure {
        Failure(.configUnparsable, message, at: .file(path, line: line), hint: hint)
    }

    private var message: String {
        switch self {
        case .noDelimiter: "the line has neither \"=\" nor \":\""
        case .noKey: "the line has no key before its delimiter"
        case .header: "the section header is empty or has no closing bracket"
        case .nestedLine: "the nested line has no \"=\""
        case .undecodable: "the line is not UTF-8"
        case .tooLong: "the file has more than \(SharedConfig.mostLines) lines, comments and blank lines not counted"
        case .tooManySections: "the file has more than \(SharedConfig.mostSections) sections"
        case .tooManyDefaults:
            "the keys of [DEFAULT] make more than \(SharedConfig.mostLines) settings, counted in each section"
        }
    }

    private var hint: String {
        switch self {
        case .noDelimiter: "write \"key = value\", or start the line with # to make it a comment"
        case .noKey: "write a key before the delimiter, or start the line with # to make it a comment"
        case .header: "write \"[profile NAME]\""
        case .nestedLine: "write \"key = value\" on each indented line, or remove the indentation"
        case .undecodable: "save the file as UTF-8, for example with iconv -f LATIN1 -t UTF-8"
        case .tooLong, .tooManySections, .tooManyDefaults:
            "remove what you don't use, or move it to another file and set AWS_CONFIG_FILE"
        }
    }
}
