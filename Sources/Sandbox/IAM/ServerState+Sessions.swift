import SystemKit

/// A role session that began, and what STS says of it.
struct StartedSession: Sendable {
    let keys: IssuedKeys
    let packedPolicySize: Int?
    /// The web identity behind it.
    var identity: WebIdentity?
}

extension ServerState {
    /// AssumeRole by somebody whose signature was good (<doc:CredentialProviders>, Assumed roles; <doc:STSAndSigning>,
    /// The query protocol). Throws `AccessDenied`, `ValidationError`, `InvalidParameterValue`.
    mutating func assumeRole(
        _ request: SessionRequest,
        caller: VerifiedSigner,
        now: Instant
    ) throws(ServiceError) -> StartedSession {
        try checkFactor(request.serialNumber, request.tokenCode, caller.keys.principal)
        let who = caller.keys.principal
        func denied(_ action: String) -> ServiceError {
            .notAuthorized(who, AccessRequest(action: action, resource: request.role.text))
        }
        guard let role = role(request), role.trusts(who),
            role.externalId == nil || role.externalId == request.externalID,
            !role.requiresMfa || request.serialNumber != nil
        else { throw denied("sts:AssumeRole") }
        let parent = caller.keys.grant
        if !request.tags.isEmpty || !parent.transitiveTags.isEmpty, !role.allowsTags { throw denied("sts:TagSession") }
        if request.sourceIdentity != nil, !role.allowsSourceIdentity { throw denied("sts:SetSourceIdentity") }
        if let given = parent.sourceIdentity, request.sourceIdentity.map({ $0 != given }) == true {
            throw denied("sts:SetSourceIdentity")
        }
        let inherited = parent.transitiveTags
        guard inherited.keys.allSatisfy({ request.tags[$0] == nil }) else {
            throw ServiceError(
                "InvalidParameterValue",
                "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key "
                    + "from the calling session."
            )
        }
        if who.isRoleSession, let asked = request.durationSeconds, asked > 3600 {
            throw .validation(
                "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.")
        }
        var grant = try KeyIssuanceCause(operation: .assumeRole, request, maximum: role.maxSessionDuration)
        grant.serialNumber = request.serialNumber
        grant.inheritedTags = inherited
        grant.transitiveTagKeys = request.transitiveTagKeys + inherited.keys.sorted()
        grant.sourceIdentity = request.sourceIdentity ?? parent.sourceIdentity
        grant.callerArn = who.arn
        grant.callerAccessKeyId = caller.keys.accessKeyID
        grant.region = caller.region
        return begin(request, grant, now: now)
    }

    /// AssumeRoleWithWebIdentity, which nobody signs (<doc:CredentialProviders>, Web identity; <doc:STSAndSigning>, The
    /// query protocol). Throws `InvalidIdentityToken`, `ExpiredTokenException`, `AccessDenied`, `ValidationError`.
    mutating func assumeRole(
        _ request: SessionRequest,
        token: String,
        now: Instant
    ) throws(ServiceError) -> StartedSession {
        guard let identity = center.state.webIdentities.first(where: { $0.token.utf8.elementsEqual(token.utf8) }) else {
            throw ServiceError(
                "InvalidIdentityToken",
                "Couldn't retrieve verification key from your identity provider,  please reference "
                    + "AssumeRoleWithWebIdentity documentation for requirements"
            )
        }
        if let expires = identity.expires, now.seconds >= expires {
            throw ServiceError(
                "ExpiredTokenException",
                "Token expired: current date/time \(now.seconds) must be before the expiration date/time \(expires)"
            )
        }
        guard let role = role(request), role.trusts(identity) else {
            throw .stsAccessDenied("Not authorized to perform sts:AssumeRoleWithWebIdentity")
        }
        var grant = try KeyIssuanceCause(
            operation: .assumeRoleWithWebIdentity, request, maximum: role.maxSessionDuration)
        grant.subject = identity.subject
        var session = begin(request, grant, now: now)
        session.identity = identity
        return session
    }

