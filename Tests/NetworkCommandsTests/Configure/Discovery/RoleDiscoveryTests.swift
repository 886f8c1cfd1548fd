import Engine
import Synchronization
import SystemKit
import SystemPackage
import TestSupport
import Testing

@testable import NetworkCommands

@Suite struct `A discovery of roles` {
    private let home: TestHome

    init() throws { home = try TestHome() }

    /// A portal of some accounts; `answer` says what becomes of a request for roles.
    private struct Portal: PortalService {
        let accounts: [Account]
        let asked = Asked()
        let answer: @Sendable (_ accountID: String, _ number: Int) async throws -> [String]

        final class Asked: Sendable {
            private let ids = Mutex<[String]>([])
            var all: [String] { ids.withLock { $0 } }
            func add(_ id: String) -> Int {
                ids.withLock {
                    $0.append(id)
                    return $0.count
                }
            }
        }

        func listAccounts(accessToken: Secret) async throws -> [Account] { accounts }
        func listAccountRoles(accountID: String, accessToken: Secret) async throws -> [String] {
            try Task.checkCancellation()
            return try await answer(accountID, asked.add(accountID))
        }
        func roleCredentials(accountID: String, roleName: String, accessToken: Secret) async throws -> Credentials {
            throw CancellationError()
        }
        func logout(accessToken: Secret) async throws {}
    }

    private static func accounts(_ count: Int) -> [Account] {
        (1...count).map { Account(id: "\(100_000_000_000 + $0)", name: "account \($0)", emailAddress: nil) }
    }

    private var partial: DiscoveryCheckpoint {
        DiscoveryCheckpoint(files: home.files, state: home.state, session: .corp)
    }

    private func discovery(
        _ portal: Portal, report: @escaping @Sendable (RoleDiscovery.Progress) -> Void = { _ in }
    ) -> RoleDiscovery {
        RoleDiscovery(context: home.context(), portal: portal, partial: partial, report: report)
    }

    @Test func `every account is asked for once, and all come by name`() async throws {
        let accounts = [
            Account(id: "3", name: nil, emailAddress: nil), Account(id: "2", name: "beta", emailAddress: nil),
            Account(id: "1", name: "Alpha", emailAddress: "z"), Account(id: "4", name: nil, emailAddress: "b@x"),
        ]
        let portal = Portal(accounts: accounts) { _, _ in ["b", "A"] }
        let found = try await discovery(portal).run(accessToken: Secret("AT"), isFresh: false)
        #expect(found.map(\.account.id) == ["1", "4", "2", "3"])
        #expect(found.allSatisfy { $0.roles == ["A", "b"] })
        #expect(portal.asked.all.sorted() == ["1", "2", "3", "4"])
    }

    @Test func `what was found before it broke off is kept, 0600, and not asked for again`() async throws {
        let accounts = Self.accounts(60)
        let broken = Portal(accounts: accounts) { id, number in
            if number > 30 { throw Failure(.unreachable, "AWS is gone") }
            return ["role-of-\(id)"]
        }
        await #expect(throws: Failure.self) {
            try await discovery(broken).run(accessToken: Secret("AT"), isFresh: false)
        }
        let kept = partial.load(at: home.clock.now).count
        #expect((1...30).contains(kept))
        let file = "\(home.state.path)/discovery/\(CacheKey.token(.corp)).json"
        #expect(try home.files.status(file)?.mode == 0o600)

