extension ConfigDocument {
    /// The section's headers: the first, and those that repeat it.
    func occurrences(of section: Int) -> [Int] {
        guard let more = repeats(of: section) else { return [section] }
        return [section] + more
    }

    /// The option that holds a key, which is in lower case: the section's own, else that of `DEFAULT`.
    func option(_ key: String, in section: Int) -> ScannedOption? {
        let own = sectionAnomalies == nil ? ownOption(key, section) : ownOption(key, occurrences(of: section))
        return own ?? (defaults.isEmpty ? nil : ownOption(key, defaults))
    }

    private func ownOption(_ key: String, _ sections: [Int]) -> ScannedOption? {
        for section in sections.reversed() {
            if let option = ownOption(key, section) { return option }
        }
        return nil
    }

    /// The last of a header's options with that key.
    private func ownOption(_ key: String, _ section: Int) -> ScannedOption? {
        let bytes = bytes
        let text = bytes.span
        let record = sections[section]
        var number = Int(record.optionEnd)
        while number > Int(record.optionStart) {
            number &-= 1
            if ConfigKey.isSame(text, options[number], as: key) { return options[number] }
        }
        return nil
    }

    /// Every option of a section in order, each key once, then what `DEFAULT` adds.
    func options(in section: Int) -> [ScannedOption] {
        if findings.isEmpty && defaults.isEmpty { return Array(options[sections[section].options]) }
        var result: [ScannedOption] = []
        var positions: [[UInt8]: Int] = [:]
        func take(_ sections: [Int], over end: Int) {
            for section in sections {
                for number in self.sections[section].options {
                    let key = loweredKey(options[number])
                    if let position = positions[key] {
                        if position >= end { result[position] = options[number] }
                    } else {
                        positions[key] = result.count
                        result.append(options[number])
                    }
                }
            }
        }
        take(occurrences(of: section), over: 0)
        take(defaults, over: result.count)
        return result
    }
}
