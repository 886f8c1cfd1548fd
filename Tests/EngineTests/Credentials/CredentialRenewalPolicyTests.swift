import Engine
import PluginKit
import SystemKit
import TestSupport
import Testing

struct CredentialRenewalPolicyTests {
    private static let now = Instant(seconds: 1_800_000_000)

    private static func credentials(_ left: Int64?) -> Credentials {
        .of("ASIA", endsAt: left.map(now.advanced))
    }

    /// Left, typed minimum; served at once, served to whoever waited, served at worst.
    @Test(
        arguments: [
            (3600, nil, true, true, true), (900, nil, true, true, true), (899, nil, false, true, true),
            (300, nil, false, true, true), (299, nil, false, true, false), (1, nil, false, true, false),
            (0, nil, false, false, false), (-5, nil, false, false, false), (nil, nil, true, true, true),
            (899, 60, false, true, true), (59, 60, false, false, false), (60, 60, false, true, true),
            (900, 1800, false, false, false), (1800, 1800, true, true, true), (1799, 1800, false, false, false),
            (1, 0, false, true, true), (0, 0, false, false, false), (nil, 99_999, true, true, true),
        ] as [(Int64?, Int64?, Bool, Bool, Bool)])
    func `How much time is enough`(left: Int64?, typed: Int64?, atOnce: Bool, waited: Bool, atWorst: Bool) {
        let policy = CredentialRenewalPolicy(typedMinimum: typed)
        let credentials = Self.credentials(left)
        #expect(policy.servesAtOnce(credentials, at: Self.now) == atOnce)
        #expect(policy.servesAtOnce(credentials, at: Self.now, waited: true) == waited)
        #expect(policy.servesAtWorst(credentials, at: Self.now) == atWorst)
    }

    @Test func `Fresh ones that live long enough pass without a word`() throws {
        for left in [300, 3600, nil] as [Int64?] {
            #expect(try CredentialRenewalPolicy(typedMinimum: nil).accept(Self.credentials(left), at: Self.now) == nil)
        }
        #expect(try CredentialRenewalPolicy(typedMinimum: 3600).accept(Self.credentials(3600), at: Self.now) == nil)
    }

    @Test func `Fresh ones that live shorter are used with a line that says so`() throws {
        let remark = try CredentialRenewalPolicy(typedMinimum: nil).accept(Self.credentials(299), at: Self.now)
        #expect(remark == "the credentials expire in 4m")
        #expect(try CredentialRenewalPolicy(typedMinimum: 10).accept(Self.credentials(20), at: Self.now) != nil)
    }

    @Test func `Fresh ones under a typed minimum end in 75 with both times`() throws {
        let failure = try #require(throws: Failure.self) {
            try CredentialRenewalPolicy(typedMinimum: 7200).accept(Self.credentials(3600), at: Self.now)
        }
        #expect(failure.status == .temporary)
        #expect(failure.message.contains("1h00m"))
        #expect(failure.message.contains("2h00m"))
        #expect(failure.hint?.words.contains("--min-ttl") == true)
    }

    @Test(arguments: [0, -3600, Int64.min / 1000] as [Int64])
    func `Fresh ones that have ended point to the clock`(left: Int64) throws {
        let failure = try #require(throws: Failure.self) {
            try CredentialRenewalPolicy(typedMinimum: nil).accept(Self.credentials(left), at: Self.now)
        }
        #expect(failure.status == .temporary)
        #expect(failure.hint?.words.contains("clock") == true)
    }
}
