/// What is asked of STS for narrower credentials: the parameters of GetScopedCredentials (<doc:STSAndSigning>, Scoped
/// credentials), each within the limits of its own.
struct ScopeRequest: Sendable, Hashable {
    /// Layers of policies that a session may have.
    static let largestPoliciesCount = 3

    let policy: String?
    let document: PolicyDocument?
    let durationSeconds: Int64?
    let description: String?
    let minimumSessionTokenSize: Int?

    /// Throws `ValidationError`, `MalformedInput`, `MalformedPolicyDocument`.
    init(_ form: FormFields) throws(ServiceError) {
        policy = try ParameterConstraint("policy", length: 1...2048, letters: .policies).optional(form["Policy"])
        durationSeconds = try Self.number(form["DurationSeconds"], "durationSeconds", 1...129_600)
        description = try ParameterConstraint("scopedSessionDescription", length: 2...256, letters: .descriptions)
            .optional(form["ScopedSessionDescription"])
        minimumSessionTokenSize = try Self.number(form["MinimumSessionTokenSize"], "minimumSessionTokenSize", 0...4096)
            .map(Int.init)
        guard policy != nil || durationSeconds != nil else {
            throw .validation("At least one of Policy and DurationSeconds must be specified.")
        }
        document = try policy.map { text throws(ServiceError) in try PolicyDocument(sessionPolicy: text) }
    }

    /// A whole number within bounds.
    static func number(
        _ text: String?, _ name: String, _ range: ClosedRange<Int64>
    ) throws(ServiceError) -> Int64? {
        guard let text else { return nil }
        guard let number = Int64(text) else {
            throw ServiceError("MalformedInput", "Start of structure or map found where not expected.")
        }
        guard range.contains(number) else {
            let bound =
                number < range.lowerBound
                ? "greater than or equal to \(range.lowerBound)" : "less than or equal to \(range.upperBound)"
            throw .constraint(name, text, "have value \(bound)")
        }
        return number
    }
}
