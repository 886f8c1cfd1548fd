import SystemKit

extension ServerState {
    /// GetScopedCredentials by somebody whose signature was good and who may call it: the same session with fewer
    /// permissions, a shorter life, or both (<doc:STSAndSigning>, Scoped credentials).
    ///
    /// - Throws: `AccessDenied`, `InsufficientSessionLifetime`, `PackedPolicyTooLarge`.
    mutating func scope(
        _ request: ScopeRequest, caller: VerifiedSigner, now: Instant
    ) throws(ServiceError) -> IssuedKeys {
        let parent = caller.keys
        guard let token = parent.sessionToken, let end = parent.expires, !parent.principal.isRoot else {
            throw .stsAccessDenied(
                "Cannot call GetScopedCredentials with \(parent.principal.isRoot ? "root" : "IAM user") credentials")
        }
        if request.policy != nil, parent.scopedPoliciesCount >= ScopeRequest.largestPoliciesCount {
            throw .stsAccessDenied(
                "Cannot call GetScopedCredentials with a policy on a session that has "
                    + "\(ScopeRequest.largestPoliciesCount) scoped policies")
        }
        let left = end.seconds(since: now)
        if let asked = request.durationSeconds, asked > left {
            throw ServiceError(
                "InsufficientSessionLifetime",
                "The requested DurationSeconds of \(asked) exceeds the remaining lifetime of the session, \(left) seconds."
            )
        }
        let size = max(
            request.minimumSessionTokenSize ?? 0,
            token.utf8.count + SessionToken.size(ofPolicies: [request.policy].compactMap(\.self)))
        guard size <= SessionToken.largestSize else {
            throw ServiceError(
                "PackedPolicyTooLarge",
                "The session token would be \(size) bytes, the maximum is \(SessionToken.largestSize) bytes.")
        }
        let layer = request.document.map { SessionPolicy(documents: [$0], isScope: true) }
        return issue(
            parent.principal, KeyIssuanceCause(request, of: caller),
            expires: request.durationSeconds.map { now.advanced(bySeconds: $0) } ?? end,
            policies: parent.sessionPolicies + [layer].compactMap(\.self), tokenSize: size)
    }
}

/// Sizes of session tokens, which hold the policies and tags of a session in some packed form. The form is the
/// sandbox's own: half of the text.
enum SessionToken {
    static let largestSize = 4096
    /// Of a session without any.
    static let smallestSize = 635

    static func size(ofPolicies texts: [String]) -> Int { texts.reduce(0) { $0 + $1.utf8.count } / 2 }
}

extension IssuedKeys {
    var sessionTokenSize: Int { sessionToken?.utf8.count ?? 0 }

    /// Percent of the largest size.
    var sessionTokenUtilization: Int { sessionTokenSize * 100 / SessionToken.largestSize }
}

extension Principal {
    /// An account's root, who signs in but has no role.
    var isRoot: Bool { arn.hasSuffix(":root") }
}

extension KeyIssuanceCause {
    /// What the caller's session was, and what is new.
    fileprivate init(_ request: ScopeRequest, of caller: VerifiedSigner) {
        self = caller.keys.grant
        operation = Operation.getScopedCredentials.rawValue
        durationSeconds = request.durationSeconds
        policy = request.policy
        policyArns = []
        scopedSessionDescription = request.description
        callerArn = caller.keys.principal.arn
        callerAccessKeyId = caller.keys.accessKeyID
        region = caller.region
    }
}
