/// What was typed to make a role's session less than the role: session policies, tags, a source identity, another
/// duration (<doc:STSAndSigning>, Limits).
package struct RoleSessionRestrictions: Sendable, Hashable {
    /// `--read-only`: AWS's managed policy ReadOnlyAccess as the only session policy.
    package var isReadOnly = false
    /// ARNs of managed policies, in the order typed.
    package var policyARNs: [String] = []
    /// The text of a policy document.
    package var policy: String?
    package var tags: [Tag] = []
    package var sourceIdentity: String?
    /// Seconds, typed with `--duration`.
    package var durationSeconds: Int64?

    package struct Tag: Sendable, Hashable {
        package let key: String
        package let value: String

        package init(key: String, value: String) {
            self.key = key
            self.value = value
        }
    }

    package init() {}

    /// Nothing was typed.
    package var isEmpty: Bool { self == RoleSessionRestrictions() }
}
