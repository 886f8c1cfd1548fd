/// The words that a command takes: options, words without a name, and subcommands with words of their own.
package struct CommandSyntax: Sendable, Hashable {
    package struct Option: Sendable, Hashable {
        /// As they are typed: `-p`, `--profile`.
        package let names: [String]
        /// What its value may be; nil for a flag.
        package let value: ValueKind?
        package let isRepeating: Bool
        package let summary: String

        package init(_ names: [String], _ value: ValueKind?, isRepeating: Bool = false, _ summary: String) {
            self.names = names
            self.value = value
            self.isRepeating = isRepeating
            self.summary = summary
        }
    }

    /// A word without a name.
    package struct Argument: Sendable, Hashable {
        package let name: String
        package let value: ValueKind
        package let isRepeating: Bool
        /// Whether it stands behind a `--` only.
        package let isAfterDashes: Bool

        package init(_ name: String, _ value: ValueKind, isRepeating: Bool = false, isAfterDashes: Bool = false) {
            self.name = name
            self.value = value
            self.isRepeating = isRepeating
            self.isAfterDashes = isAfterDashes
        }
    }

    package struct Subcommand: Sendable, Hashable {
        package let name: String
        package let summary: String
        package let words: CommandSyntax

        package init(_ name: String, _ summary: String, _ words: CommandSyntax) {
            self.name = name
            self.summary = summary
            self.words = words
        }
    }

    package let options: [Option]
    package let arguments: [Argument]
    package let subcommands: [Subcommand]

    package init(options: [Option] = [], arguments: [Argument] = [], subcommands: [Subcommand] = []) {
        self.options = options
        self.arguments = arguments
        self.subcommands = subcommands
    }
}

extension CommandSyntax {
    /// One line for each word, as the completion scripts read them: the subcommand that it belongs to (`.` for the command
    /// itself, `a/b` for one of one), the word, its kind, and what it is for, parted by blanks.
    ///
    /// The word is an option's names with commas between them, after a `*` if it may be repeated; `:` for a word without a
    /// name, `*:` for any number of those, `--` for what stands behind these; or a subcommand's name. The kind is `flag`,
    /// `subcommand`, one of `ValueKind`, or `=a,b,c` for one of those.
    package func table(path: String = ".") -> [String] {
        var lines = options.map { option in
            "\(path) \(option.isRepeating ? "*" : "")\(option.names.joined(separator: ",")) "
                + "\(option.value?.tableName ?? "flag") \(option.summary.withoutFullStop)"
        }
        for argument in arguments {
            let mark = argument.isRepeating && !argument.isAfterDashes && argument.value != .command ? "*:" : ":"
            lines.append("\(path) \(argument.isAfterDashes ? "--" : mark) \(argument.value.tableName) \(argument.name)")
        }
        for subcommand in subcommands {
            lines.append("\(path) \(subcommand.name) subcommand \(subcommand.summary.withoutFullStop)")
        }
        for subcommand in subcommands {
            lines += subcommand.words.table(path: path == "." ? subcommand.name : "\(path)/\(subcommand.name)")
        }
        return lines
    }
}

extension ValueKind {
    fileprivate var tableName: String {
        if case .list(let words) = self { return "=" + words.joined(separator: ",") }
        return name ?? ""
    }
}
