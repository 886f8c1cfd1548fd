import Engine
import SystemKit
import Testing

@Suite struct ExpirationsTests {
    private static let now = Instant(seconds: 1000)

    private static func at(_ seconds: Int64?) -> Instant? { seconds.map { Instant(seconds: $0) } }

    /// The end of the credentials, until when they are renewed, and the state at 1000.
    @Test(
        arguments: [
            (2000, 0, .valid(until: Instant(seconds: 2000))), (1000, 2000, .renewable), (nil, 2000, .renewable),
            (500, 500, .loginNeeded), (0, 1000, .loginNeeded), (nil, 0, .loginNeeded),
            (1001, 5000, .valid(until: Instant(seconds: 1001))),
        ] as [(Int64?, Int64, CredentialValidity)])
    func `The clock alone tells the state`(credentials: Int64?, renewable: Int64, state: CredentialValidity) {
        let ends = Expirations.of(credentials: Self.at(credentials), renewable: Instant(seconds: renewable))
        #expect(ends.state(at: Self.now) == state)
        #expect(ends.isRenewable(at: Self.now) == (renewable > 1000))
        #expect(ends.credentials == Self.at(credentials))
    }

    /// The ends of token, refresh and credentials, and the state at 1000, 2000 and 3000.
    @Test(
        arguments: [
            (nil, nil, nil, ["login-needed", "login-needed", "login-needed"]),
            (1500, nil, nil, ["valid", "login-needed", "login-needed"]),
            (1500, 2500, nil, ["valid", "renewable", "login-needed"]),
            (2500, nil, 1500, ["valid", "renewable", "login-needed"]),
            (500, nil, 2500, ["valid", "valid", "login-needed"]),
            (2500, nil, 500, ["renewable", "renewable", "login-needed"]),
            (500, 2500, 1500, ["valid", "renewable", "login-needed"]),
            (nil, nil, 2500, ["valid", "valid", "login-needed"]),
        ] as [(Int64?, Int64?, Int64?, [String])])
    func `Of a session each state follows from the ends, in order`(
        token: Int64?, refresh: Int64?, credentials: Int64?, words: [String]
    ) {
        let ends = Expirations.of(
            token: Self.at(token), refreshable: Self.at(refresh), credentials: Self.at(credentials))
        #expect([1000, 2000, 3000].map { ends.state(at: Instant(seconds: $0)).word } == words)
        #expect(ends.isRenewable(at: Self.now) == (refresh != nil))
        #expect(ends.token == Self.at(token))
        if case .valid(let end) = ends.state(at: Self.now) { #expect(end == Self.at(credentials ?? token)) }
    }

    @Test func `Keys without an end stay, and what is asked is asked for ever`() {
        for time in [0, 1000, 4_000_000_000] as [Int64] {
            let now = Instant(seconds: time)
            #expect(Expirations.permanent.state(at: now) == .permanent)
            #expect(!Expirations.permanent.isRenewable(at: now))
            #expect(Expirations.asked.state(at: now) == .asked)
            #expect(Expirations.asked.isRenewable(at: now))
        }
    }

    @Test func `Each state has a word for programs and a title for people`() {
        let states: [CredentialValidity] = [
            .valid(until: Instant(seconds: 4600)), .renewable, .asked, .loginNeeded, .permanent,
        ]
        #expect(states.map(\.word) == ["valid", "renewable", "asked-when-used", "login-needed", "permanent"])
        #expect(
            states.map { $0.title(at: Self.now) } == [
                "valid 1h00m", "renewable", "asked when used", "login needed", "permanent keys",
            ])
    }
}
