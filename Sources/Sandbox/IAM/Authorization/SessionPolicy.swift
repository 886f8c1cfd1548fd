/// What a session may do at most: the policies that one call of STS was given. A session may have several, all of which
/// must allow what it does.
struct SessionPolicy: Sendable, Hashable {
    /// One of them allowing is enough.
    let documents: [PolicyDocument]
    /// Whether GetScopedCredentials was given it, which counts those of its own.
    let isScope: Bool
}

extension IssuedKeys {
    /// Layers of GetScopedCredentials.
    var scopedPoliciesCount: Int { sessionPolicies.count(where: \.isScope) }

    /// Throws `AccessDenied` unless every policy of the session, and what the sandbox's state says of the principal,
    /// allow an access.
    func check(_ access: AccessRequest, _ state: SandboxConfiguration) throws(ServiceError) {
        let verdicts = sessionPolicies.map { PolicyDocument.verdict(of: $0.documents, on: access) }
        if verdicts.contains(.denied) {
            throw .notAuthorized(principal, access, "with an explicit deny in a session policy")
        }
        if state.deniedActions.contains(where: { $0.concern(principal, access.action) }) {
            throw .notAuthorized(
                principal, access, "because no identity-based policy allows the \(access.action) action")
        }
        if verdicts.contains(.notAllowed) {
            throw .notAuthorized(principal, access, "because no session policy allows the \(access.action) action")
        }
    }
}

extension ServiceError {
    /// As services with JSON in one place say it.
    var jsonAccessDenied: ServiceError {
        type == "AccessDenied" ? ServiceError("AccessDeniedException", message) : self
    }

    /// As services with JSON under paths say it.
    var restAccessDenied: ServiceError {
        type == "AccessDenied" ? ServiceError("AccessDeniedException", message, 403) : self
    }

    /// In the words that AWS has for it in every service.
    static func notAuthorized(
        _ principal: Principal, _ access: AccessRequest, _ reason: String? = nil
    ) -> ServiceError {
        // S3 alone puts the resource into quotes.
        let resource = access.action.hasPrefix("s3:") ? "\"\(access.resource)\"" : access.resource
        return .stsAccessDenied(
            "User: \(principal.arn) is not authorized to perform: \(access.action) on resource: \(resource)"
                + (reason.map { " \($0)" } ?? ""))
    }
}
