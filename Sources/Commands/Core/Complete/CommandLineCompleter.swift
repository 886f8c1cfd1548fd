import Engine
import PluginKit

/// Candidates for the last word of a command line, from what the commands say of their words. The scripts of bash, zsh and
/// fish do the same by themselves, without a process for what never changes.
struct CommandLineCompleter {
    private let context: RuntimeContext
    private let commands: Candidates.Commands

    init(_ context: RuntimeContext, _ commands: Candidates.Commands) {
        self.context = context
        self.commands = commands
    }

    /// - Parameter words: those behind `awsx`; the last one is being typed, and may be empty.
    /// - Returns: nothing where the shell knows better: files, and the words of another command.
    func candidates(for words: [String]) -> [Candidate] {
        let typed = words.last ?? ""
        var position = Position()
        for word in words.dropLast() where !read(word, &position) { return [] }
        if let kind = position.awaited { return offer(kind, typed, position) }
        if typed.hasPrefix("-") { return options(typed, position) }
        guard let syntax = position.syntax, !position.isHelp else {
            return position.count == 0 ? offer(.known(.commands), typed, position) : []
        }
        let subcommands = syntax.subcommands.filter { $0.name.hasPrefix(typed) }.map { Candidate($0.name, $0.summary) }
        return subcommands + (syntax.argument(at: position.count).map { offer($0, typed, position) } ?? [])
    }

    /// Where a command line stands.
    private struct Position {
        /// Of the command, or of the subcommand that was typed last; nil before any.
        var syntax: CommandSyntax?
        var isHelp = false
        /// What the option before wants.
        var awaited: ValueKind?
        /// Words without a name.
        var count = 0
        /// The command, and what was typed of it.
        var line: [String] = []
    }

    /// - Returns: false if what follows is not for us to complete.
    private func read(_ word: String, _ position: inout Position) -> Bool {
        if position.syntax != nil { position.line.append(word) }
        guard position.awaited == nil else {
            position.awaited = nil
            return true
        }
        guard let syntax = position.syntax, !position.isHelp else { return readCommand(word, &position) }
        if word == "--" {
            return !syntax.arguments.contains { $0.isAfterDashes || $0.value == .command }
        } else if word.hasPrefix("-"), word != "-" {
            position.awaited = syntax.option(word)?.value
        } else if let subcommand = syntax.subcommands.first(where: { $0.name == word }) {
            position.syntax = subcommand.words
        } else {
            if syntax.argument(at: position.count) == .command { return false }
            position.count += 1
        }
        return true
    }

    private func readCommand(_ word: String, _ position: inout Position) -> Bool {
        if word.hasPrefix("-") { return true }
        if position.isHelp { position.count += 1 }
        position.isHelp = position.isHelp || word == "help"
        let all = commands.builtIn() + commands.external().filter { $0.kinds.contains(.command) }
        position.syntax = position.isHelp ? CommandSyntax() : all.first { $0.name == word }?.words
        position.line = [word]
        return position.syntax != nil
    }

    private func options(_ typed: String, _ position: Position) -> [Candidate] {
        guard let syntax = position.syntax else {
            return ["--help", "--version"].filter { $0.hasPrefix(typed) }.map { Candidate($0) }
        }
        if let end = typed.firstIndex(of: "="), typed.hasPrefix("--") {
            let start = typed[...end]
            guard let kind = syntax.option(String(typed[..<end]))?.value else { return [] }
            return offer(kind, String(typed[typed.index(after: end)...]), position).map { candidate in
                Candidate((Array(start.utf8) + candidate.value)[...], candidate.description)
            }
        }
        return syntax.options.flatMap { option in
            option.names.filter { $0.hasPrefix(typed) }.map { Candidate($0, option.summary) }
        }
    }

    private func offer(_ kind: ValueKind, _ typed: String, _ position: Position) -> [Candidate] {
        switch kind {
        case .known(let kind):
            let filter = CandidateFilter(typed, isLoose: false)
            return (try? Candidates(context: context, filter: filter, commands: commands).load(kind)) ?? []
        case .list(let words): return words.filter { $0.hasPrefix(typed) }.map { Candidate($0) }
        case .dynamic:
            return DynamicCompletion(context, InstalledAnsweringPlugins(context))
                .candidates(["", typed] + position.line, CandidateFilter(typed, isLoose: false))
        case .text, .files, .folders, .command: return []
        }
    }
}

extension CommandSyntax {
    fileprivate func option(_ name: String) -> Option? { options.first { $0.names.contains(name) } }

    /// What a word without a name may be that comes after so many of them.
    fileprivate func argument(at count: Int) -> ValueKind? {
        let plain = arguments.filter { !$0.isAfterDashes }
        if count < plain.count { return plain[count].value }
        return plain.last.flatMap { $0.isRepeating ? $0.value : nil }
    }
}
