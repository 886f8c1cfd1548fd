import SystemKit

/// What is said to a person on stderr while something goes on.
package struct Narrator: Sendable {
    private let isQuiet: Bool

    package init(isQuiet: Bool) { self.isQuiet = isQuiet }

    /// A line that a person needs, whatever was asked for: a code, an address.
    package func say(_ line: String) { StandardStream.error.write(line + "\n") }

    /// A line that `--quiet` drops.
    package func remark(_ line: String) {
        if !isQuiet { say(line) }
    }
}
