/// The words of a command that runs many times a minute, read without the parser's tree, which costs four fifths of such
/// a run.
///
/// Only plain calls are read: known options, each at most once, values in the next word or after `=`. Anything else
/// (help, a mistake, a cluster of letters) is nil and left to the parser, so that there is one voice for help and
/// errors.
package struct HotWords: Sendable {
    private var values: [String: String] = [:]
    private var flags: Set<String> = []
    /// Words that are no option, in order.
    package private(set) var plain: [String] = []

    /// - Parameters:
    ///   - valued: every spelling of an option with a value, and the option's name.
    ///   - flags: the same for options without one.
    package init?(_ words: some Sequence<String>, valued: [String: String], flags known: [String: String]) {
        var iterator = words.makeIterator()
        while let word = iterator.next() {
            guard word.hasPrefix("-") else {
                plain.append(word)
                continue
            }
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let spelling = String(parts[0])
            if let name = valued[spelling] {
                let value: String? = parts.count == 2 ? String(parts[1]) : iterator.next()
                guard let value, parts.count == 1 || spelling.hasPrefix("--"), !value.isEmpty, !value.hasPrefix("-"),
                    values.updateValue(value, forKey: name) == nil
                else { return nil }
            } else if parts.count == 1, let name = known[spelling] {
                guard flags.insert(name).inserted else { return nil }
            } else {
                return nil
            }
        }
    }

    package subscript(name: String) -> String? { values[name] }

    package func has(_ flag: String) -> Bool { flags.contains(flag) }
}

/// How much a command says, and in which colours.
package struct Loudness: Sendable, Hashable {
    package let color: Style.Choice
    package let isVerbose: Bool
    package let isQuiet: Bool

    package init(color: Style.Choice, isVerbose: Bool, isQuiet: Bool) {
        self.color = color
        self.isVerbose = isVerbose
        self.isQuiet = isQuiet
    }

    /// What every hot command takes beside its own options.
    package static let valued = ["--color": "color"]
    package static let flags = ["--verbose": "verbose", "-v": "verbose", "--quiet": "quiet", "-q": "quiet"]

    /// Nil for a colour that there isn't.
    package init?(_ words: HotWords) {
        guard let color = Style.Choice(rawValue: words["color"] ?? "auto") else { return nil }
        self.init(color: color, isVerbose: words.has("verbose"), isQuiet: words.has("quiet"))
    }
}
