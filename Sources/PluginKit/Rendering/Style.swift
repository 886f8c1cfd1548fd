package import SystemKit

/// Whether and how text is coloured.
package struct Style: Sendable, Hashable {
    package let isColoured: Bool

    package init(isColoured: Bool) { self.isColoured = isColoured }

    /// What `--color` may say.
    package enum Choice: String, Sendable, CaseIterable { case auto, always, never }

    /// A typed choice wins, else what the environment and the stream say.
    package static func choose(_ choice: Choice, _ terminal: TerminalCapabilities, on stream: StandardStream) -> Style {
        switch choice {
        case .always: Style(isColoured: true)
        case .never: Style(isColoured: false)
        case .auto: Style(isColoured: terminal.isColoured(on: stream))
        }
    }

    package enum Ink: String, Sendable {
        case bold = "1"
        case dim = "2"
        case red = "31"
        case green = "32"
        case yellow = "33"
        case blue = "34"
        case magenta = "35"
        case cyan = "36"
    }

    package func paint(_ text: String, _ ink: Ink) -> String {
        isColoured && !text.isEmpty ? "\u{1b}[\(ink.rawValue)m\(text)\u{1b}[0m" : text
    }
}
