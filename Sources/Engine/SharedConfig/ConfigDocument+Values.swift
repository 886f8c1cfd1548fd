extension ConfigDocument {
    func key(_ option: ScannedOption) -> String { String(decoding: loweredKey(option), as: UTF8.self) }

    func loweredKey(_ option: ScannedOption) -> [UInt8] {
        let bytes = bytes
        return ConfigKey.lowered(bytes.span, option)
    }

    /// What an option holds: text, its lines joined and the end trimmed, or nested keys.
    func value(_ option: ScannedOption) -> ConfigValue {
        option.isBlock ? .block(block(option)) : .text(text(option))
    }

    func setting(_ option: ScannedOption) -> Setting? {
        option.isBlock ? nil : Setting(value: text(option), location: location(line: option.line))
    }

    private func text(_ option: ScannedOption) -> String {
        guard option.bodyEnd > 0 else { return text(option.firstLine) }
        var joined = Array(bytes[option.firstLine])
        for line in continuation(option) {
            joined.append(0x0a)
            joined.append(contentsOf: bytes[line.content])
        }
        return String(decoding: joined, as: UTF8.self)
    }

    func block(_ option: ScannedOption) -> [NestedSetting] {
        let bytes = bytes
        var entries: [NestedSetting] = []
        var positions: [[UInt8]: Int] = [:]
        for line in continuation(option) {
            for piece in PythonWhitespace.lines(bytes.span, line.content) {
                let piece = PythonWhitespace.trimmed(bytes.span, piece)
                guard let delimiter = bytes[piece].firstIndex(of: UInt8(ascii: "=")) else { continue }
                let key = PythonWhitespace.trimmed(bytes.span, piece.lowerBound..<delimiter)
                let value = PythonWhitespace.trimmed(bytes.span, (delimiter + 1)..<piece.upperBound)
                let entry = NestedSetting(key: text(key), value: text(value), line: line.number)
                if let position = positions[Array(bytes[key])] {
                    entries[position] = entry
                } else {
                    positions[Array(bytes[key])] = entries.count
                    entries.append(entry)
                }
            }
        }
        return entries
    }

    /// The lines below an option that are part of its value: trimmed, the blank ones too, comments left out.
    func continuation(_ option: ScannedOption) -> [(number: Int, content: Range<Int>)] {
        let bytes = bytes
        var lines: [(number: Int, content: Range<Int>)] = []
        var position = LineEnd.find(in: bytes.span, from: Int(option.valueEnd)).next
        var number = Int(option.line)
        while position < Int(option.bodyEnd) {
            let found = LineEnd.find(in: bytes.span, from: position)
            number += 1
            let content = PythonWhitespace.trimmed(bytes.span, position..<found.end)
            if content.isEmpty || !bytes[content.lowerBound].isCommentMark { lines.append((number, content)) }
            position = found.next
        }
        return lines
    }
}
