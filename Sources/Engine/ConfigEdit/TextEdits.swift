/// Pieces of a file that are replaced; everything between them is copied.
struct TextEdits {
    private struct TextEdit {
        let range: Range<Int>
        let text: [UInt8]
    }

    private let lines: LineOffsets
    private var edits: [TextEdit] = []
    private var appended: [UInt8] = []

    init(_ bytes: [UInt8]) { lines = LineOffsets(bytes) }

    /// The pieces of one section's plan, but for what is appended.
    mutating func add(_ plan: SectionEdit, in document: ConfigDocument) {
        if plan.isRemoved {
            for header in document.allHeaders(plan.address) { remove(header, document, mark: plan.removedMark) }
        } else if let section = document.section(plan.address.kind, plan.address.name) {
            change(section, document, plan)
        }
    }

    private mutating func change(_ section: Int, _ document: ConfigDocument, _ plan: SectionEdit) {
        var added: [ConfigEntry] = []
        var gone: Set<Int> = []
        for (key, value) in plan.keys {
            let own = document.ownOptions(key, in: section)
            guard let value else {
                gone.formUnion(own)
                continue
            }
            // Of a key that is there more than once the last is read.
            if let last = own.last {
                replace(document.options[last], with: value)
            } else {
                added.append(ConfigEntry(key, value))
            }
        }
        for number in gone { remove(document.options[number]) }
        if !added.isEmpty { insert(added, into: section, document, without: gone) }
    }

    /// The value alone, with the lines that continue it; key, delimiter and the blanks round it stay.
    private mutating func replace(_ option: ScannedOption, with value: String) {
        let bytes = lines.bytes
        let start = Int(option.valueStart)
        let needsBlank =
            start == Int(option.valueEnd)
            && (bytes[start - 1] == UInt8(ascii: "=")
                || bytes[start - 1] == UInt8(ascii: ":"))
            && !value.isEmpty
        edits.append(TextEdit(range: option.firstLine, text: Array(((needsBlank ? " " : "") + value).utf8)))
        removeBody(option)
    }

    private mutating func remove(_ option: ScannedOption) {
        edits.append(TextEdit(range: lines.line(holding: Int(option.keyStart)).whole, text: []))
        removeBody(option)
    }

    /// The lines that continue a value; comments among them stay.
    private mutating func removeBody(_ option: ScannedOption) {
        var line = lines.line(holding: Int(option.keyStart))
        while line.next < Int(option.bodyEnd), let next = lines.after(line) {
            line = next
            if !lines.isComment(line) { edits.append(TextEdit(range: line.whole, text: [])) }
        }
    }

    /// Behind the last key that stays, as deep as that; else behind the header.
    private mutating func insert(
        _ entries: [ConfigEntry], into section: Int, _ document: ConfigDocument, without gone: Set<Int>
    ) {
        let occurrences = document.occurrences(of: section)
        let staying = occurrences.flatMap { document.sections[$0].options }.last { !gone.contains($0) }
        let anchor: LineOffsets.Line
        var indentation: [UInt8] = []
        if let staying {
            let option = document.options[staying]
            anchor = lines.line(holding: max(Int(option.keyStart), Int(option.bodyEnd) - 1))
            indentation = Array(lines.indentation(lines.line(holding: Int(option.keyStart))))
        } else {
            let header = occurrences[occurrences.count - 1]
            anchor = lines.line(holding: Int(document.sections[header].nameStart))
            // An indented header that follows would continue the value of a key that is less indented.
            if header + 1 < document.sections.count {
                indentation = Array(
                    lines.indentation(lines.line(holding: Int(document.sections[header + 1].nameStart))))
            }
        }
        let end = lines.lineEnd(like: anchor)
        var text: [UInt8] = anchor.hasEnd ? [] : end
        for entry in entries { text += indentation + Array(ConfigFormatting.line(entry).utf8) + end }
        edits.append(TextEdit(range: anchor.next..<anchor.next, text: text))
    }

