/// How much a command says, and in which colours.
package struct Verbosity: Sendable, Hashable {
    package let color: Style.Choice
    package let isVerbose: Bool
    package let isQuiet: Bool

    package init(color: Style.Choice, isVerbose: Bool, isQuiet: Bool) {
        self.color = color
        self.isVerbose = isVerbose
        self.isQuiet = isQuiet
    }

    /// Nil for a colour that there isn't.
    package init?(_ words: inout HotPathArgumentParser) {
        let choice = words.take("color") ?? "auto"
        let isVerbose = words.takeFlag("verbose")
        let isQuiet = words.takeFlag("quiet")
        guard let color = Style.Choice(rawValue: choice) else { return nil }
        self.init(color: color, isVerbose: isVerbose, isQuiet: isQuiet)
    }
}
