import SystemKit

/// What is said to a person on stderr while something goes on.
package struct Narrator: Sendable {
    private let isQuiet: Bool
    /// What is shown below the lines; nil for nothing.
    private let progress: Progress?

    package init(isQuiet: Bool, above progress: Progress? = nil) {
        self.isQuiet = isQuiet
        self.progress = progress
    }

    /// A line that a person needs, whatever was asked for: a code, an address.
    package func say(_ line: String) {
        if let progress { progress.say(line) } else { StandardStream.error.write(line + "\n") }
    }

    /// A line that `--quiet` drops.
    package func remark(_ line: String) {
        if !isQuiet { say(line) }
    }
}
