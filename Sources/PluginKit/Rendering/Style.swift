package import SystemKit

/// Whether and how text is coloured.
package struct Style: Sendable, Hashable {
    package let isColoured: Bool

    package init(isColoured: Bool) { self.isColoured = isColoured }

    /// What `--color` may say.
    package enum Choice: String, Sendable, CaseIterable { case auto, always, never }

    /// A typed choice wins, then `NO_COLOR`, then `CLICOLOR_FORCE`, then whether a terminal that can show it is there.
    package static func choose(_ choice: Choice, environment: Environment, isTerminal: Bool) -> Style {
        switch choice {
        case .always: return Style(isColoured: true)
        case .never: return Style(isColoured: false)
        case .auto: break
        }
        if environment.text("NO_COLOR") != nil { return Style(isColoured: false) }
        if let forced = environment.text("CLICOLOR_FORCE"), forced != "0" { return Style(isColoured: true) }
        return Style(isColoured: isTerminal && environment["TERM"] != "dumb" && environment.text("TERM") != nil)
    }

    package enum Ink: String, Sendable {
        case bold = "1"
        case dim = "2"
        case red = "31"
        case green = "32"
        case yellow = "33"
    }

    package func paint(_ text: String, _ ink: Ink) -> String {
        isColoured && !text.isEmpty ? "\u{1b}[\(ink.rawValue)m\(text)\u{1b}[0m" : text
    }
}
