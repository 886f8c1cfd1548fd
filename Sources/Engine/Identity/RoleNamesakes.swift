/// Finds roles that two profiles ask for with the same words but by different means: their requests have one name in the
/// AWS CLI's cache, which knows nothing of the means (facts 3.4, 16.4).
struct RoleNamesakes: Sendable {
    let config: SharedConfig

    /// By which means a profile gets at a role.
    enum Means: Hashable {
        case sourceProfile(String)
        case credentialSource(String)
        case tokenFile(String)
    }

    /// Whether a profile asks for the same by other means.
    func exist(of request: RoleRequest, by means: Means) -> Bool {
        // Nearly always the ARN stands in the files once, which is seen without looking at any profile.
        guard config.counts(request.roleARN, upTo: 2) > 1 || isFromElsewhere(means) else { return false }
        return config.profileNames.contains { name in
            guard let profile = config.profile(name), let other = asks(profile) else { return false }
            return other.request == request && other.means != means
        }
    }

    private func isFromElsewhere(_ means: Means) -> Bool {
        guard case .tokenFile = means else { return false }
        return true
    }

    private func asks(_ profile: Profile) -> (request: RoleRequest, means: Means)? {
        guard let role = profile["role_arn"]?.value else { return nil }
        if let file = profile["web_identity_token_file"]?.value {
            return (RoleRequest(roleARN: role, sessionName: profile["role_session_name"]?.value), .tokenFile(file))
        }
        let means: Means? =
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
