import SystemKit

extension ServerState {
    /// The keys of a role for a container or an instance that asks at a place: the same ones until five minutes before
    /// they end, then new ones.
    mutating func keys(
        for roleArn: String,
        session: String,
        at location: String,
        _ operation: Operation,
        lifetime: Int64,
        now: Instant
    ) -> IssuedKeys? {
        if let keys = iam.delivered(at: location, roleArn: roleArn, now: now) { return keys }
        guard let role = IAMResourceARN(roleArn) else { return nil }
        var grant = KeyIssuanceCause(operation: operation.rawValue)
        grant.roleArn = roleArn
        grant.roleSessionName = session
        let keys = issue(.session(of: role, named: session), grant, lifetime: lifetime, now: now)
        iam.deliver(keys, at: location)
        return keys
    }
}
