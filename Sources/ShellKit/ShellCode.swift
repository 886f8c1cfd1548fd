/// Statements that a shell's awsx function evaluates: names from fixed lists, values as quoted words, nothing else.
package struct ShellCode: Sendable {
    /// The first line; what begins otherwise is text for a person, and is never evaluated.
    package static let mark = ": awsx 1"

    private let shell: Shell
    private var lines = [mark]

    package init(_ shell: Shell) { self.shell = shell }

    package var text: String { lines.map { "\($0)\n" }.joined() }

    /// Sets a variable of the shell alone.
    package mutating func assign(_ name: StaticString, _ value: String) {
        let word = shell.quoting.word(value)
        lines.append(shell == .fish ? "set -g \(name) \(word)" : "\(name)=\(word)")
    }

    /// Says how the shell finds out that nothing changed, by builtins alone and in as few calls as can be: this runs at
    /// every prompt.
    ///
    /// - Parameter state: a file that is older than the clock but newer than all that is watched; `_awsx_state` holds it.
    package mutating func watch(_ files: [WatchedFile], since state: String) {
        let word = shell.quoting.word
        assign("_awsx_state", state)
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
            let all = terms.contains { $0.hasSuffix("-nt \(own)") } ? terms : ["-e \(own)"] + terms
            lines.append(
                shell == .bash
                    ? "function _awsx_fresh { [[ \(all.joined(separator: " && ")) ]]; }"
                    : "function _awsx_fresh; test -n \"$_awsx_known\" -a \(all.joined(separator: " -a ")); end")
        case .zsh:
            // Newer than a missing file is false here.
            let terms = files.compactMap { file in
                if file.modified == nil { return file.isListed ? nil : "! -e \(word(file.path))" }
                return "\(own) -nt \(word(file.path))"
            }
            lines.append("function _awsx_fresh { [[ \((["-e \(own)"] + terms).joined(separator: " && ")) ]] }")
        }
    }

    /// Keeps the region that was typed for the profile before.
    package mutating func copyRegion() {
        lines.append(
            shell == .fish
                ? "set -g _awsx_previous_region $_awsx_region" : "_awsx_previous_region=$_awsx_region")
    }

    /// Sets a variable that commands inherit, and remembers it as awsx's own.
    package mutating func export(_ name: String, _ value: String, as layer: Layer) {
        let word = shell.quoting.word(value)
        lines.append(shell == .fish ? "set -gx \(name) \(word)" : "\\builtin export \(name)=\(word)")
        lines.append("_awsx_own \(layer.rawValue) \(name)")
    }

    /// Puts variables aside that are not awsx's own, and unsets all of them.
    package mutating func take(_ names: [String], for layer: Layer) {
        if !names.isEmpty { lines.append("_awsx_take \(layer.rawValue) \(names.joined(separator: " "))") }
    }

    /// Tells a line if a variable is set that neither awsx set itself nor `giveBack` restores; goes before that.
    package mutating func tell(_ line: String, unlessOurs name: String) {
        lines.append("_awsx_tell \(name) \(shell.quoting.word(line))")
    }

    /// The words by which a person takes a variable out of this shell.
    package func removal(of name: String) -> String { shell == .fish ? "set -e \(name)" : "unset \(name)" }

    /// Puts back what was put aside, and unsets what awsx set itself.
    package mutating func giveBack(_ names: [String], of layer: Layer) {
        if !names.isEmpty { lines.append("_awsx_give \(layer.rawValue) \(names.joined(separator: " "))") }
    }

    /// Who changed the shell's identity: what was put aside for one is not given back by the other.
    package enum Layer: String, Sendable {
        case use = "_awsx_use"
        case folder = "_awsx_auto"
    }
}

/// A file that can change what a shell shows.
package struct WatchedFile: Sendable, Hashable {
    package let path: String
    /// In seconds; nil where there is no file.
    package let modified: Int64?
    /// Its folder is watched as well, and changes when the file comes or goes.
    package let isListed: Bool

    package init(path: String, modified: Int64?, isListed: Bool) {
        self.path = path
        self.modified = modified
        self.isListed = isListed
    }
}
