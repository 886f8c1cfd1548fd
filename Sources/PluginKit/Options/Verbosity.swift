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

    /// What every hot command takes beside its own options.
    static func option(_ spelling: String) -> FastArguments.Option? {
        switch spelling {
        case "--color": .valued("color")
        case "--verbose", "-v": .flag("verbose")
        case "--quiet", "-q": .flag("quiet")
        default: nil
        }
    }

    /// Nil for a colour that there isn't.
    package init?(_ words: FastArguments) {
        guard let color = Style.Choice(rawValue: words["color"] ?? "auto") else { return nil }
        self.init(color: color, isVerbose: words.has("verbose"), isQuiet: words.has("quiet"))
    }
}
