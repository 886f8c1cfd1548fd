/// The keys of those sections that are long or come in parts, so that a repeated key is found in constant time.
struct KeyRegister {
    /// From so many keys on a section is registered; below, comparing each with each is quicker.
    static let threshold = 24

    private struct Entry: Hashable {
        let section: Int
        let key: [UInt8]
    }

    private var lines: [Entry: Int] = [:]
    private var registered: Set<Int> = []

    func isRegistered(_ section: Int) -> Bool { registered.contains(section) }

    /// Takes in the keys that a section has so far, unless they are in.
    mutating func register(_ section: Int, _ options: () -> [OptionRecord], name: (OptionRecord) -> [UInt8]) {
        guard registered.insert(section).inserted else { return }
        for option in options() { lines[Entry(section: section, key: name(option))] = Int(option.line) }
    }

    /// Adds a key; the line of the same key before, if there was one.
    mutating func insert(_ key: [UInt8], line: Int, in section: Int) -> Int? {
        lines.updateValue(line, forKey: Entry(section: section, key: key))
    }
}
