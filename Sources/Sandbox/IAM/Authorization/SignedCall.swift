import SystemKit

/// One call that somebody signed, as IAM and the record of calls see it.
struct SignedCall: Sendable {
    let signer: VerifiedSigner
    /// Such as `PutObject`, which an action is not always called.
    let eventName: String
    /// What it needs, the first being what it is mostly about.
    var accesses: [AccessRequest]
    /// What it asks for, under CloudTrail's names and without secrets.
    var parameters: [String: JSONValue] = [:]

    init(_ signer: VerifiedSigner, _ eventName: String, _ access: AccessRequest) {
        self.signer = signer
        self.eventName = eventName
        accesses = [access]
    }
}

extension ServerState {
    /// Carries out a call, if it is allowed, and records it either way.
    ///
    /// - Parameter needsPermission: false where AWS asks no policy.
    /// - Throws: `AccessDenied`, and what `body` throws.
    mutating func carryOut<Value>(
        _ call: SignedCall, needsPermission: Bool = true, now: Instant,
        _ body: (inout ServerState, inout CallRecord) throws(ServiceError) -> Value
    ) throws(ServiceError) -> Value {
        var record = CallRecord(call, id: center.generator.requestID(), now: now)
        defer { trail.add(record) }
        do throws(ServiceError) {
            if needsPermission { for access in call.accesses { try check(access, call.signer) } }
            return try body(&self, &record)
        } catch {
            record.errorCode = error.type
            record.errorMessage = error.message
            throw error
        }
    }

    /// Throws `AccessDenied` if a signer may not do something.
    func check(_ access: AccessRequest, _ signer: VerifiedSigner) throws(ServiceError) {
        let principal = signer.keys.principal
        var access = access
        access.context.merge([
            "aws:requestedregion": signer.region, "aws:principalarn": principal.roleArn ?? principal.arn,
            "aws:principalaccount": principal.accountID, "aws:userid": principal.userID,
            "aws:viaawsservice": "false",
        ]) { own, _ in own }
        if let identity = signer.keys.grant.sourceIdentity { access.context["aws:sourceidentity"] = identity }
        try signer.keys.check(access, center.state)
    }
}
