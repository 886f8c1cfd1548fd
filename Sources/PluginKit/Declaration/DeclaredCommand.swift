package import ArgumentParser

/// The one declaration of a built-in command: ArgumentParser's of its words, and what lists say of it beside.
///
/// `awsx-generate` writes from it what others read: completions, manual pages, the guide's tables, the options of commands
/// that are read without the parser, and manifests.
package protocol DeclaredCommand: ParsableCommand {
    /// As it is typed after `awsx`.
    static var name: String { get }
    static var listing: CommandListing { get }
}

extension DeclaredCommand {
    /// Its line in lists: what `listing` says, else its abstract without the full stop.
    package static var summary: String { listing.summary ?? configuration.abstract.withoutFullStop }
}

/// What lists say of a command beside the words that it takes.
package struct CommandListing: Sendable {
    package let group: HelpGroup
    /// Its place in the group, the smallest first.
    package let position: Int
    /// A line for lists, where the abstract of its help says too little there.
    package let summary: String?
    package let needs: CommandRequirements
    /// Whether `--json` among its words asks for failures as an object; not so where the words may be another program's.
    package let answersInJSON: Bool
    /// Whether it runs so often that plain words are read without the parser.
    package let isOnHotPath: Bool
    /// Whether a command stands behind `--`, which is split off before the words are read.
    package let takesCommand: Bool

    package init(
        _ group: HelpGroup, _ position: Int, summary: String? = nil, needs: CommandRequirements = CommandRequirements(),
        answersInJSON: Bool = true, isOnHotPath: Bool = false, takesCommand: Bool = false
    ) {
        self.group = group
        self.position = position
        self.summary = summary
        self.needs = needs
        self.answersInJSON = answersInJSON
        self.isOnHotPath = isOnHotPath
        self.takesCommand = takesCommand
    }
}

extension String {
    /// As lists have it.
    package var withoutFullStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
