/// Spellings that the AWS CLI and awsx read as they were meant, and SDKs in other languages do not
/// (<doc:ConfigurationFiles>, What SDKs read otherwise).
enum PortabilityTrap: Hashable {
    /// `key: value`
    case colonDelimiter(key: String)
    /// `Region = …`
    case upperCaseKey(String)
    case indentedComment
    /// A `#` or `;` between the brackets.
    case markInHeader(String)
}

extension ConfigDocument {
    /// Every trap with its line, by line; none is kept, as there may be very many.
    fileprivate func forEachPortabilityTrap(_ body: (PortabilityTrap, Int) -> Void) {
        var comments = indentedComments[...]
        func tell(_ trap: PortabilityTrap, _ line: UInt32) {
            tellComments(before: Int(line))
            body(trap, Int(line))
        }
        func tellComments(before line: Int) {
            while let comment = comments.first, comment < line {
                body(.indentedComment, comment)
                comments.removeFirst()
            }
        }
        for section in sections {
            let header = text(section.name)
            if header.contains("#") || header.contains(";") { tell(.markInHeader(header), section.line) }
            for option in options[section.options] {
                if delimiter(option) == UInt8(ascii: ":") { tell(.colonDelimiter(key: key(option)), option.line) }
                if bytes[option.key].contains(where: { (0x41...0x5a).contains($0) }) {
                    tell(.upperCaseKey(text(option.key)), option.line)
                }
            }
        }
        tellComments(before: .max)
    }

    private func delimiter(_ option: ScannedOption) -> UInt8? {
        bytes[Int(option.keyEnd)..<max(Int(option.keyEnd), Int(option.valueStart))].first {
            $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ":")
        }
    }

    /// Comment lines with blanks in front, below an option that they could continue.
    private var indentedComments: [Int] {
        guard let first = options.first else { return [] }
        let bytes = bytes
        var lines: [Int] = []
        var number = 0
        var position = 0
        while position < bytes.count {
            let found = LineEnd.find(in: bytes.span, from: position)
            number += 1
            let content = PythonWhitespace.trimmed(bytes.span, position..<found.end)
            if number > Int(first.line), content.lowerBound > position, !content.isEmpty,
                bytes[content.lowerBound].isCommentMark
            {
                lines.append(number)
            }
            position = found.next
        }
        return lines
    }
}

extension SharedConfig {
    /// The traps of both files, each with its place.
    func forEachPortabilityTrap(_ body: (PortabilityTrap, SourceLocation) -> Void) {
        for document in [config, credentials].compactMap(\.self) {
            document.forEachPortabilityTrap { trap, line in body(trap, document.location(line: UInt32(line))) }
        }
    }
}
