/// What STS is asked for, beside the keys or the token that it is asked with (<doc:CredentialProviders>, Assumed roles
/// and Web identity).
package struct RoleRequest: Sendable, Hashable {
    package let roleARN: String
    /// As configured; nil has a name made up for each request.
    package let sessionName: String?
    package let externalID: String?
    package let durationSeconds: Int64?
    /// The MFA device whose code goes with the request.
    package let serialNumber: String?
    package let limits: RoleSessionRestrictions

    package init(
        roleARN: String, sessionName: String? = nil, externalID: String? = nil, durationSeconds: Int64? = nil,
        serialNumber: String? = nil, limits: RoleSessionRestrictions = RoleSessionRestrictions()
    ) {
        self.roleARN = roleARN
        self.sessionName = sessionName.flatMap { $0.isEmpty ? nil : $0 }
        self.externalID = externalID
        self.durationSeconds = durationSeconds
        self.serialNumber = serialNumber
        self.limits = limits
    }
}

extension RoleAssumption {
    package var request: RoleRequest {
        RoleRequest(
            roleARN: roleARN.value, sessionName: sessionName?.value, externalID: externalID?.value,
            durationSeconds: limits.durationSeconds ?? durationSeconds, serialNumber: mfaSerial?.value, limits: limits)
    }
}

extension WebIdentity {
    package var request: RoleRequest {
        RoleRequest(
            roleARN: roleARN.value, sessionName: sessionName?.value, durationSeconds: limits.durationSeconds,
            limits: limits)
    }
}

extension RoleRequest {
    /// Everything that tells one request from another; no secret.
    var fingerprint: JSON {
        .object([
            "role_arn": .string(roleARN), "session_name": .text(sessionName), "external_id": .text(externalID),
            "duration_seconds": durationSeconds.map(JSON.integer) ?? .null, "serial_number": .text(serialNumber),
            "policy_arns": .array(limits.policyARNs.map(JSON.string)), "policy": .text(limits.policy),
            "tags": .array(limits.tags.map { .array([.string($0.key), .string($0.value)]) }),
            "source_identity": .text(limits.sourceIdentity), "read_only": .bool(limits.isReadOnly),
        ])
    }
}
