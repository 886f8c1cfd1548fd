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

    /// Sets a list of the shell alone.
    package mutating func assign(_ name: StaticString, _ values: [String]) {
        let words = values.map(shell.quoting.word).joined(separator: " ")
        lines.append(shell == .fish ? "set -g \(name) \(words)" : "\(name)=(\(words))")
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
