/// One linear pass over a file's bytes into flat records (facts 1.2), with the same meaning as the parser under the AWS
/// CLI, and the listed leniencies.
struct ConfigScanner {
    let path: String
    let role: ConfigRole
    let bytes: [UInt8]
    private(set) var sections: [SectionRecord] = []
    private(set) var options: [OptionRecord] = []
    private(set) var defaults: [Int] = []
    private(set) var repeats: [Int: [Int]] = [:]
    private(set) var oddNames: [SectionName: [Int]] = [:]
    private(set) var oddWords: [Int: [UInt8]] = [:]
    private(set) var headers = HeaderIndex()
    private(set) var findings: [Finding] = []

    private var line = 0
    /// Indentation of the line that opened the current value or section, in characters.
    private var indentation = 0
    /// An option is open: deeper lines continue it.
    private var isOptionOpen = false
    /// The first section that the current header stands for: itself, or the one that it repeats.
    private var current: Int?
    /// Nested lines without a delimiter under a key of `DEFAULT`: they count only where a section takes that key.
    private var brokenDefaults: [(option: Int, line: Int)] = []
    private var keys = KeyRegister()

    /// Scans a file whole.
    /// Throws: `config-unparsable` with the line, where no reading would be more than a guess.
    static func scan(_ bytes: [UInt8], path: String, role: ConfigRole) throws(Failure) -> ConfigDocument {
        var scanner = ConfigScanner(path: path, role: role, bytes: bytes)
        try scanner.run()
        return ConfigDocument(scanned: scanner)
    }

    private init(path: String, role: ConfigRole, bytes: [UInt8]) {
        self.path = path
        self.role = role
        self.bytes = bytes
    }

    private mutating func run() throws(Failure) {
        var position = 0
        if bytes.starts(with: [0xef, 0xbb, 0xbf]) {
            position = 3
            findings.append(Finding(leniency: .byteOrderMark, line: 1, earlier: nil, section: nil, text: 0..<0))
        }
        options.reserveCapacity(bytes.count / 32)
        while position < bytes.count {
            let found = LineEnd.find(in: bytes, from: position)
            line += 1
            try read(position..<found.end, isASCII: found.isASCII)
            position = found.next
        }
        closeSection()
        try checkDefaults()
    }

    private mutating func read(_ content: Range<Int>, isASCII: Bool) throws(Failure) {
        var start = content.lowerBound
        let end = content.upperBound
        var indent = 0
        while start < end {
            let space = TextSpace.length(bytes, at: start, end: end)
            guard space > 0 else { break }
            start += space
            indent += 1
        }
        guard start < end else { return }
        let first = bytes[start]
        let isComment = first == UInt8(ascii: "#") || first == UInt8(ascii: ";")
        if !isASCII, String(validating: bytes[content], as: UTF8.self) == nil {
            guard isComment else { throw ConfigFault.undecodable.failure(path, line) }
            note(.undecodableComment, section: nil, text: start..<start)
        }
        if isComment { return }
        let trimmed = start..<trimmedEnd(start, end)
        if isOptionOpen && indent > indentation {
            try continueOption(trimmed)
            return
        }
        indentation = indent
        if first == UInt8(ascii: "["), let close = bytes[trimmed].lastIndex(of: UInt8(ascii: "]")), close > start + 1 {
            openSection((start + 1)..<close)
        } else {
            try readOption(trimmed)
        }
    }

    private func trimmedEnd(_ start: Int, _ end: Int) -> Int {
        var end = end
        while end > start {
            let space = TextSpace.length(bytes, before: end, start: start)
            guard space > 0 else { break }
            end -= space
        }
        return end
    }
}

// MARK: - Sections

extension ConfigScanner {
    private mutating func closeSection() {
        guard !sections.isEmpty else { return }
        sections[sections.count - 1].optionEnd = UInt32(options.count)
        isOptionOpen = false
    }

    private mutating func openSection(_ name: Range<Int>) {
        closeSection()
        isOptionOpen = false
        let hash = HeaderIndex.hash(bytes[name])
        let number = sections.count
        let kind = SectionKind.of(bytes[name], in: role)
        let earlier = kind == .defaults ? defaults.first : find(name, hash)
        sections.append(
            SectionRecord(
                nameStart: UInt32(name.lowerBound),
                nameEnd: UInt32(name.upperBound),
                line: UInt32(line),
                optionStart: UInt32(options.count),
                optionEnd: UInt32(options.count),
                hash: hash,
                kind: kind,
                isRepeat: earlier != nil
            )
        )
        current = earlier ?? number
        if kind == .defaults { defaults.append(number) }
        if let earlier {
            if kind != .defaults {
                note(.duplicateSection, earlier: Int(sections[earlier].line), section: earlier, text: name)
                repeats[earlier, default: []].append(number)
            }
            keys.register(earlier) { [sections, options, repeats, defaults] in
                let all = kind == .defaults ? defaults : [earlier] + (repeats[earlier] ?? [])
                return all.dropLast().flatMap { sections[$0].options }.map { options[$0] }
            } name: { [bytes] in
                Self.key($0, bytes)
            }
        } else if kind != .defaults {
            headers.insert(number, hash: hash) { sections[$0].hash }
            if kind != .verbatim && kind != .other { nameSection(number, kind, name) }
        }
    }

