import SystemKit

/// What STS's refusals to narrow credentials mean to a person (<doc:STSAndSigning>, Scoped credentials). None of them leads to wider
/// credentials.
struct ScopedCredentialsErrorMapper: Sendable {
    let session: ScopedSession
    let environment: Environment

    /// Keys of a user, which AWS never narrows; found before it is asked.
    static func permanentKeys(_ session: ScopedSession) -> Failure {
        Failure(
            .configInvalid,
            "\(session.title) needs temporary credentials, and \(session.parent.subject) has permanent keys, which AWS can't narrow",
            hint:
                "use a profile with a role (role_arn and source_profile, or sso_role_name), or get a session first: aws sts get-session-token"
        )
    }

    func failure(_ error: ServiceError) -> Failure {
        let general = Failure(error)
        if general.code == .throttled || general.code == .unreachable { return general }
        let words = "(AWS: \(error.code)\(error.message.isEmpty ? "" : ": \(error.message.prefix(400))"))"
        let place = SourceLocation.url(error.url)
        switch error.code {
        case "InvalidAction", "UnknownOperationException":
            return Failure(
                .configInvalid,
                "STS can't narrow credentials at this endpoint: it does not know GetScopedCredentials \(words)",
                at: place,
                hint:
                    "for a profile with role_arn use --policy-arn; the call is not available in every partition, nor at sts.amazonaws.com"
            )
        case "MalformedPolicyDocument":
            return Failure(
                .configInvalid, "AWS rejected the policy of \(session.title) \(words)", at: place,
                hint: "\(run: .showScope(nil)) shows the policy")
        case "PackedPolicyTooLarge":
            return Failure(
                .configInvalid, "the session token would be too large with \(session.title) \(words)", at: place,
                hint: "use a shorter policy, or fewer scopes")
        case "InsufficientSessionLifetime":
            return Failure(
                .tooLittleTimeLeft, "the credentials expire before --duration ends \(words)", at: place,
                hint: "use a shorter --duration, or omit it")
        case "RegionDisabledException":
            return .regionDisabled(error, words)
        case "ValidationError":
            return Failure(
                .configInvalid, "AWS rejected the request to narrow credentials \(words)", at: place,
                hint: "\(run: .showScope(nil)) shows the policy")
        case "InvalidSubjectCredentials":
            return Failure(
                .denied, "AWS can't narrow the credentials of \(session.parent.subject) \(words)", at: place,
                hint: "use a profile with a role, or get a session first: aws sts get-session-token")
        case "AccessDenied", "AccessDeniedException":
            return Failure(
                .scopeDenied,
                "\(session.parent.subject) is not allowed to narrow its credentials (sts:GetScopedCredentials) \(words)",
                at: place, hint: error.clockRemedy.map { Hint($0) } ?? permission)
        case _
        where (401...403).contains(error.httpStatus) || general.code == .denied || error.code.hasPrefix("ExpiredToken"):
            return Failure(
                .denied, "AWS rejected the credentials of \(session.parent.subject) \(words)", at: place,
                hint: error.clockRemedy.map { Hint($0) } ?? "sign in again, or check where they come from")
        default:
            return Failure(
                general.code, "AWS refused to narrow the credentials of \(session.parent.subject) \(words)", at: place,
                hint: general.hint ?? Failure.doctorHint)
        }
    }

    private var permission: Hint {
        if session.parent.provider is EnvironmentProvider, let scope = environment.text(EnvironmentKey.awsxScope) {
            return
                """
                these credentials are already narrowed (\(EnvironmentKey.awsxScope)=\(scope)): run the command in \
                another shell, or omit --scope
                """
        }
        return
            "whoever manages this role must allow sts:GetScopedCredentials; AWS narrows a session three times at most"
    }
}

extension CredentialOrigin {
    /// Whose they are, for sentences.
    fileprivate var subject: String {
        if let role = roleName { return "role \(role)\(accountID.map { " of account \($0)" } ?? "")" }
        return provider is EnvironmentProvider ? "the environment" : "provider \(providerName)"
    }
}
