import Engine

/// What an answer is made of: a value and its description.
struct Candidate: Sendable {
    let value: ArraySlice<UInt8>
    let description: String

    init(_ value: ArraySlice<UInt8>, _ description: String = "") {
        self.value = value
        self.description = description
    }

    init(_ value: String, _ description: String = "") {
        self.init(Array(value.utf8)[...], description)
    }

    /// Control characters would end the line early, or reach the terminal.
    func write(to text: inout [UInt8]) {
        text.append(contentsOf: value)
        if !description.isEmpty {
            text.append(0x09)
            text.append(contentsOf: TerminalSafe.text(description).utf8)
        }
        text.append(0x0a)
    }
}

/// Which values fit what was typed.
struct CandidateFilter: Sendable {
    private let word: [UInt8]
    private let isLoose: Bool

    /// - Parameter isLoose: also values that hold the word anywhere, in any case of letters; the shell refines.
    init(_ word: String, isLoose: Bool) {
        self.word = Array(isLoose ? word.lowercased().utf8 : word.utf8)
        self.isLoose = isLoose
    }

    /// What all accepted values begin with, as far as that is known.
    var beginning: [UInt8] { isLoose ? [] : word }

    func accepts(_ value: ArraySlice<UInt8>) -> Bool {
        // A name with a control character can be typed by nobody, and shells would write it to the terminal.
        var isPlain = true
        for byte in value {
            if byte < 0x20 || byte == 0x7f { return false }
            isPlain = isPlain && byte < 0x80
        }
        if !isPlain, String(decoding: value, as: UTF8.self).unicodeScalars.contains(where: TerminalSafe.isHarmful) {
            return false
        }
        if word.isEmpty { return true }
        guard value.count >= word.count else { return false }
        guard isLoose else { return value.starts(with: word) }
        if isPlain { return holdsWord(value) }
        return holdsWord(Array(String(decoding: value, as: UTF8.self).lowercased().utf8)[...])
    }

    /// Whether a value is what was typed, and no more.
    func isWord(_ value: String) -> Bool { word.elementsEqual(value.utf8) }

    func accepts(_ value: String) -> Bool { accepts(Array(value.utf8)[...]) }

    /// Whether the word is somewhere in a value, capitals of ASCII taken for small letters.
    private func holdsWord(_ value: ArraySlice<UInt8>) -> Bool {
        guard value.count >= word.count else { return false }
        for start in value.startIndex...(value.endIndex - word.count) {
            var offset = 0
            while offset < word.count {
                let byte = value[start + offset]
                let isCapital = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
                if (isCapital ? byte | 0x20 : byte) != word[offset] { break }
                offset += 1
            }
            if offset == word.count { return true }
        }
        return false
    }
}
