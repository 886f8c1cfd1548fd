/// The words of a command that runs many times a minute, read without the parser's tree, which costs four fifths of such
/// a run.
///
/// Only plain calls are read: known options, each at most once, values in the next word or after `=`. Anything else
/// (help, a mistake, a cluster of letters) is nil and left to the parser, so that there is one voice for help and
/// errors. Which options there are is generated from the command's declaration. There are no dictionaries: the first use
/// of each costs more than all the words.
package struct HotPathArgumentParser: Sendable {
    /// What an option's spelling stands for.
    package enum Option: Sendable {
        /// An option with a value, by its name.
        case valued(String)
        case flag(String)

        package var hasValue: Bool {
            if case .valued = self { true } else { false }
        }
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
            switch option(spelling) {
            case .valued(let name)?:
                let value: String
                if let equals {
                    value = String(word[word.index(after: equals)...])
                } else {
                    guard position < words.count else { return nil }
                    value = words[position]
                    position += 1
                }
                guard !value.isEmpty, !value.hasPrefix("-"), !holds(name) else { return nil }
                found.append((name, value))
            case .flag(let name)?:
                guard equals == nil, !holds(name) else { return nil }
                found.append((name, ""))
            case nil: return nil
            }
        }
    }

    private func holds(_ name: String) -> Bool {
        for option in found where option.name == name { return true }
        return false
    }

    /// The value of an option; each is taken by who acts on it.
    package mutating func take(_ name: String) -> String? {
        for index in found.indices where found[index].name == name { return found.remove(at: index).value }
        return nil
    }

    /// The profile that is meant, as `ProfileOptions` has it.
    package struct ProfileChoice: Sendable {
        package let name: String?
        /// It stood as a word of its own, and not behind its option.
        package let isWord: Bool
    }

    /// Takes the profile; nil for several, and for words besides.
    package mutating func takeProfile() -> ProfileChoice? {
        let option = take("profile")
        guard let word = plain.first else { return ProfileChoice(name: option, isWord: false) }
        return plain.count == 1 && option == nil ? ProfileChoice(name: word, isWord: true) : nil
    }

    package mutating func takeFlag(_ name: String) -> Bool { take(name) != nil }

    /// Whether every option was taken; one that was not is for the parser.
    package var isTaken: Bool { found.isEmpty }
}
