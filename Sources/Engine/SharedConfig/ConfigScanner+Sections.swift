extension ConfigScanner {
    mutating func closeSection() {
        guard !sections.isEmpty else { return }
        sections[sections.count &- 1].optionEnd = UInt32(truncatingIfNeeded: options.count)
    }

    mutating func openSection(_ text: Span<UInt8>, _ name: Range<Int>) throws(Failure) {
        guard sections.count < SharedConfig.mostSections else {
            throw ConfigSyntaxError.tooManySections.failure(path, line)
        }
        closeSection()
        isOptionOpen = false
        var hash = HeaderIndex.seed
        for position in name { hash = HeaderIndex.step(hash, text[position]) }
        hash = HeaderIndex.finished(hash)
        let number = sections.count
        let kind = SectionKind.of(text, name, in: role)
        let earlier = kind == .defaults ? sectionAnomalies.defaults.first : find(text, name, hash)
        let optionCount = UInt32(truncatingIfNeeded: options.count)
        sections.append(
            ScannedSection(
                nameStart: UInt32(truncatingIfNeeded: name.lowerBound),
                nameEnd: UInt32(truncatingIfNeeded: name.upperBound),
                line: UInt32(truncatingIfNeeded: line),
                optionStart: optionCount,
                optionEnd: optionCount,
                hash: hash,
                kind: kind,
                isRepeat: earlier != nil
            )
        )
        current = earlier ?? number
        if let earlier {
            repeatSection(text, earlier, kind, name)
        } else if kind != .defaults {
            headers.insert(number, hash: hash, among: sections)
            nameSection(text, number, kind, name)
        }
        if kind == .defaults { sectionAnomalies.defaults.append(number) }
    }

    @inline(__always)
    private func find(_ text: Span<UInt8>, _ name: Range<Int>, _ hash: UInt32) -> Int? {
        var slot = headers.first(hash)
        while let section = headers.section(slot) {
            if sections[section].hash == hash && text.isEqual(sections[section].name, name) { return section }
            slot = headers.next(slot)
        }
        return nil
    }

    /// A header that was there before: its keys join those of the earlier section, so these are registered.
    private mutating func repeatSection(_ text: Span<UInt8>, _ earlier: Int, _ kind: SectionKind, _ name: Range<Int>) {
        keys.register(earlier, sections[earlier].options.map { options[$0] }, in: text)
        if kind == .defaults { return }
        note(.duplicateSection, earlier: Int(sections[earlier].line), section: earlier, text: name)
        sectionAnomalies.repeats[earlier, default: []].append(sections.count - 1)
    }

    /// Words the header as a shell would, unless it is the plain `word name`.
    private mutating func nameSection(_ text: Span<UInt8>, _ number: Int, _ kind: SectionKind, _ name: Range<Int>) {
        if kind != .other && SectionHeader.plainName(text, name, kind) != nil { return }
        guard kind != .other, let words = try? ShellWords.split(bytes: text.array(name)), words.count == 2 else {
            sectionAnomalies.nameless.append(number)
            return
        }
        sectionAnomalies.oddWords[number] = words[1]
        sectionAnomalies.oddNames[SectionName(kind: kind, name: words[1]), default: []].append(number)
    }
}
