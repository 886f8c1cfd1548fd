import Engine
import SystemKit
import SystemPackage
import TestSupport
import Testing

struct SSOLogoutTests {
    private let home: TestHome
    private let portal = ScriptedPortal()
    private let reader = SSORole(session: .corp, accountID: "222222222222", roleName: "Reader")
    private let foreign = SSORole(session: .legacy, accountID: "111111111111", roleName: "Admin")

    init() throws { home = try TestHome() }

    private var fetched: FetchedSSORoleRecord {
        FetchedSSORoleRecord(files: home.files, state: home.state, session: .corp)
    }

    private func signOut(_ roles: [SSORole] = [.admin]) async throws -> SSOLogout.Outcome {
        try await SSOLogout(
            context: home.context(), store: home.store, cache: home.cache, fetched: fetched, portal: portal
        ).perform(.corp, roles: roles)
    }

    /// Two sessions, roles of both, and what other tools keep in the same folders.
    private func furnish() throws {
        try home.sign(in: .corp)
        try home.sign(in: .legacy)
        for role in [.admin, reader, foreign] {
            try home.cache.save(.of("ASIA", endsAt: home.later(3600)), for: role)
        }
        try fetched.note(reader)
        for (name, text) in [
            (".aws/sso/cache/kiro-auth-token.json", #"{"accessToken": "x", "expiresAt": "2030-01-01T00:00:00Z"}"#),
            (".aws/sso/cache/\(CacheKey.registration(.corp)).json", "{}"),
            (".aws/cli/cache/session.db", "SQLite"),
            (".aws/cli/cache/0000.json", #"{"ProviderType": "sso", "Credentials": {}}"#),
        ] { try home.folder.put(text, at: name) }
    }

    private func names() throws -> Set<String> {
        Set(try home.folder.names(".aws/sso/cache") + home.folder.names(".aws/cli/cache")).filter { !$0.hasPrefix(".") }
    }

    @Test func `Only the files of that session go`() async throws {
        try furnish()
        let before = try names()
        portal.onLogout {}
        let outcome = try await signOut()
        #expect(outcome.wasSignedIn)
        #expect(outcome.removedRoles == 2)
        #expect(portal.calls == [.logout(Secret("AT-OLD"))])
        let gone = [CacheKey.token(.corp), CacheKey.roleCredentials(.admin), CacheKey.roleCredentials(reader)]
        #expect(try before.subtracting(names()) == Set(gone.map { "\($0).json" }))
        #expect(try fetched.load(.corp).isEmpty)
    }

    @Test func `A second time there is nothing to do and nobody to tell`() async throws {
        try furnish()
        portal.onLogout {}
        _ = try await signOut()
        let second = try await signOut()
        #expect(!second.wasSignedIn)
        #expect(second.removedRoles == 0)
        #expect(portal.calls.count == 1)
    }

    @Test func `Offline the files go, and it ends with 69`() async throws {
        try furnish()
        portal.onLogout { throw Failure.offline }
        let failure = try await #require(throws: Failure.self) { try await signOut() }
        #expect(failure.code == .unreachable)
        #expect(failure.status == .unavailable)
        #expect(failure.message.contains("signed out of session corp on this machine"))
        #expect(try home.store.load(.corp) == nil)
        #expect(try home.cache.load(.admin) == nil)
        #expect(try home.cache.load(reader) == nil)
        #expect(try home.cache.load(foreign) != nil)
    }

    @Test(arguments: [
        (401, true), (400, true), (403, true), (429, false), (500, false), (503, false), (302, false), (101, false),
    ])
    func `A token that AWS no longer takes needs no ending, a portal in trouble is told`(http: Int, isWell: Bool)
        async throws
    {
        try furnish()
        portal.onLogout { throw ServiceError.refusal("X", http) }
        if isWell {
            #expect(try await signOut().wasSignedIn)
        } else {
            let failure = try await #require(throws: Failure.self) { try await signOut() }
            #expect(failure.status == .unavailable)
        }
        #expect(try home.store.load(.corp) == nil)
    }

    @Test func `Without a token nobody is asked, but leftovers go`() async throws {
        try home.cache.save(.of("ASIA", endsAt: home.later(3600)), for: .admin)
        let outcome = try await signOut()
        #expect(!outcome.wasSignedIn)
        #expect(outcome.removedRoles == 1)
        #expect(portal.calls.isEmpty)
    }

    @Test func `What crashed writes of ours left in its folders goes, and what is at work stays`() async throws {
        try furnish()
        portal.onLogout {}
        // No process has the highest number that Linux gives.
        let crashed = [
            ".aws/sso/cache/.a.json.4194304-0.awsx-tmp", ".aws/cli/cache/.b.json.4194304-1.awsx-tmp",
            ".local/state/awsx/fetched/\(CacheKey.token(.corp))/.c.4194304-0.awsx-tmp",
        ]
        let atWork = ".aws/sso/cache/.a.json.\(processID)-0.awsx-tmp"
        for name in crashed + [atWork] {
            try home.folder.put("half", at: name)
            home.folder.setAge(WallClock.system.now().advanced(bySeconds: -3600), of: name)
        }
        _ = try await signOut()
        for name in crashed { #expect(try home.folder.text(name) == nil, "\(name)") }
        #expect(try home.folder.text(atWork) == "half")
    }

    @Test func `The note of a refused refresh token goes with the token`() async throws {
        try furnish()
        portal.onLogout {}
        let note = RevokedToken(files: home.files, path: home.folders.revokedRefresh(.corp))
        note.note(Secret("RT-OLD"), reason: "InvalidGrantException", at: home.clock.now)
        _ = try await signOut()
        #expect(note.reason(Secret("RT-OLD"), at: home.clock.now) == nil)
    }

    @Test func `A file that can't be removed is told`() async throws {
        try furnish()
        portal.onLogout {}
        home.files.fail(.remove, .permissionDenied, endingIn: "\(CacheKey.token(.corp)).json")
        let failure = try await #require(throws: Failure.self) { try await signOut() }
        #expect(failure.code == .fileUnwritable)
        #expect(failure.location == .file(home.folders.token(.corp), line: nil))
    }
}
