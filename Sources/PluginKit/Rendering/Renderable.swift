package import Engine
import SystemKit

/// What a command found, for programs and for people.
package protocol Renderable: Sendable {
    var json: JSON { get }
    /// Lines for a person, each with its end.
    func text(_ style: Style) -> String
}
