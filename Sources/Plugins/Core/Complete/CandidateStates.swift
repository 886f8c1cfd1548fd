import Engine
import SystemKit

/// The words beside a profile's name: account, role and state.
struct CandidateStates {
    private let config: SharedConfig
    private let sources: ProfileSource
    private let now: Instant
    private var files: IdentityFiles

    init(_ acting: Acting) {
        config = acting.config
        sources = ProfileSource(config: config, environment: acting.world.environment)
        now = acting.world.clock.now()
        files = IdentityFiles(acting.world)
    }

    mutating func description(of name: String) -> String {
        guard let profile = config.profile(name), let source = try? sources.resolve(profile) else {
            return "unusable"
        }
        let who = source.accountAndRole.map { "\($0), " } ?? ""
        let ends = try? files.ends(of: source)
        return who + (ends?.state(at: now).title(at: now) ?? "")
    }
}
