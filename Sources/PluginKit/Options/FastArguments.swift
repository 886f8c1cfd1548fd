/// The words of a command that runs many times a minute, read without the parser's tree, which costs four fifths of such
/// a run.
///
/// Only plain calls are read: known options, each at most once, values in the next word or after `=`. Anything else
/// (help, a mistake, a cluster of letters) is nil and left to the parser, so that there is one voice for help and
/// errors. There are no dictionaries: the first use of each costs more than all the words.
package struct FastArguments: Sendable {
    /// What an option's spelling stands for.
    package enum Option: Sendable {
        /// An option with a value, by its name.
        case valued(StaticString)
        case flag(StaticString)
    }

    private var found: [(name: String, value: String)] = []
    /// Words that are no option, in order.
    package private(set) var plain: [String] = []

    /// - Parameter option: what a spelling stands for; nil for one that the command doesn't have.
    package init?(_ words: [String], option: (String) -> Option?) {
        var position = 0
        while position < words.count {
            let word = words[position]
            position += 1
            guard word.hasPrefix("-") else {
                plain.append(word)
                continue
            }
            let equals = word.hasPrefix("--") ? word.firstIndex(of: "=") : nil
            let spelling = equals.map { String(word[..<$0]) } ?? word
            switch option(spelling) ?? Verbosity.option(spelling) {
            case .valued(let name)?:
                let value: String
                if let equals {
                    value = String(word[word.index(after: equals)...])
                } else {
                    guard position < words.count else { return nil }
                    value = words[position]
                    position += 1
                }
                guard !value.isEmpty, !value.hasPrefix("-"), self["\(name)"] == nil else { return nil }
                found.append(("\(name)", value))
            case .flag(let name)?:
                guard equals == nil, self["\(name)"] == nil else { return nil }
                found.append(("\(name)", ""))
            case nil: return nil
            }
        }
    }

    package subscript(name: String) -> String? {
        for option in found where option.name == name { return option.value }
        return nil
    }

    package func has(_ flag: String) -> Bool { self[flag] != nil }
}