    /// GetSessionToken: temporary keys of a user, who has long-lived ones. Throws `AccessDenied`.
    mutating func sessionToken(
        caller: VerifiedSigner, seconds: Int64?, serialNumber: String?, code: String?, now: Instant
    ) throws(ServiceError) -> IssuedKeys {
        guard caller.keys.sessionToken == nil else {
            throw .stsAccessDenied("Cannot call GetSessionToken with session credentials")
        }
        try checkFactor(serialNumber, code, caller.keys.principal)
        var grant = KeyIssuanceCause(operation: Operation.getSessionToken.rawValue)
        grant.durationSeconds = seconds
        grant.serialNumber = serialNumber
        grant.callerArn = caller.keys.principal.arn
        grant.callerAccessKeyId = caller.keys.accessKeyID
        grant.region = caller.region
        return issue(caller.keys.principal, grant, lifetime: seconds ?? 43_200, now: now)
    }

    /// GetRoleCredentials of the portal. Throws 403 and 404.
    mutating func roleCredentials(_ pair: AccountRole, now: Instant) throws(ServiceError) -> IssuedKeys {
        let principal = try center.principal(pair)
        var grant = KeyIssuanceCause(operation: Operation.getRoleCredentials.rawValue)
        grant.roleArn = principal.roleArn
        grant.roleSessionName = center.state.user
        return issue(principal, grant, lifetime: center.state.lifetimes.roleCredentials, now: now)
    }

    /// Issues keys and remembers what for.
    mutating func issue(_ principal: Principal, _ grant: KeyIssuanceCause, lifetime: Int64, now: Instant) -> IssuedKeys
    {
        issue(principal, grant, expires: now.advanced(bySeconds: lifetime))
    }

    /// The same until a moment.
    ///
    /// - Parameter tokenSize: bytes that the session token has at least.
    mutating func issue(
        _ principal: Principal, _ grant: KeyIssuanceCause, expires: Instant, policies: [SessionPolicy] = [],
        tokenSize: Int = 0
    ) -> IssuedKeys {
        let keys = IssuedKeys(
            accessKeyID: center.generator.accessKeyID(),
            secretAccessKey: center.generator.secretAccessKey(),
            sessionToken: center.generator.sessionToken(size: tokenSize),
            expires: expires,
            principal: principal,
            grant: grant,
            sessionPolicies: policies
        )
        iam.add(keys)
        return keys
    }

    private mutating func begin(_ request: SessionRequest, _ grant: KeyIssuanceCause, now: Instant) -> StartedSession {
        let keys = issue(
            .session(of: request.role, named: request.sessionName),
            grant,
            expires: now.advanced(
                bySeconds: center.state.lifetimes.assumedRole ?? request.durationSeconds ?? 3600),
            policies: [request.sessionPolicy].compactMap(\.self),
            tokenSize: SessionToken.smallestSize + SessionToken.size(ofPolicies: request.packedTexts)
        )
        return StartedSession(keys: keys, packedPolicySize: request.packedPolicySize)
    }

    private func role(_ request: SessionRequest) -> IAMRole? {
        center.state.iamRoles.first { $0.roleArn == request.role.text }
    }

    private mutating func checkFactor(
        _ serialNumber: String?, _ tokenCode: String?, _ caller: Principal
    ) throws(ServiceError) {
        switch (serialNumber, tokenCode) {
        case (nil, nil): return
        case (let serial?, let code?):
            try iam.takeCode(code, of: serial, caller: caller, devices: center.state.mfaDevices)
        default:
            throw .stsAccessDenied(
                "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.")
        }
    }
}

extension KeyIssuanceCause {
    /// What a request asked for. Throws `ValidationError` if that is longer than the role allows.
    fileprivate init(operation: Operation, _ request: SessionRequest, maximum: Int64) throws(ServiceError) {
        if let asked = request.durationSeconds, asked > maximum {
            throw .validation("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.")
        }
        self.init(operation: operation.rawValue)
        roleArn = request.role.text
        roleSessionName = request.sessionName
        durationSeconds = request.durationSeconds
        externalId = request.externalID
        policy = request.policy
        policyArns = request.policyArns
        tags = request.tags
        transitiveTagKeys = request.transitiveTagKeys
        sourceIdentity = request.sourceIdentity
    }
}
