extension ConfigScanner {
    @inline(__always)
    mutating func readOption(_ text: Span<UInt8>, _ content: Range<Int>) throws(Failure) {
        let start = content.lowerBound
        let end = content.upperBound
        var delimiter = start
        while delimiter < end && text[delimiter] != UInt8(ascii: "=") && text[delimiter] != UInt8(ascii: ":") {
            delimiter &+= 1
        }
        guard delimiter < end, delimiter > start, let current else {
            try readStrayLine(text, content, delimiter)
            return
        }
        let valueStart = PythonWhitespace.skip(text, from: delimiter &+ 1, to: end)
        let option = ScannedOption(
            keyStart: UInt32(truncatingIfNeeded: start),
            keyEnd: UInt32(truncatingIfNeeded: PythonWhitespace.trimmedEnd(text, from: start, to: delimiter)),
            valueStart: UInt32(truncatingIfNeeded: valueStart),
            valueEnd: UInt32(truncatingIfNeeded: end),
            bodyEnd: 0,
            line: UInt32(truncatingIfNeeded: line),
            isWide: isWide
        )
        isOptionOpen = true
        if let earlier = earlierKey(text, option, in: current) {
            note(.duplicateKey, earlier: earlier, section: current, text: option.key)
        }
        options.append(option)
    }

    /// A line that is no option: refused, or ignored if it is one but for the missing header.
    private mutating func readStrayLine(
        _ text: Span<UInt8>,
        _ content: Range<Int>,
        _ delimiter: Int
    ) throws(Failure) {
        let looksLikeHeader = text[content.lowerBound] == UInt8(ascii: "[")
        guard delimiter < content.upperBound else {
            throw (looksLikeHeader ? ConfigSyntaxError.header : .noDelimiter).failure(path, line)
        }
        guard delimiter > content.lowerBound else { throw ConfigSyntaxError.noKey.failure(path, line) }
        guard !looksLikeHeader else { throw ConfigSyntaxError.header.failure(path, line) }
        let keyEnd = PythonWhitespace.trimmedEnd(text, from: content.lowerBound, to: delimiter)
        note(.propertyBeforeSection, section: nil, text: content.lowerBound..<keyEnd)
    }

    /// The line of an option with the same key in the same section.
    @inline(__always)
    private mutating func earlierKey(_ text: Span<UInt8>, _ option: ScannedOption, in section: Int) -> Int? {
        if keys.isRegistered(section) { return keys.insert(option, in: section, text) }
        let first = Int(sections[sections.count &- 1].optionStart)
        guard options.count &- first < DuplicateKeyIndex.threshold else {
            keys.register(section, Array(options[first...]), in: text)
            return keys.insert(option, in: section, text)
        }
        var number = options.count
        while number > first {
            number &-= 1
            if ConfigKey.isSame(text, options[number], option) { return Int(options[number].line) }
        }
        return nil
    }

    mutating func continueOption(_ text: Span<UInt8>, _ content: Range<Int>) throws(Failure) {
        let last = options.count - 1
        options[last].bodyEnd = UInt32(truncatingIfNeeded: content.upperBound)
        guard options[last].isBlock else { return }
        for piece in PythonWhitespace.lines(text, content) {
            let piece = PythonWhitespace.trimmed(text, piece)
            guard !piece.isEmpty, text.first(UInt8(ascii: "="), in: piece) == nil else { continue }
            guard let current, sections[current].kind == .defaults else {
                throw ConfigSyntaxError.nestedLine.failure(path, line)
            }
            brokenDefaults.append((options[last], line))
        }
    }

    /// A broken nested value of `DEFAULT` is met only where a section does not have that key itself.
    ///
    /// What `DEFAULT` adds to each section is bounded, too: every reader of all sections meets it in each.
    func checkDefaults(_ text: Span<UInt8>) throws(Failure) {
        guard let first = sectionAnomalies.defaults.first else { return }
        let count = sectionAnomalies.defaults.reduce(0) { $0 + sections[$1].options.count }
        guard count * sections.count <= SharedConfig.mostLines else {
            throw ConfigSyntaxError.tooManyDefaults.failure(path, Int(sections[first].line))
        }
        if brokenDefaults.isEmpty { return }
        let own = sections.indices.filter { sections[$0].kind != .defaults && !sections[$0].isRepeat }
            .map { keys(of: $0, text) }
        for (option, line) in brokenDefaults {
            let key = ConfigKey.lowered(text, option)
            guard own.allSatisfy({ $0.contains(key) }) else { throw ConfigSyntaxError.nestedLine.failure(path, line) }
        }
    }

    private func keys(of section: Int, _ text: Span<UInt8>) -> Set<[UInt8]> {
        var keys: Set<[UInt8]> = []
        for occurrence in [section] + (sectionAnomalies.repeats[section] ?? []) {
            for number in sections[occurrence].options { keys.insert(ConfigKey.lowered(text, options[number])) }
        }
        return keys
    }
}
