/// The keys of those sections that are long or come in parts, so that a repeated key is found in constant time.
struct DuplicateKeyIndex {
    /// From so many keys on a section is registered; below, comparing each with each is quicker.
    static let threshold = 24

    private struct Entry: Hashable {
        let section: Int
        let key: [UInt8]
    }

    private var lines: [Entry: Int] = [:]
    private var registered: Set<Int> = []

    func isRegistered(_ section: Int) -> Bool { !registered.isEmpty && registered.contains(section) }

    /// Takes in the keys that a section has so far, unless they are in.
    mutating func register(_ section: Int, _ options: [ScannedOption], in text: Span<UInt8>) {
        guard registered.insert(section).inserted else { return }
        for option in options {
            lines[Entry(section: section, key: ConfigKey.lowered(text, option))] = Int(option.line)
        }
    }

    /// Adds a key; the line of the same key before, if there was one.
    mutating func insert(_ option: ScannedOption, in section: Int, _ text: Span<UInt8>) -> Int? {
        let entry = Entry(section: section, key: ConfigKey.lowered(text, option))
        return lines.updateValue(Int(option.line), forKey: entry)
    }
}
