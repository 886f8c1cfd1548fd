import Engine
import SystemKit
import TestSupport
import Testing

struct IdentityStateTests {
    private let home: TestHome

    init() throws { home = try TestHome() }

    /// Seconds that credentials and token have left (nil: none), whether the token can be renewed, and the state's word
    /// and remaining seconds.
    @Test(
        arguments: [
            (3600, 1800, true, "valid", 3600), (3600, nil, false, "valid", 3600), (1, -1, false, "valid", 1),
            (nil, 1800, false, "valid", 1800), (nil, 1800, true, "valid", 1800), (0, 1800, false, "renewable", nil),
            (-5, 1800, true, "renewable", nil), (-5, -5, true, "renewable", nil), (nil, -5, true, "renewable", nil),
            (nil, 0, true, "renewable", nil), (-5, -5, false, "login-needed", nil),
            (nil, 0, false, "login-needed", nil),
            (nil, nil, false, "login-needed", nil), (-5, nil, false, "login-needed", nil),
        ] as [(Int64?, Int64?, Bool, String, Int64?)])
    func `Three states, from files alone`(
        keys: Int64?, token: Int64?, renewable: Bool, word: String, left: Int64?
    ) throws {
        if let keys { try home.cache.save(.of("ASIA", endsAt: home.later(keys)), for: .admin) }
        if let token { try home.sign(in: .corp, endsIn: token, refreshToken: renewable ? "RT" : nil) }
        let standing = try IdentityStanding.load(
            .sso(.admin), store: home.store, cache: home.cache, at: home.clock.now)
        #expect(standing.state.word == word)
        if case .valid(let end) = standing.state { #expect(end.seconds(since: home.clock.now) == left) }
        #expect(standing.credentialsEnd == keys.map(home.later))
        #expect(standing.tokenEnd == token.map(home.later))
        #expect(standing.isRenewable == renewable)
    }

    @Test func `A registration that is over can't renew`() throws {
        try home.sign(in: .corp, endsIn: -1, registrationEndsIn: 0)
        let token = try #require(try home.store.load(.corp)).token
        #expect(IdentityStanding.of(.corp, token: token, at: home.clock.now).state == .loginNeeded)
    }

    @Test func `A legacy token is never renewable`() throws {
        try home.sign(in: .legacy, endsIn: -1)
        let token = try #require(try home.store.load(.legacy)).token
        #expect(IdentityStanding.of(.legacy, token: token, at: home.clock.now).state == .loginNeeded)
    }

    @Test func `Keys without an end are permanent, and keys with one end`() throws {
        let place = Place.file("~/.aws/credentials", line: 2)
        for (end, word) in [(nil, "permanent"), (5, "valid"), (0, "login-needed")] as [(Int64?, String)] {
            let keys = Credentials.of("AKIA", endsAt: end.map(home.later))
            for source in [CredentialSource.environment(keys), .credentialsFile(keys, place), .configFile(keys, place)]
            {
                let standing = try IdentityStanding.load(
                    source, store: home.store, cache: home.cache, at: home.clock.now)
                #expect(standing.state.word == word)
                #expect(standing.tokenEnd == nil)
            }
        }
    }
}
