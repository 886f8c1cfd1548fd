/// What a command or plugin is, readable without running it: of a built-in one what its declaration says, of an external
/// one the file `awsx-NAME.json` beside it.
package struct Manifest: Sendable {
    /// A command becomes the process, a provider turns a profile into credentials, a hook has a say in what awsx does.
    package enum Kind: String, Sendable, CaseIterable { case command, provider, hook }

    package let name: String
    package let version: String
    package let kinds: [Kind]
    /// One line for `awsx help` and completion.
    package let summary: String
    /// Where `awsx help` lists it.
    package let group: HelpGroup?
    /// Its place in the group, the smallest first.
    package let position: Int
    package let needs: CommandRequirements
    /// Names of identity variables that it wants to keep; a request, which the grant answers.
    package let environment: [String]
    /// The moments at which a plugin of kind hook is asked.
    package let hooks: [HookEvent]
    /// Whether what a hook was to allow is refused when the hook gives no answer.
    package let isPolicy: Bool
    package let personAccess: PersonAccess
    /// How long one answer may take; each call has its own bounds (`deadline(for:)`).
    package let deadlineMilliseconds: Int64?
    /// Its programs beside the main one, `awsx-NAME`.
    package let executables: [PluginExecutable]
    /// Whether `--json` among its words asks for failures as an object; not so where the words may be another program's.
    package let answersInJSON: Bool
    /// A command that awsx's own scripts call, and no person: listed nowhere.
    package let isHidden: Bool
    private let makeWords: @Sendable () -> CommandSyntax

    /// - Parameter words: called when somebody asks for the words, which lists of many commands don't.
    package init(
        name: String, version: String = Version.text, kinds: [Kind] = Self.commandOnly, summary: String,
        group: HelpGroup? = nil, position: Int = Self.lastPosition, needs: CommandRequirements = CommandRequirements(),
        environment: [String] = [], hooks: [HookEvent] = [], isPolicy: Bool = false,
        personAccess: PersonAccess = .never, deadlineMilliseconds: Int64? = nil,
        executables: [PluginExecutable] = [], answersInJSON: Bool = true, isHidden: Bool = false,
        words: @escaping @Sendable () -> CommandSyntax = { CommandSyntax() }
    ) {
        self.name = name
        self.version = version
        self.kinds = kinds
        self.summary = summary
        self.group = group
        self.position = position
        self.needs = needs
        self.environment = environment
        self.hooks = hooks
        self.isPolicy = isPolicy
        self.personAccess = personAccess
        self.deadlineMilliseconds = deadlineMilliseconds
        self.executables = executables
        self.answersInJSON = answersInJSON
        self.isHidden = isHidden
        makeWords = words
    }

    /// Of a built-in command.
    package init(_ command: any DeclaredCommand.Type, words: @escaping @Sendable () -> CommandSyntax) {
        let listing = command.listing
        self.init(
            name: command.name, summary: command.summary, group: listing.group, position: listing.position,
            needs: listing.needs, answersInJSON: listing.answersInJSON, words: words)
    }

    /// The words that it takes.
    package var words: CommandSyntax { makeWords() }

    package static let lastPosition = 100

    /// Most are so, and one array is made for all.
    package static let commandOnly: [Kind] = [.command]

    /// The protocol that this awsx speaks with plugins.
    package static let protocolVersion: Int64 = 1

    /// Lower-case letters, digits and inner dashes: a name becomes part of a path.
    package static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, (0x61...0x7a).contains(first), text.utf8.last != 0x2d,
            text.utf8.count <= 64
        else { return false }
        return text.utf8.allSatisfy { (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2d }
    }
}
