import Engine
import PluginKit
import SystemKit
import SystemPackage
import TestSupport
import Testing

struct SSOCredentialFetcherTests {
    private let home: TestHome
    private let oidc = ScriptedOIDC()
    private let portal = ScriptedPortal()
    private let warnings = RecordedItems<String>()

    init() throws { home = try TestHome() }

    private func provider(_ context: RuntimeContext? = nil) -> SSOCredentialFetcher {
        let context = context ?? home.context()
        let warn: @Sendable (String) -> Void = { [warnings] in warnings.add($0) }
        return SSOCredentialFetcher(
            context: context, cache: home.cache,
            tokens: TokenProvider(context: context, store: home.store, service: oidc, warn: warn), portal: portal,
            fetched: fetched, warn: warn)
    }

    private var fetched: FetchedSSORoleRecord {
        FetchedSSORoleRecord(files: home.files, state: home.state, session: .corp)
    }

    private func get(minTTL: Int64? = nil) async throws -> Credentials {
        try await provider().credentials(
            for: .admin, policy: CredentialRenewalPolicy(typedMinimum: minTTL), profile: "dev")
    }

    private func failure(minTTL: Int64? = nil) async throws -> Failure {
        try await #require(throws: Failure.self) { try await get(minTTL: minTTL) }
    }

    private func keep(_ accessKeyID: String = "ASIA-OLD", endsIn left: Int64) throws {
        try home.cache.save(.of(accessKeyID, endsAt: home.later(left)), for: .admin)
    }

    private func answer(_ accessKeyID: String = "ASIA-NEW", endsIn left: Int64 = 3600) {
        let end = home.later(left)
        portal.onCredentials { .of(accessKeyID, endsAt: end) }
    }

    private func refuse(_ code: String, _ status: Int, _ message: String = "no") {
        portal.onCredentials {
            throw ServiceError(
                code: code, message: message, httpStatus: status, operation: "GetRoleCredentials",
                url: "https://portal.test/federation/credentials")
        }
    }

    // MARK: The cache

    @Test func `Good cached credentials need no token, no lock and no request`() async throws {
        try keep(endsIn: 900)
        #expect(try await get().accessKeyID == "ASIA-OLD")
        #expect(portal.calls.isEmpty)
        #expect(try home.folder.names(".aws") == ["cli"])
        #expect(try home.folder.names(".aws/cli/cache").count == 1)
    }