    private func find(_ name: Range<Int>, _ hash: UInt32) -> Int? {
        headers.find(hash) { section in
            sections[section].hash == hash && bytes[sections[section].name].elementsEqual(bytes[name])
        }
    }

    /// Words the header as a shell would, unless it is the plain `word name`.
    private mutating func nameSection(_ number: Int, _ kind: SectionKind, _ name: Range<Int>) {
        if SectionHeader.plainName(bytes, name, kind) != nil { return }
        guard let words = try? ShellWords.split(bytes: bytes[name]), words.count == 2 else { return }
        oddWords[number] = words[1]
        oddNames[SectionName(kind: kind, name: words[1]), default: []].append(number)
    }
}

// MARK: - Options

extension ConfigScanner {
    private mutating func readOption(_ content: Range<Int>) throws(Failure) {
        let delimiter = bytes[content].firstIndex { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ":") }
        let looksLikeHeader = bytes[content.lowerBound] == UInt8(ascii: "[")
        guard let delimiter else {
            throw (looksLikeHeader ? ConfigFault.header : .noDelimiter).failure(path, line)
        }
        guard delimiter > content.lowerBound else { throw ConfigFault.noKey.failure(path, line) }
        let key = content.lowerBound..<trimmedEnd(content.lowerBound, delimiter)
        guard let current else {
            guard !looksLikeHeader else { throw ConfigFault.header.failure(path, line) }
            note(.propertyBeforeSection, section: nil, text: key)
            return
        }
        var valueStart = delimiter + 1
        while valueStart < content.upperBound {
            let space = TextSpace.length(bytes, at: valueStart, end: content.upperBound)
            guard space > 0 else { break }
            valueStart += space
        }
        let option = OptionRecord(
            keyStart: UInt32(key.lowerBound),
            keyEnd: UInt32(key.upperBound),
            valueStart: UInt32(valueStart),
            valueEnd: UInt32(content.upperBound),
            bodyEnd: 0,
            line: UInt32(line)
        )
        if let earlier = earlierKey(option, in: current) {
            note(.duplicateKey, earlier: earlier, section: current, text: key)
        }
        options.append(option)
        isOptionOpen = true
    }

    /// The line of an option with the same key in the same section.
    private mutating func earlierKey(_ option: OptionRecord, in section: Int) -> Int? {
        let own = Int(sections[sections.count - 1].optionStart)..<options.count
        if !keys.isRegistered(section) {
            guard own.count >= KeyRegister.threshold else {
                return own.last { ConfigKey.isSame(options[$0].key, option.key, bytes) }.map { Int(options[$0].line) }
            }
            keys.register(section) { [options] in
                own.map { options[$0] }
            } name: { [bytes] in
                Self.key($0, bytes)
            }
        }
        return keys.insert(Self.key(option, bytes), line: Int(option.line), in: section)
    }

    private static func key(_ option: OptionRecord, _ bytes: [UInt8]) -> [UInt8] {
        ConfigKey.lowered(option.key, bytes)
    }

    private mutating func continueOption(_ content: Range<Int>) throws(Failure) {
        let last = options.count - 1
        options[last].bodyEnd = UInt32(content.upperBound)
        guard options[last].isBlock else { return }
        for piece in TextSpace.lines(bytes, content) {
            let piece = TextSpace.trimmed(bytes, piece)
            guard !piece.isEmpty, !bytes[piece].contains(UInt8(ascii: "=")) else { continue }
            guard let current, sections[current].kind == .defaults else {
                throw ConfigFault.nestedLine.failure(path, line)
            }
            brokenDefaults.append((last, line))
        }
    }

    /// A broken nested value of `DEFAULT` is met only where a section does not have that key itself.
    private func checkDefaults() throws(Failure) {
        guard !brokenDefaults.isEmpty else { return }
        for (option, line) in brokenDefaults {
            let key = options[option].key
            let isMet = sections.indices.contains { section in
                guard sections[section].kind != .defaults, !sections[section].isRepeat else { return false }
                return !([section] + (repeats[section] ?? [])).contains { occurrence in
                    sections[occurrence].options.contains { ConfigKey.isSame(options[$0].key, key, bytes) }
                }
            }
            if isMet { throw ConfigFault.nestedLine.failure(path, line) }
        }
    }

    private mutating func note(_ leniency: Leniency, earlier: Int? = nil, section: Int?, text: Range<Int>) {
        findings.append(Finding(leniency: leniency, line: line, earlier: earlier, section: section, text: text))
    }
}
