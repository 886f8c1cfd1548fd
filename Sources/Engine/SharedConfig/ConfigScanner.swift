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
    /// Options are judged but not kept, for who wants no more than the headers.
    let isOutline: Bool

    /// Scans a file whole.
    /// Throws: `config-unparsable` with the line, where no reading would be more than a guess.
    static func scan(_ bytes: [UInt8], path: String, role: ConfigFileKind) throws(Failure) -> ConfigDocument {
        var scanner = ConfigScanner(path: path, role: role)
        try scanner.run(bytes.span)
        return ConfigDocument(bytes: bytes, scanned: scanner)
    }

    /// Scans a file for its headers: the same sections, and a failure for the same files, but no options.
    static func outline(_ bytes: [UInt8], path: String, role: ConfigFileKind) throws(Failure) -> ConfigDocument {
        var scanner = ConfigScanner(path: path, role: role, isOutline: true)
        try scanner.run(bytes.span)
        // What these add or break hangs on the options of all sections.
        if !scanner.sectionAnomalies.defaults.isEmpty { _ = try scan(bytes, path: path, role: role) }
        return ConfigDocument(bytes: bytes, scanned: scanner)
    }

    init(path: String, role: ConfigFileKind, isOutline: Bool = false) {
        self.path = path
        self.role = role
        self.isOutline = isOutline
    }

    private mutating func run(_ text: Span<UInt8>) throws(Failure) {
        var position = 0
        if text.starts(0..<text.count, with: "\u{feff}") {
            position = 3
            line = 1
            note(.byteOrderMark, section: nil, text: 0..<0)
            line = 0
        }
        if !isOutline { options.reserveCapacity(text.count / 32) }
        sections.reserveCapacity(text.count / 256)
        if isOutline {
            try readOutline(text, from: position)
        } else {
            while position < text.count {
                let found = LineEnd.find(in: text, from: position)
                line &+= 1
                isWide = !found.isASCII
                try read(text, position, found.end)
                position = found.next
            }
        }
        closeSection()
        if !isOutline { try checkDefaults(text) }
    }

    /// The same for the headers alone. An option of the usual form is only counted: what it says matters where deeper
    /// lines continue it, and is read then.
    private mutating func readOutline(_ text: Span<UInt8>, from start: Int) throws(Failure) {
        var position = start
        var counted: Range<Int>?
        while position < text.count {
            let begin = position
            let found = LineEnd.find(in: text, from: begin, holding: UInt8(ascii: "="))
            position = found.next
            line &+= 1
            isWide = !found.isASCII
            if begin == found.end { continue }
            if found.holds, found.isASCII, !sections.isEmpty, Self.mayBeginKey(text[begin]) {
                told &+= 1
                guard told <= SharedConfig.mostLines else { throw ConfigSyntaxError.tooLong.failure(path, line) }
                counted = begin..<found.end
                continue
            }
            let first = text[begin]
            if first != UInt8(ascii: "#"), first != UInt8(ascii: ";") {
                if let option = counted, PythonWhitespace.mayBegin(with: first) {
                    isWide = false
                    told &-= 1
                    try read(text, option.lowerBound, option.upperBound)
                    isWide = !found.isASCII
                }
                counted = nil
            }
            try read(text, begin, found.end)
        }
    }

    /// Whether a line that begins so begins with a key: with no blank, bracket, comment or delimiter.
    @inline(__always)
    static func mayBeginKey(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "["), UInt8(ascii: "#"), UInt8(ascii: ";"), UInt8(ascii: "="), UInt8(ascii: ":"): false
        default: !PythonWhitespace.mayBegin(with: byte)
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
        let isComment = first == UInt8(ascii: "#") || first == UInt8(ascii: ";")
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