    /// A header, its keys, its mark, and one of two blank lines that would meet.
    private mutating func remove(_ header: Int, _ document: ConfigDocument, mark: String?) {
        var first = lines.line(holding: Int(document.sections[header].nameStart))
        var last = first
        if let number = document.sections[header].options.last {
            let option = document.options[number]
            last = lines.line(holding: max(Int(option.keyStart), Int(option.bodyEnd) - 1))
        }
        var line = first
        var keepsComment = false
        while true {
            if lines.isComment(line) {
                keepsComment = true
            } else {
                edits.append(TextEdit(range: line.whole, text: []))
            }
            guard line.start < last.start, let next = lines.after(line) else { break }
            line = next
        }
        if let mark, let above = lines.before(first.start),
            lines.bytes[above.start..<above.end].elementsEqual(mark.utf8)
        {
            edits.append(TextEdit(range: above.whole, text: []))
            first = above
        }
        guard !keepsComment else { return }
        let above = lines.before(first.start)
        let below = lines.after(last)
        let isOpenBelow = below.map(lines.isBlank) ?? true
        if let above {
            if lines.isBlank(above), isOpenBelow { edits.append(TextEdit(range: above.whole, text: [])) }
        } else if let below, isOpenBelow {
            edits.append(TextEdit(range: below.whole, text: []))
        }
    }

    /// An indented header is one only if no key above it is less indented: where the section between goes, the header
    /// loses its indentation.
    mutating func straightenHeaders(_ document: ConfigDocument, removed: Set<Int>) {
        for header in document.sections.indices where removed.contains(header) && !removed.contains(header + 1) {
            guard header + 1 < document.sections.count else { continue }
            let line = lines.line(holding: Int(document.sections[header + 1].nameStart))
            let depth = lines.depth(line)
            guard depth > 0, let above = (0..<header).last(where: { !removed.contains($0) }),
                let option = document.sections[above].options.last,
                lines.depth(lines.line(holding: Int(document.options[option].keyStart))) < depth
            else { continue }
            edits.append(TextEdit(range: line.start..<lines.indentation(line).endIndex, text: []))
        }
    }

    /// A new section at the end, a blank line before it.
    mutating func append(_ plan: SectionEdit) {
        let end = lines.lineEnd(like: nil)
        var block: [String] = plan.mark.map { [$0] } ?? []
        block.append(ConfigFormatting.header(plan.address))
        for (key, value) in plan.keys {
            if let value { block.append(ConfigFormatting.line(ConfigEntry(key, value))) }
        }
        if !appended.isEmpty { appended += end }
        for line in block { appended += Array(line.utf8) + end }
    }

    func applied() -> [UInt8] {
        let bytes = lines.bytes
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + appended.count + 256)
        var position = 0
        let inOrder = edits.enumerated().sorted { one, other in
            (one.element.range.lowerBound, one.element.range.upperBound, one.offset)
                < (other.element.range.lowerBound, other.element.range.upperBound, other.offset)
        }
        for (_, edit) in inOrder {
            // Two sections that go may share the blank line between them.
            guard edit.range.lowerBound >= position else { continue }
            result += bytes[position..<edit.range.lowerBound]
            result += edit.text
            position = edit.range.upperBound
        }
        result += bytes[position...]
        return appended.isEmpty ? result : result + separator(after: result) + appended
    }

    private func separator(after text: [UInt8]) -> [UInt8] {
        let before = LineOffsets(text)
        guard let last = text.last, !(text.count == 3 && text[0] == 0xef) else { return [] }
        let end = lines.lineEnd(like: nil)
        guard last == 0x0a || last == 0x0d else { return end + end }
        guard let line = before.before(text.count) else { return end }
        // Not the file's usual end: behind a lone carriage return a line feed would be no line of its own.
        return before.isBlank(line) ? [] : before.lineEnd(like: line)
    }
}
