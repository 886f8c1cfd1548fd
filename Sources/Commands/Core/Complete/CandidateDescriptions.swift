import Engine
import SystemKit

/// The words beside a profile's name: account, role and state.
struct CandidateDescriptions {
    private let config: SharedConfig
    private let sources: CredentialOriginResolver
    private let now: Instant
    private var files: CredentialValidityReader

    init(_ service: CredentialService) {
        config = service.config
        sources = service.sources
        now = service.context.clock.now()
        files = CredentialValidityReader(service.context)
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