    @Test func `Fresh ones are fetched with the token and kept as the AWS CLI keeps them`() async throws {
        try home.sign(in: .corp)
        answer()
        #expect(try await get().accessKeyID == "ASIA-NEW")
        #expect(
            portal.calls == [.roleCredentials(accountID: "111111111111", roleName: "Admin", Secret("AT-OLD"))])
        #expect(
            try home.roleText(.admin)
                == #"{"ProviderType": "sso", "Credentials": {"AccessKeyId": "ASIA-NEW", "SecretAccessKey": "SEC", "#
                + #""SessionToken": "TOK", "Expiration": "2026-11-21T01:00:00Z", "AccountId": "111111111111"}}"#)
        #expect(try home.folder.mode(".aws/cli/cache/\(CacheKey.roleCredentials(.admin)).json") == 0o600)
        #expect(try fetched.load(.corp) == [.admin])
        #expect(warnings.items.isEmpty)
    }

    @Test func `Under fifteen minutes they are renewed`() async throws {
        try home.sign(in: .corp)
        try keep(endsIn: 899)
        answer()
        #expect(try await get().accessKeyID == "ASIA-NEW")
    }

    @Test(arguments: [300, 899] as [Int64])
    func `When renewal fails the present ones serve down to five minutes, with a warning`(left: Int64) async throws {
        try home.sign(in: .corp)
        try keep(endsIn: left)
        portal.onCredentials { throw Failure.offline }
        #expect(try await get().accessKeyID == "ASIA-OLD")
        #expect(warnings.items.count == 1)
    }

    @Test func `Below five minutes a failed renewal is the command's failure`() async throws {
        try home.sign(in: .corp)
        try keep(endsIn: 299)
        portal.onCredentials { throw Failure.offline }
        #expect(try await failure().code == .unreachable)
    }

    @Test func `A typed minimum moves that bound both ways`() async throws {
        try home.sign(in: .corp)
        try keep(endsIn: 60)
        portal.onCredentials { throw Failure.offline }
        #expect(try await get(minTTL: 60).accessKeyID == "ASIA-OLD")
        portal.onCredentials { throw Failure.offline }
        #expect(try await failure(minTTL: 61).code == .unreachable)
        try keep(endsIn: 899)
        portal.onCredentials { throw Failure.offline }
        #expect(try await failure(minTTL: 1800).code == .unreachable)
    }

    @Test func `Without any token good enough ones still serve`() async throws {
        try keep(endsIn: 600)
        #expect(try await get().accessKeyID == "ASIA-OLD")
        #expect(warnings.items.count == 1)
        #expect(portal.calls.isEmpty)
    }

    @Test func `Fresh ones that live for ten minutes are used without a word, shorter ones with one`() async throws {
        try home.sign(in: .corp)
        answer(endsIn: 600)
        #expect(try await get().accessKeyID == "ASIA-NEW")
        #expect(warnings.items.isEmpty)
        answer("ASIA-SHORT", endsIn: 120)
        #expect(try await get().accessKeyID == "ASIA-SHORT")
        #expect(warnings.items == ["the credentials expire in 2m"])
    }

    @Test func `Fresh ones under a typed minimum end in 75`() async throws {
        try home.sign(in: .corp)
        answer(endsIn: 3600)
        let failure = try await failure(minTTL: 7200)
        #expect(failure.code == .tooLittleTimeLeft)
        #expect(failure.status == .temporary)
    }

    @Test func `Fresh ones that ended before they came end in 75`() async throws {
        try home.sign(in: .corp)
        answer(endsIn: -60)
        #expect(try await failure().status == .temporary)
    }

    // MARK: Refusals

    @Test func `401 renews the token once and asks once more`() async throws {
        try home.sign(in: .corp)
        refuse("UnauthorizedException", 401)
        oidc.onToken { .of("AT-NEW") }
        answer()
        #expect(try await get().accessKeyID == "ASIA-NEW")
        #expect(
            portal.calls
                == ["AT-OLD", "AT-NEW"].map {
                    .roleCredentials(accountID: "111111111111", roleName: "Admin", Secret($0))
                })
    }

    @Test func `A second 401 needs a sign-in`() async throws {
        try home.sign(in: .corp)
        refuse("UnauthorizedException", 401)
        oidc.onToken { .of("AT-NEW") }
        refuse("UnauthorizedException", 401)
        let failure = try await failure()
        #expect(failure.code == .loginNeeded)
        #expect(failure.hint?.words == "awsx login dev")
        #expect(portal.calls.count == 2)
        #expect(oidc.calls.count == 1)
    }

    @Test func `401 with a token that can't be renewed needs a sign-in at once`() async throws {
        try home.sign(in: .corp, refreshToken: nil)
        refuse("UnauthorizedException", 401)
        #expect(try await failure().code == .loginNeeded)
        #expect(portal.calls.count == 1)
        #expect(oidc.calls.isEmpty)
        #expect(try home.tokenText(.corp) != nil)
    }

    @Test func `403 is denied, naming account and role`() async throws {
        try home.sign(in: .corp)
        refuse("ForbiddenException", 403, "No access")
        let failure = try await failure()
        #expect(failure.code == .denied)
        #expect(failure.status == .denied)
        #expect(failure.message.contains("111111111111"))
        #expect(failure.message.contains("Admin"))
        #expect(failure.message.contains("No access"))
        #expect(failure.hint?.words == "awsx accounts --session corp")
    }

    @Test(arguments: [
        (400, "InvalidRequestException"), (403, "ForbiddenException"), (404, "ResourceNotFoundException"),
    ])
    func `an account of other than 12 digits is told with its value and place`(status: Int, code: String) async throws {
        try home.sign(in: .corp)
        for (location, shown) in [
            (.file("/h/.aws/config", line: 7), .file("/h/.aws/config", line: 7)),
            (nil, .url("https://portal.test/federation/credentials")),
        ] as [(Engine.SourceLocation?, Engine.SourceLocation)] {
            refuse(code, status, "account_id must be twelve digits")
            let role = SSORole(session: .corp, accountID: "012", roleName: "Admin", accountLocation: location)
            #expect(role == SSORole(session: .corp, accountID: "012", roleName: "Admin"))
            let failure = try await #require(throws: Failure.self) {
                try await provider().unkept(for: role, profile: "dev")
            }
            #expect(failure.code == .configInvalid && failure.location == shown)
            #expect(failure.message == "012 is not an account ID (12 digits)")
            #expect(failure.hint?.words == "write all 12 digits, including leading zeros")
        }
    }

    @Test func `403 is not covered up by cached credentials`() async throws {
        try home.sign(in: .corp)
        try keep(endsIn: 600)
        refuse("ForbiddenException", 403)
        #expect(try await failure().code == .denied)
    }

    @Test(arguments: [
        ("ResourceNotFoundException", 404, Engine.ExitStatus.notFound), ("TooManyRequestsException", 429, .temporary),
        ("InternalServerException", 500, .unavailable), ("HTTP 503", 503, .unavailable),
        ("InvalidRequestException", 400, .failure),
    ])
    func `Other refusals have the status of their kind`(code: String, http: Int, status: Engine.ExitStatus) async throws
    {
        try home.sign(in: .corp)
        refuse(code, http)
        #expect(try await failure().status == status)
    }

    // MARK: Disks and crowds

    @Test(arguments: [Errno.noSpace, .readOnlyFileSystem])
    func `A disk that takes no file costs the cache, not the command`(errno: Errno) async throws {
        try home.sign(in: .corp)
        home.files.fail(.write, errno)
        answer()
        #expect(try await get().accessKeyID == "ASIA-NEW")
        #expect(warnings.items.count == 1)
    }

    @Test func `A read-only home, without even a lock, costs the cache, not the command`() async throws {
        try home.sign(in: .corp)
        home.files.fail(.createFolder, .readOnlyFileSystem)
        home.files.fail(.write, .readOnlyFileSystem)
        answer()
        #expect(try await get().accessKeyID == "ASIA-NEW")
        #expect(warnings.items.count == 1)
    }

    @Test func `A hundred tasks fetch once`() async throws {
        try home.sign(in: .corp)
        let end = home.later(3600)
        portal.onCredentials {
            try await Task.sleep(for: .milliseconds(50))
            return .of("ASIA-NEW", endsAt: end)
        }
        let provider = provider(home.contendedContext())
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<100 {
                group.addTask {
                    let credentials = try await provider.credentials(
                        for: .admin, policy: CredentialRenewalPolicy(typedMinimum: nil), profile: nil)
                    #expect(credentials.accessKeyID == "ASIA-NEW")
                }
            }
            try await group.waitForAll()
        }
        #expect(portal.calls.count == 1)
    }

    @Test func `The end of the session ends who waits, before its turn`() async throws {
        try home.sign(in: .corp, endsIn: -1)
        let holder = try home.hold(home.folders.file(SSORole.admin).lock)
        home.clock.at(seconds: 1) { [home] in
            home.store.revokedRefresh(.corp)
                .note(Secret("RT-OLD"), reason: "InvalidGrantException", at: home.clock.now)
        }
        #expect(try await failure().hint?.words == "awsx login dev")
        #expect(oidc.calls.isEmpty)
        holder.letGo()
    }

    @Test func `Keys with time left end who waits, before its turn`() async throws {
        try home.sign(in: .corp)
        let holder = try home.hold(home.folders.file(SSORole.admin).lock)
        home.clock.at(seconds: 1) { [home] in
            try? home.cache.save(.of("ASIA-NEW", endsAt: home.later(3600)), for: .admin)
        }
        #expect(try await get().accessKeyID == "ASIA-NEW")
        #expect(portal.calls.isEmpty)
        holder.letGo()
    }

    @Test func `Whoever waited for short-lived ones takes them`() async throws {
        try home.sign(in: .corp)
        let holder = try home.hold(home.folders.file(SSORole.admin).lock)
        home.clock.at(seconds: 1) { [home] in
            try? home.cache.save(.of("ASIA-SHORT", endsAt: home.later(100)), for: .admin)
            holder.letGo()
        }
        #expect(try await get().accessKeyID == "ASIA-SHORT")
        #expect(portal.calls.isEmpty)
    }
}
