/// Statements as code that a shell's awsx function evaluates: names from fixed lists, values as quoted words, nothing else.
package struct ShellCode: Sendable {
    /// The first line; what begins otherwise is text for a person, and is never evaluated.
    package static let mark = ": awsx 1"

    private let shell: Shell
    private var lines = [mark]

    package init(_ shell: Shell, _ statements: [ShellStatement]) {
        self.shell = shell
        append(statements)
    }

    package mutating func append(_ statements: [ShellStatement]) {
        for statement in statements { append(statement) }
    }

    package var text: String { lines.map { "\($0)\n" }.joined() }

    private mutating func append(_ statement: ShellStatement) {
        let word = shell.quoting.word
        switch statement {
        case .assign(let name, let value):
            lines.append(shell == .fish ? "set -g \(name) \(word(value))" : "\(name)=\(word(value))")
        case .watch(let files, let state, let end):
            append(.assign("_awsx_state", state))
            lines.append(watching(files, since: state, until: end))
        case .copyRegion:
            lines.append(
                shell == .fish
                    ? "set -g _awsx_previous_region $_awsx_region" : "_awsx_previous_region=$_awsx_region")
        case .export(let name, let value, let layer):
            lines.append(
                shell == .fish ? "set -gx \(name) \(word(value))" : "\\builtin export \(name)=\(word(value))")
            lines.append("_awsx_own \(layer.prefix) \(name)")
        case .take(let names, let layer):
            if !names.isEmpty { lines.append("_awsx_take \(layer.prefix) \(names.joined(separator: " "))") }
        case .tell(let line, let name): lines.append("_awsx_tell \(name) \(word(line))")
        case .giveBack(let names, let layer):
            if !names.isEmpty { lines.append("_awsx_give \(layer.prefix) \(names.joined(separator: " "))") }
        }
    }

    private func watching(_ files: [WatchedFile], since state: String, until end: Int64?) -> String {
        let word = shell.quoting.word
        // A variable costs fish less than as many characters.
        let own = shell == .fish ? "\"$_awsx_state\"" : word(state)
        switch shell {
        case .bash, .fish:
            // Newer than a missing file is true here, and false the other way round.
            let terms = files.flatMap { file in
                if file.modified == nil { return file.isListed ? [] : ["! -e \(word(file.path))"] }
                return (file.isListed ? [] : ["-e \(word(file.path))"]) + ["! \(word(file.path)) -nt \(own)"]
            }
            // A missing file of our own is told by any that is newer than nothing.
            var all = terms.contains { $0.hasSuffix("-nt \(own)") } ? terms : ["-e \(own)"] + terms
            if let end {
                // The scripts' own variable; and fish's clock, which is the age of our file, if that is still there.
                all.append(
                    shell == .bash
                        ? "$now -lt \(end)"
                        : "(math \"$_awsx_age + 0\"(builtin path mtime -R -- \(own); or builtin echo 0)) -lt \(end)")
            }
            return shell == .bash
                ? "function _awsx_fresh { [[ \(all.joined(separator: " && ")) ]]; }"
                : "function _awsx_fresh; test -n \"$_awsx_known\" -a \(all.joined(separator: " -a ")); end"
        case .zsh:
            // Newer than a missing file is false here.
            let terms = files.compactMap { file in
                if file.modified == nil { return file.isListed ? nil : "! -e \(word(file.path))" }
                return "\(own) -nt \(word(file.path))"
            }
            // Without a clock it is seen with the next change.
            let clock = end.map { ["${EPOCHSECONDS:-0} -lt \($0)"] } ?? []
            return "function _awsx_fresh { [[ \((["-e \(own)"] + terms + clock).joined(separator: " && ")) ]] }"
        }
    }
}

extension ShellStatement.Layer {
    /// How the scripts name it.
    fileprivate var prefix: String { "_awsx_\(rawValue)" }
}
