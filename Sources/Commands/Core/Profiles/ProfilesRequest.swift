import PluginKit

/// What a call of `profiles` asks for.
struct ProfilesRequest: Hashable {
    /// A pattern, or a word that stands anywhere in a name; nil for all.
    let glob: String?
    let session: String?
    let state: String?
    let isLong: Bool
    let isJSON: Bool
    let verbosity: Verbosity

    /// Reads plain words at once, all others by the parser.
    init(_ words: [String]) throws {
        self = try Self(hot: words) ?? Self(ProfilesArguments.understand(words))
    }

    init(_ arguments: ProfilesArguments) {
        glob = arguments.glob
        session = arguments.session
        state = arguments.state
        isLong = arguments.long
        isJSON = arguments.json.isOn
        verbosity = arguments.common.verbosity
    }

    init?(hot words: [String]) {
        guard var words = HotPathArgumentParser(words, option: HotPathOptionTable.profiles), words.plain.count <= 1,
            let verbosity = Verbosity(&words)
        else { return nil }
        glob = words.plain.first
        session = words.take("session")
        state = words.take("state")
        isLong = words.takeFlag("long")
        isJSON = words.takeFlag("json")
        self.verbosity = verbosity
        // A state that there isn't the parser tells.
        guard words.isTaken, state.map(ProfilesArguments.states.contains) ?? true else { return nil }
    }
}