        let again = Portal(accounts: accounts) { id, _ in ["role-of-\(id)"] }
        let first = Mutex<RoleDiscovery.Progress?>(nil)
        let second = discovery(again) { progress in first.withLock { $0 = $0 ?? progress } }
        let found = try await second.run(accessToken: Secret("AT"), isFresh: false)
        #expect(found.count == 60)
        #expect(found.allSatisfy { $0.roles == ["role-of-\($0.account.id)"] })
        #expect(again.asked.all.count == 60 - kept)
        #expect(first.withLock { $0 } == .init(done: kept, total: 60, resumed: kept))
        second.finish()
        #expect(try home.files.status(file) == nil)
    }

    @Test func `one that ended is known for five minutes, to whoever asks for all of it`() async throws {
        let portal = Portal(accounts: Self.accounts(3)) { id, _ in ["role-of-\(id)"] }
        let found = try await discovery(portal).run(accessToken: Secret("AT"), isFresh: false)
        #expect(partial.completed(at: home.clock.now)?.entries == found)
        #expect(partial.completed(at: home.later(299))?.at == home.clock.now)
        #expect(partial.completed(at: home.later(300)) == nil)
        #expect(partial.completed(at: home.later(-60)) == nil)
        // It is none that was broken off: whoever asks anew asks for everything.
        #expect(partial.load(at: home.clock.now).isEmpty)
        let again = Portal(accounts: Self.accounts(3)) { _, _ in ["new"] }
        #expect(
            try await discovery(again).run(accessToken: Secret("AT"), isFresh: false).allSatisfy { $0.roles == ["new"] }
        )
        #expect(again.asked.all.count == 3)
        let moved = SSOSession(
            name: "corp", startURL: "https://new.awsapps.com/start", region: "eu-west-1", scopes: nil,
            location: SSOSession.corp.location)
        #expect(
            DiscoveryCheckpoint(files: home.files, state: home.state, session: moved).completed(at: home.clock.now)
                == nil)
    }

    @Test func `what is known is saved while it goes on`() async throws {
        let accounts = Self.accounts(60)
        let clock = home.clock
        let file = partial
        let most = Mutex(0)
        let portal = Portal(accounts: accounts) { _, _ in
            clock.advance(seconds: 1)
            let known = file.load(at: clock.now).count
            most.withLock { $0 = max($0, known) }
            return ["r"]
        }
        _ = try await discovery(portal).run(accessToken: Secret("AT"), isFresh: false)
        #expect(most.withLock { $0 } > 0)
    }

    @Test func `old, foreign and broken remains are not believed`() async throws {
        let entry = DiscoveryCheckpoint.Entry(roles: ["r"], at: home.clock.now)
        try partial.save(["100000000001": entry])
        #expect(partial.load(at: home.clock.now).count == 1)
        #expect(partial.load(at: home.later(DiscoveryCheckpoint.lifetime + 1)).isEmpty)
        #expect(partial.load(at: home.later(-60)).isEmpty)
        let moved = SSOSession(
            name: "corp", startURL: "https://new.awsapps.com/start", region: "eu-west-1", scopes: nil,
            location: SSOSession.corp.location)
        #expect(
            DiscoveryCheckpoint(files: home.files, state: home.state, session: moved).load(at: home.clock.now).isEmpty)
        let portal = Portal(accounts: Self.accounts(1)) { _, _ in ["new"] }
        #expect(try await discovery(portal).run(accessToken: Secret("AT"), isFresh: true).first?.roles == ["new"])
        let path = "\(home.state.path)/discovery/\(CacheKey.token(.corp)).json"
        for text in ["", "{", "[]", #"{"v":1}"#, #"{"v":2,"accounts":{}}"#] {
            try home.files.write(Array(text.utf8), to: path, .secret)
            #expect(partial.load(at: home.clock.now).isEmpty, "\(text)")
        }
    }

    @Test func `an account that AWS refuses is told apart from one without roles`() async throws {
        let refusal = ServiceError(
            code: "ForbiddenException", message: "No access", httpStatus: 403, operation: "ListAccountRoles", url: "u")
        let portal = Portal(accounts: Self.accounts(3)) { id, _ in
            if id.hasSuffix("1") { throw refusal }
            return id.hasSuffix("2") ? [] : ["r"]
        }
        let found = try await discovery(portal).run(accessToken: Secret("AT"), isFresh: false)
        #expect(found.map(\.roles) == [nil, [], ["r"]])
        #expect(partial.load(at: home.clock.now).count == 2, "a refusal is asked for again")
    }

    @Test func `where a refusal ends it, the others are kept for the next time`() async throws {
        let refusal = ServiceError(
            code: "ForbiddenException", message: "No access", httpStatus: 403, operation: "ListAccountRoles", url: "u")
        let (others, othersAnswered) = AsyncStream<Void>.makeStream()
        let portal = Portal(accounts: Self.accounts(3)) { id, _ in
            guard id.hasSuffix("1") else { return ["r"] }
            for await _ in others {}
            throw refusal
        }
        let discovery = RoleDiscovery(
            context: home.context(), portal: portal, partial: partial, passesOverDenied: false,
            report: { if $0.done == 2 { othersAnswered.finish() } })
        let thrown = try await #require(throws: ServiceError.self) {
            try await discovery.run(accessToken: Secret("AT"), isFresh: false)
        }
        #expect(thrown.httpStatus == 403)
        #expect(partial.load(at: home.clock.now).count == 2)
        discovery.finish()
        #expect(partial.load(at: home.clock.now).isEmpty)
    }

    @Test func `giving up keeps what is known`() async throws {
        let portal = Portal(accounts: Self.accounts(60)) { _, number in
            if number == 30 { throw CancellationError() }
            return ["r"]
        }
        await #expect(throws: CancellationError.self) {
            try await discovery(portal).run(accessToken: Secret("AT"), isFresh: false)
        }
        #expect(partial.load(at: home.clock.now).count > 0)
    }

    @Test func `a full disk costs only the going on`() async throws {
        home.files.fail(.write, .noSpace)
        let portal = Portal(accounts: Self.accounts(30)) { _, _ in ["r"] }
        #expect(try await discovery(portal).run(accessToken: Secret("AT"), isFresh: false).count == 30)
    }
}
