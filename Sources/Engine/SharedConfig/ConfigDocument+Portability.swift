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
    /// Every trap with its line, by line.
    var portabilityTraps: [(trap: PortabilityTrap, line: Int)] {
        var found = indentedComments.map { (trap: PortabilityTrap.indentedComment, line: $0) }
        for (number, section) in sections.enumerated() {
            let header = text(section.name)
            if header.contains("#") || header.contains(";") { found.append((.markInHeader(header), Int(section.line))) }
            for option in options[sections[number].options] {
                if delimiter(option) == UInt8(ascii: ":") {
                    found.append((.colonDelimiter(key: key(option)), Int(option.line)))
                }
                if bytes[option.key].contains(where: { (0x41...0x5a).contains($0) }) {
                    found.append((.upperCaseKey(text(option.key)), Int(option.line)))
                }
            }
        }
        return found.sorted { $0.line < $1.line }
    }

    private func delimiter(_ option: OptionRecord) -> UInt8? {
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
            let content = TextSpace.trimmed(bytes.span, position..<found.end)
            if number > Int(first.line), content.lowerBound > position, !content.isEmpty {
                let mark = bytes[content.lowerBound]
                if mark == UInt8(ascii: "#") || mark == UInt8(ascii: ";") { lines.append(number) }
            }
            position = found.next
        }
        return lines
    }
}

extension SharedConfig {
    /// The traps of both files, each with its place.
    var portabilityTraps: [(trap: PortabilityTrap, place: Place)] {
        [config, credentials].compactMap(\.self).flatMap { document in
            document.portabilityTraps.map { ($0.trap, document.place(line: UInt32($0.line))) }
        }
    }
}
