import SystemKit

/// What STS answers, as the XML of its query protocol (<doc:STSAndSigning>, The query protocol).
enum STSResult {
    static let namespace = "https://sts.amazonaws.com/doc/2011-06-15/"

    case identity(Principal)
    case session(StartedSession)
    case webIdentitySession(StartedSession)
    case account(String)
    case sessionToken(IssuedKeys)
    case scoped(IssuedKeys)

    /// The whole document.
    func xml(_ operation: Operation, requestID: String) -> String {
        let name = operation.rawValue
        return """
            <\(name)Response xmlns="\(Self.namespace)">
            <\(name)Result>
            \(elements.joined(separator: "\n"))
            </\(name)Result>
            <ResponseMetadata><RequestId>\(requestID)</RequestId></ResponseMetadata>
            </\(name)Response>
            """
    }

    private var elements: [String] {
        switch self {
        case .identity(let principal):
            return [
                element("Arn", principal.arn), element("UserId", principal.userID),
                element("Account", principal.accountID),
            ]
        case .session(let session):
            return self.session(session)
        case .webIdentitySession(let session):
            return [
                element("SubjectFromWebIdentityToken", session.identity?.subject ?? ""),
                session.identity?.audience.map { element("Audience", $0) },
                session.identity?.provider.map { element("Provider", $0) },
            ].compactMap(\.self) + self.session(session)
        case .account(let id):
            return [element("Account", id)]
        case .sessionToken(let keys):
            return [credentials(keys)] + sizes(keys)
        case .scoped(let keys):
            return [
                credentials(keys),
                """
                <SessionInfo>\(element("ScopedSessionId", keys.principal.userID))\
                \(element("Arn", keys.principal.arn))</SessionInfo>
                """,
            ] + sizes(keys)
                + [
                    element("ScopedPoliciesCount", "\(keys.scopedPoliciesCount)"),
                    keys.grant.sourceIdentity.map { element("SourceIdentity", $0) },
                ].compactMap(\.self)
        }
    }

    private func credentials(_ keys: IssuedKeys) -> String {
        """
        <Credentials>\(element("AccessKeyId", keys.accessKeyID))\
        \(element("SecretAccessKey", keys.secretAccessKey))\(element("SessionToken", keys.sessionToken ?? ""))\
        \(element("Expiration", keys.expires?.iso8601 ?? ""))</Credentials>
        """
    }

    private func sizes(_ keys: IssuedKeys) -> [String] {
        [
            element("SessionTokenUtilization", "\(keys.sessionTokenUtilization)"),
            element("SessionTokenSize", "\(keys.sessionTokenSize)"),
        ]
    }

    private func session(_ session: StartedSession) -> [String] {
        let keys = session.keys
        return [
            """
            <AssumedRoleUser>\(element("AssumedRoleId", keys.principal.userID))\
            \(element("Arn", keys.principal.arn))</AssumedRoleUser>
            """,
            credentials(keys),
            session.packedPolicySize.map { element("PackedPolicySize", "\($0)") },
            keys.grant.sourceIdentity.map { element("SourceIdentity", $0) },
        ].compactMap(\.self) + sizes(keys)
    }

    private func element(_ name: String, _ text: String) -> String { "<\(name)>\(Markup.escape(text))</\(name)>" }
}
