import SystemKit

/// What IAM and STS remember between requests.
struct IAM: Sendable {
    /// Temporary keys by access key id.
    private var issued: [String: IssuedKeys] = [:]
    /// Access key ids in the order of their issue.
    private var order: [String] = []
    /// The keys that a container or an instance was given last, by the place where it asks.
    private var delivered: [String: IssuedKeys] = [:]
    /// MFA codes that were good once.
    private var spentCodes: Set<SpentCode> = []

    private struct SpentCode: Hashable {
        let serialNumber: String
        let code: String
    }

    /// Every temporary key in the order of issue.
    var all: [IssuedKeys] { order.compactMap { issued[$0] } }

    /// The keys that somebody was given at a place, while they are the role's and have five minutes left.
    func delivered(at location: String, roleArn: String, now: Instant) -> IssuedKeys? {
        guard let keys = delivered[location], keys.principal.roleArn == roleArn, let expires = keys.expires,
            now.advanced(bySeconds: 300) < expires
        else { return nil }
        return keys
    }

    mutating func deliver(_ keys: IssuedKeys, at location: String) { delivered[location] = keys }

    mutating func add(_ keys: IssuedKeys) {
        issued[keys.accessKeyID] = keys
        order.append(keys.accessKeyID)
    }

    /// The keys behind an access key id: temporary ones, or a user's.
    func keys(_ accessKeyID: String, state: SandboxConfiguration) -> IssuedKeys? {
        if let keys = issued[accessKeyID] { return keys }
        for user in state.iamUsers {
            guard let key = user.accessKeys.first(where: { $0.accessKeyId == accessKeyID }),
                let arn = IAMResourceARN(user.arn(state.partition))
            else { continue }
            return IssuedKeys(
                accessKeyID: key.accessKeyId,
                secretAccessKey: key.secretAccessKey,
                sessionToken: nil,
                expires: nil,
                principal: .user(arn),
                grant: KeyIssuanceCause(operation: "CreateAccessKey")
            )
        }
        return nil
    }

    /// Whose keys a session was begun with; narrowing one begins none.
    func caller(of keys: IssuedKeys, state: SandboxConfiguration) -> IssuedKeys? {
        let caller = keys.grant.callerAccessKeyId.flatMap { self.keys($0, state: state) }
        guard let caller, keys.grant.operation == Operation.getScopedCredentials.rawValue else { return caller }
        return self.caller(of: caller, state: state)
    }

    /// Takes a code of an MFA device, once. Throws in STS's words.
    mutating func takeCode(
        _ code: String,
        of serialNumber: String,
        caller: Principal,
        devices: [MFADevice]
    ) throws(ServiceError) {
        guard let device = devices.first(where: { $0.serialNumber == serialNumber && $0.userArn == caller.arn }) else {
            throw .stsAccessDenied(
                "MultiFactorAuthentication failed, unable to validate MFA code.  "
                    + "Please verify your MFA serial number is valid and associated with this user."
            )
        }
        let spent = SpentCode(serialNumber: serialNumber, code: code)
        guard device.codes.contains(code), !spentCodes.contains(spent) else {
            throw .stsAccessDenied("MultiFactorAuthentication failed with invalid MFA one time pass code.")
        }
        spentCodes.insert(spent)
    }
}

extension IAMUser {
    func arn(_ partition: String) -> String { "arn:\(partition):iam::\(accountId):user/\(userName)" }
}

extension IAMRole {
    /// Whether the trust names somebody.
    func trusts(_ caller: Principal) -> Bool {
        principals.contains { pattern in
            if pattern == caller.accountID || pattern.hasSuffix("::\(caller.accountID):root") { return true }
            return [caller.arn, caller.roleArn].compactMap(\.self).contains { Glob(pattern).matches($0) }
        }
    }

    func trusts(_ identity: WebIdentity) -> Bool {
        webIdentities.contains { Glob($0).matches(identity.subject) }
    }
}
