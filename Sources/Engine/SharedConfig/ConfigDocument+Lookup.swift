extension ConfigDocument {
    /// The section that a kind and name stand for: of several headers with one name the last (<doc:ConfigurationFiles>,
    /// Headers).
    func section(_ kind: SectionKind, _ name: String) -> Int? { sections(kind, name).last }

    /// All sections whose headers give this kind and name, in order; repeats of a header not counted.
    func sections(_ kind: SectionKind, _ name: String) -> [Int] {
        var found: [Int] = []
        if kind == .verbatim {
            if let section = section(header: "", name) { found.append(section) }
        } else if SectionHeader.isPlain(name) {
            if let section = section(header: kind.prefix, name) { found.append(section) }
            if kind == .profile && name == "default", let section = section(header: "", name) { found.append(section) }
        }
        if sectionAnomalies != nil { found += oddlyNamed(SectionName(kind: kind, name: Array(name.utf8))) ?? [] }
        return found.count > 1 ? found.sorted() : found
    }

    private func section(header prefix: StaticString, _ name: String) -> Int? {
        let bytes = bytes
        let text = bytes.span
        var hash = HeaderIndex.start(prefix)
        for byte in name.utf8 { hash = HeaderIndex.step(hash, byte) }
        hash = HeaderIndex.finished(hash)
        var slot = headers.first(hash)
        while let section = headers.section(slot) {
            let header = sections[section].name
            if sections[section].hash == hash && text.starts(header, with: prefix)
                && text.isEqual((header.lowerBound + prefix.utf8CodeUnitCount)..<header.upperBound, name)
            {
                return section
            }
            slot = headers.next(slot)
        }
        return nil
    }

    /// The name that a header gives its section, or nil if it gives none.
    func name(of section: Int) -> [UInt8]? {
        if let odd = oddWord(of: section) { return odd }
        let bytes = bytes
        return plainName(bytes.span, section).map { Array(bytes[$0]) }
    }

    private func plainName(_ text: Span<UInt8>, _ section: Int) -> Range<Int>? {
        sections[section].kind == .other
            ? nil : SectionHeader.plainName(text, sections[section].name, sections[section].kind)
    }

    /// The names of one kind in the order in which each first appears.
    func names(_ kind: SectionKind) -> [String] {
        nameBytes(kind).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The same without a string for each.
    func nameBytes(_ kind: SectionKind) -> [ArraySlice<UInt8>] {
        let bytes = bytes
        let text = bytes.span
        var names: [ArraySlice<UInt8>] = []
        names.reserveCapacity(sections.count)
        var seen: Set<[UInt8]> = []
        // Two headers can only share a name if one of them is not plain, or for `default`.
        let hasOddNames = self.hasOddNames
        var hasDefault = false
        for number in sections.indices where sections[number].kind == kind && !sections[number].isRepeat {
            let odd = oddWord(of: number)
            let plain = odd == nil ? plainName(text, number) : nil
            if hasOddNames {
                guard let name = odd ?? plain.map({ text.array($0) }), seen.insert(name).inserted else { continue }
            }
            if let odd {
                names.append(odd[...])
            } else if let plain {
                if kind == .profile && text.isEqual(plain, "default") {
                    if hasDefault { continue }
                    hasDefault = true
                }
                names.append(bytes[plain])
            }
        }
        return names
    }
}
