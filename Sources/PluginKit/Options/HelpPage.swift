/// A help page of ArgumentParser's as awsx shows it: the usage is short, and what every command takes stands last.
package enum HelpPage {
    /// The names of options that mean the same in every command that has them.
    package static let commonOptions = ["json", "color", "verbose", "quiet", "help"]
    package static let commonTitle = "Common options"

    package static func arranged(_ page: String) -> String {
        var before: [Substring] = []
        var after: [Substring] = []
        var sections: [Section] = []
        for block in page.split(separator: "\n\n", omittingEmptySubsequences: false) {
            if let section = Section(block) {
                sections.append(section)
            } else if sections.isEmpty {
                before.append(block)
            } else {
                after.append(block)
            }
        }
        let head = before.map { $0.hasPrefix("USAGE: ") ? "USAGE: " + usage(String($0.dropFirst(7))) : String($0) }
        let tail = after.map { String($0.replacing("<subcommand>", with: "COMMAND")) }
        return (head + arranged(sections).map(\.text) + tail).joined(separator: "\n\n")
    }

    /// `awsx env [<options>] [<profile>]` as `awsx env [options] [PROFILE]`.
    static func usage(_ line: String) -> String {
        var words: [String] = []
        var hasOptions = false
        for token in tokens(line) {
            let isOption = token == "[<options>]" || token == "<options>" || token == "[options]"
            if isOption || (token.hasPrefix("[-") && token != "[--]") {
                hasOptions = true
            } else if let open = token.firstIndex(of: "<"), let close = token.lastIndex(of: ">") {
                let name = token[token.index(after: open)..<close]
                words.append(
                    token[..<open] + (name == "subcommand" ? "COMMAND" : name.uppercased())
                        + token[token.index(after: close)...])
            } else {
                words.append(token)
            }
        }
        guard hasOptions else { return words.joined(separator: " ") }
        let names = words.prefix { $0.allSatisfy { $0.isLowercase || $0 == "-" } && !$0.hasPrefix("-") }
        return (names + ["[options]"] + words.dropFirst(names.count)).joined(separator: " ")
    }

    /// The words of a usage line; what brackets hold together is one.
    private static func tokens(_ line: String) -> [String] {
        var tokens: [String] = []
        var token = ""
        var depth = 0
        for character in line {
            if character == " " || character == "\n", depth == 0 {
                if !token.isEmpty { tokens.append(token) }
                token = ""
                continue
            }
            if character == "[" { depth += 1 }
            if character == "]" { depth -= 1 }
            token.append(character)
        }
        if !token.isEmpty { tokens.append(token) }
        return tokens
    }

    /// Words, the command's own options, titled groups of them, what all commands have, subcommands.
    private static func arranged(_ sections: [Section]) -> [Section] {
        var own: [Section] = []
        var titled: [Section] = []
        var subcommands: [Section] = []
        var common = Section(title: commonTitle.uppercased() + ":", entries: [])
        for var section in sections {
            switch section.title {
            case "ARGUMENTS:":
                section.entries = section.entries.map(named)
                own.insert(section, at: 0)
            case "OPTIONS:":
                common.entries += section.entries.filter(isCommon)
                section.entries.removeAll(where: isCommon)
                own.append(section)
            case "SUBCOMMANDS:": subcommands.append(section)
            default: titled.append(section)
            }
        }
        return (own + titled + [common] + subcommands).filter { !$0.entries.isEmpty }
    }

    private static func isCommon(_ entry: String) -> Bool {
        let names = entry.split(separator: " ").prefix { $0.hasPrefix("-") }
        return names.contains { name in commonOptions.contains { name == "--\($0)" || name == "--\($0)," } }
    }

    /// A word without a name as the usage has it, in as many columns as before.
    private static func named(_ entry: String) -> String {
        guard let open = entry.firstIndex(of: "<"), let close = entry.firstIndex(of: ">"),
            entry[..<open].allSatisfy({ $0 == " " })
        else { return entry }
        return entry[..<open] + entry[entry.index(after: open)..<close].uppercased() + "  "
            + entry[entry.index(after: close)...]
    }

    /// A title and what stands under it, each entry with the lines that go on with it.
    private struct Section {
        let title: String
        var entries: [String]

        init(title: String, entries: [String]) {
            self.title = title
            self.entries = entries
        }

        /// Nil for a block that is no section.
        init?(_ block: Substring) {
            let lines = block.split(separator: "\n")
            guard let first = lines.first, first.hasSuffix(":"), first.count > 1,
                first.dropLast().allSatisfy({ $0.isUppercase || $0 == " " || $0 == "-" || $0 == "'" })
            else { return nil }
            title = String(first)
            entries = []
            for line in lines.dropFirst() {
                if let last = entries.indices.last, line.hasPrefix("   ") {
                    entries[last] += "\n" + line
                } else {
                    entries.append(String(line))
                }
            }
        }

        var text: String { ([title] + entries).joined(separator: "\n") }
    }
}
