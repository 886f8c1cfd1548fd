extension ConfigDocument {
    /// The section that a kind and name stand for: of several headers with one name the last (facts 1.3).
    func section(_ kind: SectionKind, _ name: String) -> Int? {
        var found: Int?
        if kind == .verbatim {
            found = section(header: [], name)
        } else if SectionHeader.isPlain(name) {
            found = section(header: kind.word.bytes + [0x20], name)
            if kind == .profile && name == "default" { found = max(found, section(header: [], name)) }
        }
        guard !oddNames.isEmpty else { return found }
        return max(found, oddNames[SectionName(kind: kind, name: Array(name.utf8))]?.last)
    }

    private func section(header prefix: [UInt8], _ name: String) -> Int? {
        let start = prefix.reduce(HeaderIndex.seed, HeaderIndex.step)
        let hash = HeaderIndex.finished(name.utf8.reduce(start, HeaderIndex.step))
        return headers.find(hash) { section in
            let header = bytes[sections[section].name]
            return sections[section].hash == hash && header.count == prefix.count + name.utf8.count
                && header.starts(with: prefix) && header.dropFirst(prefix.count).elementsEqual(name.utf8)
        }
    }

    private func max(_ one: Int?, _ other: Int?) -> Int? {
        guard let one, let other else { return one ?? other }
        return Swift.max(one, other)
    }

    /// The name that a header gives its section, or nil if it gives none.
    func name(of section: Int) -> [UInt8]? {
        let record = sections[section]
        if let odd = oddWords[section] { return odd }
        return SectionHeader.plainName(bytes, record.name, record.kind).map { Array(bytes[$0]) }
    }

    /// The names of one kind in the order in which each first appears.
    func names(_ kind: SectionKind) -> [String] {
        var names: [String] = []
        var seen: Set<[UInt8]> = []
        // Two headers can only share a name if one of them is not plain, or for `default`.
        let mayRepeat = !oddNames.isEmpty
        var hasDefault = false
        for (number, record) in sections.enumerated() where record.kind == kind && !record.isRepeat {
            guard let name = name(of: number) else { continue }
            if mayRepeat && !seen.insert(name).inserted { continue }
            if kind == .profile && name.elementsEqual("default".utf8) {
                if hasDefault { continue }
                hasDefault = true
            }
            names.append(String(decoding: name, as: UTF8.self))
        }
        return names
    }

    /// The option that holds a key, which is in lower case: the section's own, else that of `DEFAULT`.
    func option(_ key: String, in section: Int) -> OptionRecord? {
        ownOption(key, occurrences(of: section)) ?? ownOption(key, defaults)
    }

    private func ownOption(_ key: String, _ sections: [Int]) -> OptionRecord? {
        for section in sections.reversed() {
            for option in self.sections[section].options.reversed()
            where ConfigKey.isSame(options[option].key, bytes, as: key) {
                return options[option]
            }
        }
        return nil
    }

    /// Every option of a section in order, each key once, then what `DEFAULT` adds.
    func options(in section: Int) -> [OptionRecord] {
        let own = occurrences(of: section)
        let all = (own + defaults).flatMap { sections[$0].options }.map { options[$0] }
        guard !findings.isEmpty || !defaults.isEmpty else { return all }
        let ownCount = own.reduce(0) { $0 + sections[$1].options.count }
        var positions: [[UInt8]: Int] = [:]
        var result: [(option: OptionRecord, isOwn: Bool)] = []
        for (number, option) in all.enumerated() {
            let isOwn = number < ownCount
            let key = ConfigKey.lowered(option.key, bytes)
            if let position = positions[key] {
                if isOwn || !result[position].isOwn { result[position] = (option, isOwn) }
            } else {
                positions[key] = result.count
                result.append((option, isOwn))
            }
        }
        return result.map(\.option)
    }
}

extension StaticString {
    /// Its text in UTF-8.
    var bytes: [UInt8] { Array(description.utf8) }
}
