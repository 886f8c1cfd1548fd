package import SystemKit

/// When the keys of an `aws login` session are used as they are (<doc:LoginSessions>, Renewal): they live for 15
/// minutes at most.
package enum LoginSessionRenewalPolicy {
    /// Seconds left up to which the AWS CLI renews.
    package static let window: Int64 = 5 * 60

    /// Whether keys serve without a renewal. What another process renewed just now, or while this one waited, serves
    /// however little is left, but never with less than was asked for.
    package static func servesAtOnce(
        _ credentials: Credentials, _ policy: CredentialRenewalPolicy, at now: Instant, writtenAt: Instant? = nil,
        waited: Bool = false
    ) -> Bool {
        guard let left = credentials.expiration?.seconds(since: now), left > 0, left >= policy.typedMinimum ?? 0 else {
            return false
        }
        if waited || left > window { return true }
        return writtenAt.map { (0..<60).contains(now.seconds(since: $0)) } ?? false
    }
}
