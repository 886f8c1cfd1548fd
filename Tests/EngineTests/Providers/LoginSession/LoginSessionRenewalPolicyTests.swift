import Engine
import SystemKit
import TestSupport
import Testing

/// When the keys of an `aws login` session serve as they are.
struct LoginSessionRenewalPolicyTests {
    private static let now = Instant(seconds: 1_800_000_000)

    /// One row: seconds left, what was asked for, how old the file is, and whether the keys serve at once.
    @Test(
        arguments: [
            (301, nil, nil, true), (300, nil, nil, false), (299, nil, nil, false), (nil, nil, nil, false),
            // Renewed by another process just now.
            (300, nil, 0, true), (300, nil, 59, true), (300, nil, 60, false), (300, nil, -1, false), (1, nil, 0, true),
            (0, nil, 0, false), (-1, nil, 0, false),
            // Never with less than was asked for.
            (900, 900, nil, true), (899, 900, nil, false), (899, 900, 0, false), (900, 901, 0, false),
            (300, 300, 0, true),
        ] as [(Int64?, Int64?, Int64?, Bool)])
    func `Six minutes and more serve, and less what was renewed just now`(
        left: Int64?, typed: Int64?, age: Int64?, serves: Bool
    ) {
        let keys = Credentials.of("ASIA", endsAt: left.map(Self.now.advanced))
        let policy = CredentialRenewalPolicy(typedMinimum: typed)
        let writtenAt = age.map { Self.now.advanced(bySeconds: -$0) }
        #expect(
            LoginSessionRenewalPolicy.servesAtOnce(keys, policy, at: Self.now, writtenAt: writtenAt) == serves)
    }

    @Test(arguments: [(1, nil, true), (0, nil, false), (59, 60, false), (60, 60, true)] as [(Int64, Int64?, Bool)])
    func `Whoever waited takes what lives, and no less than was asked for`(left: Int64, typed: Int64?, serves: Bool) {
        let keys = Credentials.of("ASIA", endsAt: Self.now.advanced(bySeconds: left))
        let policy = CredentialRenewalPolicy(typedMinimum: typed)
        #expect(LoginSessionRenewalPolicy.servesAtOnce(keys, policy, at: Self.now, waited: true) == serves)
    }
}
