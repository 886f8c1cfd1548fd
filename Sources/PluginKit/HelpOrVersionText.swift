/// Text that was asked for and ends the command well: help, or a version.
package struct HelpOrVersionText: Error, Sendable {
    package let text: String

    package init(text: String) { self.text = text }
}
