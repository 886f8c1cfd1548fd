import Engine
import SystemKit
import SystemPackage
import TestSupport
import Testing

/// Any number of processes that need the same sign-in make one.
@Suite(.timeLimit(.minutes(2)))
struct SignInTurnTests {
    private let fixture: SignInFixture
    private var home: TestHome { fixture.home }
    private static let options = LoginOptions(flow: .browser, profile: "dev")

    init() throws {
        fixture = try SignInFixture()
        try fixture.keepRegistration(.browser)
    }

    private var loginLock: String { home.folders.loginLock(.corp) }

    /// Another process that signs in, as its note says.
    private func holder(_ note: String? = nil) throws -> Keeper {
        let keeper = try home.hold(loginLock)
        keeper.write(note ?? #"{"process": 4711, "since": \#(home.clock.now.milliseconds)}"#)
        return keeper
    }

    /// A note of a sign-in that ended now.
    private func ended(_ code: String, _ status: Int, _ message: String = "why") -> String {
        #"{"code": "\#(code)", "ended": \#(home.clock.now.milliseconds), "status": \#(status), "message": "\#(message)"}"#
    }

    private func failure(_ options: LoginOptions = options) async throws -> Failure {
        try await #require(throws: Failure.self) { try await fixture.signIn().perform(.corp, options) }
    }

    private func allowOnce(_ token: String = "AT") {
        fixture.redirects.onAnswer { .code(Secret("CODE")) }
        fixture.oidc.onToken { .of(token) }
    }

    // MARK: A live session

    @Test(arguments: [3600, 1] as [Int64])
    func `A live session is left alone`(left: Int64) async throws {
        try home.sign(in: .corp, endsIn: left)
        #expect(try await fixture.signIn().perform(.corp, Self.options).accessToken == Secret("AT-OLD"))
        #expect(fixture.events.items == [.alreadySignedIn("session corp", until: home.later(left))])
        #expect(fixture.oidc.calls.isEmpty)
    }

    @Test func `One that AWS takes no more is not, whatever its end says`() async throws {
        try home.sign(in: .corp, endsIn: 3600)
        RevokedToken(files: home.files, path: home.folders.revokedAccess(.corp))
            .note(Secret("AT-OLD"), reason: "UnauthorizedException", at: home.clock.now)
        allowOnce()
        #expect(try await fixture.signIn().perform(.corp, Self.options).accessToken == Secret("AT"))
    }

    @Test func `An ended one is not, even if it could be renewed`() async throws {
        try home.sign(in: .corp, endsIn: 0)
        allowOnce()
        #expect(try await fixture.signIn().perform(.corp, Self.options).accessToken == Secret("AT"))
    }

    @Test func `Force signs in all the same`() async throws {
        try home.sign(in: .corp, endsIn: 3600, age: 600)
        allowOnce()
        let token = try await fixture.signIn().perform(.corp, LoginOptions(flow: .browser, force: true))
        #expect(token.accessToken == Secret("AT"))
    }

    // MARK: Waiting for another

    @Test func `Who waits uses the token that the other got`() async throws {
        let holder = try holder()
        home.clock.at(seconds: 30) { [home] in
            try? home.sign(in: .corp, token: "AT-OTHER", age: 0)
            holder.write(#"{"code": "ok", "ended": \#(home.clock.now.milliseconds)}"#)
            holder.letGo()
        }
        #expect(try await fixture.signIn().perform(.corp, Self.options).accessToken == Secret("AT-OTHER"))
        #expect(fixture.events.items == [.waiting("session corp", holder: "process 4711, since 00:00")])
        #expect(fixture.oidc.calls.isEmpty)
        #expect(fixture.redirects.states.isEmpty)
    }

    @Test(arguments: [
        ("login-refused", 77, Failure.Code.loginRefused), ("login-cancelled", 130, .loginCancelled),
        ("login-timed-out", 75, .loginTimedOut), ("failed", 75, .failed), ("unreachable", 69, .unreachable),
    ])
    func `How the other's sign-in ended is how the waiting ends`(word: String, status: Int, code: Failure.Code)
        async throws
    {
        let holder = try holder()
        home.clock.at(seconds: 30) { [self] in
            holder.write(ended(word, status))
            holder.letGo()
        }
        let failure = try await failure()
        #expect(failure.code == code)
        #expect(Int(failure.status.rawValue) == status)
        #expect(failure.message.contains("why"))
        #expect(fixture.redirects.states.isEmpty)
        #expect(try home.tokenText(.corp) == nil)
    }

    @Test func `A holder that died ends the waiting of all with a timeout`() async throws {
        let holder = try holder()
        home.clock.at(seconds: 30) { holder.letGo() }
        let failure = try await failure()
        #expect(failure.code == .loginTimedOut)
        #expect(failure.status == .temporary)
        let note = String(decoding: FileLock.note(in: loginLock), as: UTF8.self)
        #expect(note.contains("login-timed-out"))
        // It is over: who comes later signs in.
        home.clock.advance(seconds: 1)
        allowOnce()
        _ = try await fixture.signIn().perform(.corp, Self.options)
    }

    @Test func `A holder that doesn't end is named`() async throws {
        let holder = try holder()
        let failure = try await failure()
        holder.letGo()
        #expect(failure.code == .lockTimedOut)
        #expect(failure.location == .file(loginLock, line: nil))
    }

    // MARK: What an earlier sign-in left

    @Test(arguments: [
        "", "junk", #"{"code": "login-refused", "ended": 0, "status": 77}"#, #"{"code": "ok", "ended": 0}"#,
    ])
    func `Who meets a lock that is held for a moment signs in itself`(note: String) async throws {
        let holder = try holder(note)
        home.clock.at(seconds: 1) { holder.letGo() }
        allowOnce()
        #expect(try await fixture.signIn().perform(.corp, Self.options).accessToken == Secret("AT"))
        #expect(fixture.events.items.count == 2)
    }

    @Test func `A note of a crash long ago counts for nobody`() async throws {
        let holder = try holder(#"{"process": 1, "since": 0}"#)
        home.clock.at(seconds: 1) { holder.letGo() }
        allowOnce()
        #expect(try await fixture.signIn().perform(.corp, Self.options).accessToken == Secret("AT"))
    }

    // MARK: Waiting without starting one

    @Test func `Who may only wait finds that nobody signs in`() async throws {
        #expect(try await !fixture.signIn().awaitOther(.corp, since: home.clock.now))
        for note in ["", ended("login-refused", 77), #"{"process": 1, "since": 0}"#] {
            let holder = try holder(note)
            #expect(try await !fixture.signIn().awaitOther(.corp, since: home.clock.now))
            holder.letGo()
        }
        #expect(fixture.events.items.isEmpty)
    }

    @Test func `Who may only wait does, and is told how it went`() async throws {
        let first = try holder()
        home.clock.at(seconds: 5) { [self] in
            first.write(ended("ok", 0))
            first.letGo()
        }
        #expect(try await fixture.signIn().awaitOther(.corp, since: home.clock.now))
        let second = try holder()
        home.clock.at(seconds: 5) { [self] in
            second.write(ended("login-refused", 77))
            second.letGo()
        }
        let failure = await #expect(throws: Failure.self) {
            try await fixture.signIn().awaitOther(.corp, since: home.clock.now)
        }
        #expect(failure?.status == .denied)
        #expect(fixture.events.items.count == 2)
    }

    @Test func `A sign-in that ended well since one looked for a token counts as waited for`() async throws {
        let began = home.clock.now
        home.clock.advance(seconds: 1)
        let holder = try holder(ended("ok", 0))
        holder.letGo()
        #expect(try await fixture.signIn().awaitOther(.corp, since: began))
        #expect(try await !fixture.signIn().awaitOther(.corp, since: home.later(1)))
    }

    @Test func `Looking and waiting leave the note as it is`() async throws {
        let holder = try holder()
        let held = FileLock.note(in: loginLock)
        #expect(!held.isEmpty)
        #expect(try await LoginMutex.isUnderWay(LoginSubject(.corp, in: home.folders), in: home.context()))
        #expect(FileLock.note(in: loginLock) == held)
        holder.write(ended("login-refused", 77))
        let ended = FileLock.note(in: loginLock)
        #expect(String(decoding: ended, as: UTF8.self).contains("login-refused"))
        holder.letGo()
        #expect(try await !LoginMutex.isUnderWay(LoginSubject(.corp, in: home.folders), in: home.context()))
        #expect(FileLock.note(in: loginLock) == ended)
        _ = try await fixture.signIn().awaitOther(.corp, since: home.clock.now)
        #expect(FileLock.note(in: loginLock) == ended)
    }

    @Test func `A wait that is cancelled ends as cancelled`() async throws {
        let holder = try holder()
        let signIn = fixture.signIn(home.contendedContext())
        let tasks = [
            Task { _ = try await signIn.perform(.corp, Self.options) },
            Task { [home] in _ = try await signIn.awaitOther(.corp, since: home.clock.now) },
        ]
        while fixture.events.items.count < 2 { try await Task.sleep(for: .milliseconds(1)) }
        for task in tasks {
            task.cancel()
            let failure = await #expect(throws: Failure.self) { try await task.value }
            #expect(failure?.code == .loginCancelled)
        }
        holder.letGo()
    }

    // MARK: Crowds

    @Test func `A hundred at once open one browser and all have the token`() async throws {
        let fixture = fixture
        fixture.redirects.onAnswer {
            // The others wait by then.
            while fixture.events.items.count < 100 { try await Task.sleep(for: .milliseconds(5)) }
            return .code(Secret("CODE"))
        }
        fixture.oidc.onToken { .of("AT") }
        let signIn = fixture.signIn(home.contendedContext())
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<100 {
                group.addTask {
                    let token = try await signIn.perform(.corp, Self.options)
                    #expect(token.accessToken == Secret("AT"))
                }
            }
            try await group.waitForAll()
        }
        #expect(fixture.opened.items.count == 1)
        #expect(fixture.grants.count == 1)
    }

    @Test func `Refused, all that wait end so, and no second browser opens`() async throws {
        let fixture = fixture
        fixture.redirects.onAnswer {
            while fixture.events.items.count < 100 { try await Task.sleep(for: .milliseconds(5)) }
            return .refused(error: "access_denied", description: nil)
        }
        let signIn = fixture.signIn(home.contendedContext())
        let statuses = await withTaskGroup(of: Engine.ExitStatus?.self) { group in
            for _ in 0..<100 {
                group.addTask {
                    do {
                        _ = try await signIn.perform(.corp, Self.options)
                        return nil
                    } catch {
                        return (error as? Failure)?.status
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses == [Engine.ExitStatus?](repeating: .denied, count: 100))
        #expect(fixture.opened.items.count == 1)
    }

    @Test func `What was written while one waited for the turn is used, not signed in to again`() async throws {
        let holder = try holder("")
        home.clock.at(seconds: 1) { [home] in
            try? home.sign(in: .corp, token: "AT-LATE", age: 0)
            holder.letGo()
        }
        #expect(try await fixture.signIn().perform(.corp, Self.options).accessToken == Secret("AT-LATE"))
        #expect(fixture.oidc.calls.isEmpty)
        guard case .alreadySignedIn? = fixture.events.items.last else {
            Issue.record("\(fixture.events.items)")
            return
        }
    }
}
