/// One linear pass over a file's bytes into flat records (<doc:ConfigurationFiles>, Grammar), with the same meaning as
/// the parser under the AWS CLI, and the listed leniencies.
struct ConfigScanner {
    let path: String
    let role: ConfigFileKind
    var sections: [ScannedSection] = []
    var options: [ScannedOption] = []
    var headers = HeaderIndex()
    var sectionAnomalies = SectionAnomalies()

    /// The number of the line at hand.
    var line = 0
    /// How many lines said something so far: blank ones and comments don't.
    var told = 0
    /// It holds more than ASCII.
    var isWide = false
    /// Indentation of the line that opened the current value or section, in characters.
    var indentation = 0
    /// An option is open: deeper lines continue it.
    var isOptionOpen = false
    /// The first section that the current header stands for: itself, or the one that it repeats.
    var current: Int?
    /// Nested lines without a delimiter under a key of `DEFAULT`: they count only where a section takes that key.
    var brokenDefaults: [(option: ScannedOption, line: Int)] = []
    var keys = DuplicateKeyIndex()

    /// Scans a file whole.
    /// Throws: `config-unparsable` with the line, where no reading would be more than a guess.
    static func scan(_ bytes: [UInt8], path: String, role: ConfigFileKind) throws(Failure) -> ConfigDocument {
        var scanner = ConfigScanner(path: path, role: role)
        try scanner.run(bytes.span)
        return ConfigDocument(bytes: bytes, scanned: scanner)
    }

    /// Scans what was taken from a file.
    ///
    /// - Returns: nil where the whole scan refuses the file.
    static func scan(_ excerpt: ConfigExcerpt, path: String) -> ConfigDocument? {
        var scanner = ConfigScanner(path: path, role: excerpt.role)
        let bytes = excerpt.text
        for (number, begin) in excerpt.begins.enumerated() {
            scanner.line = excerpt.linesAbove[number]
            let next = number + 1
            let end = next < excerpt.begins.count ? excerpt.begins[next] : bytes.count
            do throws(Failure) { try scanner.read(bytes.span, begin..<end) } catch { return nil }
        }
        scanner.closeSection()
        return ConfigDocument(bytes: bytes, scanned: scanner)
    }

    init(path: String, role: ConfigFileKind) {
        self.path = path
        self.role = role
    }

    private mutating func run(_ text: Span<UInt8>) throws(Failure) {
        var position = 0
        if text.starts(0..<text.count, with: "\u{feff}") {
            position = 3
            line = 1
            note(.byteOrderMark, section: nil, text: 0..<0)
            line = 0
        }
        options.reserveCapacity(text.count / 32)
        sections.reserveCapacity(text.count / 256)
        try read(text, position..<text.count)
        closeSection()
        try checkDefaults(text)
    }

    /// Lines that are whole.
    private mutating func read(_ text: Span<UInt8>, _ range: Range<Int>) throws(Failure) {
        var position = range.lowerBound
        while position < range.upperBound {
            let found = LineEnd.find(in: text, from: position)
            line &+= 1
            isWide = !found.isASCII
            try read(text, position, found.end)
            position = found.next
        }
    }

    @inline(__always)
    mutating func read(_ text: Span<UInt8>, _ begin: Int, _ end: Int) throws(Failure) {
        guard begin < end else { return }
        var start = begin
        var indent = 0
        var first = text[begin]
        // Most lines begin with what they say.
        if PythonWhitespace.mayBegin(with: first) {
            while start < end {
                let space = PythonWhitespace.length(text, at: start, end: end)
                guard space > 0 else { break }
                start &+= space
                indent &+= 1
            }
            guard start < end else { return }
            first = text[start]
        }
        let isComment = first.isCommentMark
        if isWide { try checkEncoding(text, begin..<end, isComment: isComment) }
        if isComment { return }
        told &+= 1
        guard told <= SharedConfig.mostLines else { throw ConfigSyntaxError.tooLong.failure(path, line) }
        let content = start..<PythonWhitespace.trimmedEnd(text, from: start, to: end)
        if isOptionOpen && indent > indentation {
            try continueOption(text, content)
            return
        }
        indentation = indent
        if first == UInt8(ascii: "["), let close = text.last(UInt8(ascii: "]"), in: content), close > start &+ 1 {
            try openSection(text, (start &+ 1)..<close)
        } else {
            try readOption(text, content)
        }
    }

    private mutating func checkEncoding(_ text: Span<UInt8>, _ range: Range<Int>, isComment: Bool) throws(Failure) {
        guard String(validating: text.array(range), as: UTF8.self) == nil else { return }
        guard isComment else { throw ConfigSyntaxError.undecodable.failure(path, line) }
        note(.undecodableComment, section: nil, text: 0..<0)
    }

    mutating func note(_ leniency: Leniency, earlier: Int? = nil, section: Int?, text: Range<Int>) {
        sectionAnomalies.findings.append(
            ScannedLeniency(leniency: leniency, line: line, earlier: earlier, section: section, text: text))
    }
}
