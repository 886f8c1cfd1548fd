import Synchronization

/// Finds roles that two profiles ask for with the same words but by different means: their requests have one name in
/// the AWS CLI's cache, which knows nothing of the means (<doc:CacheFiles>, Roles that share a name).
///
/// The first looks read the files' bytes, which is all that one identity needs; who looks at many profiles pays once for a
/// table of all roles.
final class CacheKeyCollisions: Sendable {
    private let config: SharedConfig
    private let state = Mutex(State())

    /// So many looks through the bytes cost about what the table costs.
    private static let looksBeforeTable = 8

    private struct State {
        var looks = 0
        var table: [[UInt8]: [Asked]]?
    }

    private struct Asked {
        let request: RoleRequest
        let means: RoleOrigin
    }

    init(config: SharedConfig) { self.config = config }

    /// Where the credentials come from that a profile assumes a role with.
    enum RoleOrigin: Hashable {
        case sourceProfile(String)
        case credentialSource(String)
        case tokenFile(String)
    }

    /// Whether a profile asks for the same by other means.
    func exist(of request: RoleRequest, by means: RoleOrigin) -> Bool {
        let asked = state.withLock { state -> [Asked]? in
            state.looks += 1
            guard state.looks > Self.looksBeforeTable else { return nil }
            if state.table == nil { state.table = table() }
            return state.table?[Array(request.roleARN.utf8)] ?? []
        }
        if let asked { return asked.contains { $0.request == request && $0.means != means } }
        // Nearly always the ARN stands in the files once, which is seen without looking at any profile.
        guard config.counts(request.roleARN, upTo: 2) > 1 || isFromElsewhere(means) else { return false }
        return config.profileNames.contains { name in
            guard let profile = config.profile(name), let other = asks(profile) else { return false }
            return other.request == request && other.means != means
        }
    }

    /// Of each role what is asked of it; of many profiles that ask the same, two by different means tell enough.
    private func table() -> [[UInt8]: [Asked]] {
        var table: [[UInt8]: [Asked]] = [:]
        var seen: [RoleRequest: Set<RoleOrigin>] = [:]
        for name in config.profileNames {
            guard let profile = config.profile(name), let asked = asks(profile) else { continue }
            let known = seen[asked.request] ?? []
            guard known.count < 2, !known.contains(asked.means) else { continue }
            seen[asked.request, default: []].insert(asked.means)
            table[Array(asked.request.roleARN.utf8), default: []].append(
                Asked(request: asked.request, means: asked.means))
        }
        return table
    }

    private func isFromElsewhere(_ means: RoleOrigin) -> Bool {
        guard case .tokenFile = means else { return false }
        return true
    }

    private func asks(_ profile: Profile) -> (request: RoleRequest, means: RoleOrigin)? {
        guard let role = profile["role_arn"]?.value else { return nil }
        if let file = profile["web_identity_token_file"]?.value {
            return (RoleRequest(roleARN: role, sessionName: profile["role_session_name"]?.value), .tokenFile(file))
        }
        let means: RoleOrigin? =
            profile["source_profile"].map { .sourceProfile($0.value) }
            ?? profile["credential_source"].map { .credentialSource($0.value) }
        guard let means else { return nil }
        let request = RoleRequest(
            roleARN: role, sessionName: profile["role_session_name"]?.value,
            externalID: profile["external_id"]?.value,
            durationSeconds: profile["duration_seconds"].flatMap { PythonInteger($0.value)?.clamped },
            serialNumber: profile["mfa_serial"]?.value)
        return (request, means)
    }
}

extension SharedConfig {
    /// How often a text stands in the two files, counted no further than a limit.
    func counts(_ text: String, upTo limit: Int) -> Int {
        [config, credentials].reduce(0) { count, document in
            guard let document, count < limit else { return count }
            return count + document.counts(Array(text.utf8), upTo: limit - count)
        }
    }
}

extension ConfigDocument {
    fileprivate func counts(_ text: [UInt8], upTo limit: Int) -> Int {
        guard let last = text.last, text.count <= bytes.count else { return 0 }
        let bytes = bytes
        let span = bytes.span
        var count = 0
        // ARNs begin alike and end differently: the last byte tells most of them apart.
        for end in (text.count - 1)..<span.count where span[end] == last {
            let start = end - text.count + 1
            guard (0..<text.count).allSatisfy({ span[start + $0] == text[$0] }) else { continue }
            count += 1
            if count == limit { break }
        }
        return count
    }
}
