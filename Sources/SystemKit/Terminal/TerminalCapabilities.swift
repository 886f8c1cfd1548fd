/// What the terminal can do that this process's words reach, as the environment tells it.
package struct TerminalCapabilities: Sendable, Hashable {
    /// The variables that all of it follows from.
    package static let variables = ["TERM", "NO_COLOR", "CLICOLOR_FORCE"]

    /// It is named by `TERM`, and not as `dumb`: it moves its cursor, and shows colours.
    package let movesCursor: Bool
    /// Colours always (`CLICOLOR_FORCE`) or never (`NO_COLOR`, which wins); nil for wherever they can be seen.
    private let wantsColour: Bool?

    package init(_ environment: Environment) {
        let kind = environment.text("TERM")
        movesCursor = kind != nil && kind != "dumb"
        if environment.text("NO_COLOR") != nil {
            wantsColour = false
        } else if let forced = environment.text("CLICOLOR_FORCE"), forced != "0" {
            wantsColour = true
        } else {
            wantsColour = nil
        }
    }

    /// Whether text is coloured: the one rule for all of it.
    ///
    /// - Parameter isVisible: whether colours would be seen there, if nothing forbids or forces them.
    package func isColoured(where isVisible: Bool) -> Bool { wantsColour ?? isVisible }

    /// The same for text on a stream.
    package func isColoured(on stream: StandardStream) -> Bool {
        isColoured(where: stream.isTerminal && movesCursor)
    }
}
