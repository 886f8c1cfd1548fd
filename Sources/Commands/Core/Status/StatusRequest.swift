import Engine
import PluginKit

/// What a call of `status` asks for.
struct StatusRequest: Hashable {
    let identity: IdentityRequest
    /// The sso-session that is asked about instead of an identity.
    let session: String?
    /// Whether AWS is asked, too.
    let check: Bool
    /// Seconds that must be left; nil for any.
    let minimum: Int64?
    let isJSON: Bool
    let verbosity: Verbosity

    /// Whether more than the exit status tells it.
    var shows: Bool { isJSON || !verbosity.isQuiet }

    /// Reads plain words at once, all others by the parser.
    init(_ words: [String]) throws {
        self = try Self(hot: words) ?? Self(StatusArguments.understand(words))
    }

    init(_ arguments: StatusArguments) {
        identity = arguments.profile.request()
        session = arguments.session
        check = arguments.check
        minimum = arguments.minTTL?.seconds
        isJSON = arguments.json.isOn
        verbosity = arguments.common.verbosity
    }

    init?(hot words: [String]) {
        guard var words = HotPathArgumentParser(words, option: HotPathOptionTable.status),
            let verbosity = Verbosity(&words), let profile = words.takeProfile()
        else { return nil }
        identity = IdentityRequest(profile: profile.name, isProfileWord: profile.isWord)
        session = words.take("session")
        check = words.takeFlag("check")
        minimum = nil
        isJSON = words.takeFlag("json")
        self.verbosity = verbosity
        // What doesn't go together the parser tells.
        guard words.isTaken, session == nil || identity.profile == nil && !check else { return nil }
    }
}
