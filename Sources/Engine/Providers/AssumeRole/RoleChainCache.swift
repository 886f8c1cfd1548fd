import Synchronization

/// What was found out about chains of roles, so that who looks at many profiles walks each chain once.
final class RoleChainCache: Sendable {
    private let config: SharedConfig
    private let state = Mutex(State())

    private struct State {
        var lengths: [[UInt8]: Int] = [:]
        var sources: [[UInt8]: CredentialOrigin] = [:]
    }

    init(config: SharedConfig) { self.config = config }

    /// How many profiles with a role follow each other from this one on; `.max` if they go round.
    func length(from profile: Profile) -> Int {
        state.withLock { state in
            var path: [[UInt8]] = []
            var length = 0
            var next: Profile? = profile
            while let profile = next {
                let name = Array(profile.name.utf8)
                if let known = state.lengths[name] {
                    length = known
                    break
                }
                guard RoleChain.begins(at: profile), let source = profile["source_profile"]?.value else { break }
                // Until its length is known, who comes by again goes round.
                state.lengths[name] = .max
                path.append(name)
                next = config.profile(source).flatMap { $0.holdsKeys ? nil : $0 }
            }
            for name in path.reversed() {
                if length != .max { length += 1 }
                state.lengths[name] = length
            }
            return length
        }
    }

    /// What a profile with a role gives as another's source, if it was found out before.
    ///
    /// It is right for whoever comes by: a chain that has an end meets nobody twice, and its length was seen to beforehand.
    func kept(_ profile: Profile) -> CredentialOrigin? { state.withLock { $0.sources[Array(profile.name.utf8)] } }

    func keep(_ source: CredentialOrigin, of profile: Profile) {
        state.withLock { $0.sources[Array(profile.name.utf8)] = source }
    }
}

extension Profile {
    /// Keys of its own, which count where it is another's source, whatever else it says.
    var holdsKeys: Bool { self["aws_access_key_id"] != nil || self["aws_secret_access_key"] != nil }
}
