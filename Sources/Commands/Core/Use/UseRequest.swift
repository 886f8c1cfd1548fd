import Engine
import PluginKit

/// What a call of `use` asks for.
struct UseRequest: Hashable {
    /// As it was typed, `-` for the one before.
    let profile: String?
    let isProfileWord: Bool
    let region: String?
    let login: Bool
    let exportsKeys: Bool
    let scopes: [ScopeSelection]
    let reason: String?
    let verbosity: Verbosity

    /// Reads plain words at once, all others by the parser.
    init(_ words: [String]) throws {
        self = try Self(hot: words) ?? Self(UseArguments.understand(words))
    }

    init(_ arguments: UseArguments) {
        profile = arguments.profile.name
        isProfileWord = arguments.profile.profileWord != nil
        region = arguments.region
        login = arguments.login
        exportsKeys = arguments.exportKeys
        scopes = arguments.scope.selections
        reason = arguments.reason.text
        verbosity = arguments.common.verbosity
    }

    init?(hot words: [String]) {
        guard var words = HotPathArgumentParser(words, option: HotPathOptionTable.use),
            let verbosity = Verbosity(&words), let choice = words.takeProfile()
        else { return nil }
        profile = choice.name
        isProfileWord = choice.isWord
        region = words.take("region")
        login = words.takeFlag("login")
        exportsKeys = words.takeFlag("export-keys")
        scopes = []
        reason = words.take("reason")
        self.verbosity = verbosity
        guard words.isTaken else { return nil }
    }
}
