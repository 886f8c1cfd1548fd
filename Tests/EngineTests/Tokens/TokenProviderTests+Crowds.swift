import Engine
import SystemKit
import TestSupport
import Testing

extension TokenProviderTests {
    @Test func `A hundred tasks with one ended token make one request`() async throws {
        try home.sign(in: .corp, endsIn: -1)
        oidc.onToken {
            try await Task.sleep(for: .milliseconds(50))
            return .of("AT-NEW")
        }
        let provider = provider(home.contendedContext())
        let tokens = try await withThrowingTaskGroup(of: Secret.self) { group in
            for _ in 0..<100 { group.addTask { try await provider.token(for: .corp).accessToken } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(tokens == [Secret](repeating: Secret("AT-NEW"), count: 100))
        #expect(oidc.calls.count == 1)
        #expect(warnings.items.isEmpty)
    }

    @Test func `A hundred tasks whose token AWS refused make one request`() async throws {
        try home.sign(in: .corp, endsIn: 3600)
        oidc.onToken {
            try await Task.sleep(for: .milliseconds(50))
            return .of("AT-NEW")
        }
        let provider = provider(home.contendedContext())
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<100 {
                group.addTask {
                    let token = try await provider.token(for: .corp, rejected: Secret("AT-OLD"))
                    #expect(token.accessToken == Secret("AT-NEW"))
                }
            }
            try await group.waitForAll()
        }
        #expect(oidc.calls.count == 1)
    }

    @Test func `Whoever waited uses what it finds, however little is left`() async throws {
        try home.sign(in: .corp, endsIn: -1)
        let holder = try home.hold(home.folders.tokenLock(.corp))
        home.clock.at(seconds: 1) { [home] in
            try? home.sign(in: .corp, token: "AT-SHORT", endsIn: 30, age: 3600)
            holder.letGo()
        }
        #expect(try await provider().token(for: .corp).accessToken == Secret("AT-SHORT"))
    }

    @Test func `A refusal that the holder of the lock has noted ends who waits, before its turn`() async throws {
        try home.sign(in: .corp, endsIn: -1)
        let holder = try home.hold(home.folders.tokenLock(.corp))
        home.clock.at(seconds: 1) { [home] in
            home.store.revokedRefresh(.corp)
                .note(Secret("RT-OLD"), reason: "InvalidGrantException", at: home.clock.now)
        }
        let failure = try await failure(profile: "dev")
        #expect(failure.code == .loginNeeded)
        #expect(failure.message.contains("InvalidGrantException"))
        #expect(home.clock.sleeps.reduce(0, +) < 1500)
        #expect(oidc.calls.isEmpty)
        holder.letGo()
    }

    @Test func `A token with time left ends who waits, before its turn`() async throws {
        try home.sign(in: .corp, endsIn: -1)
        let holder = try home.hold(home.folders.tokenLock(.corp))
        home.clock.at(seconds: 1) { [home] in try? home.sign(in: .corp, token: "AT-NEW", endsIn: 3600) }
        #expect(try await provider().token(for: .corp).accessToken == Secret("AT-NEW"))
        #expect(home.clock.sleeps.reduce(0, +) < 1500)
        holder.letGo()
    }

    /// Those who wait end by the note, and the token may still be found.
    @Test func `A refusal is noted only when no other tool has brought a newer token`() async throws {
        try home.sign(in: .corp, endsIn: -1)
        oidc.onToken { [home] in
            home.clock.at(seconds: 0) {
                #expect(!home.store.revokedRefresh(.corp).matches(Secret("RT-OLD")))
                try? home.sign(in: .corp, token: "AT-THEIRS", endsIn: 3600)
            }
            throw ServiceError.refusal("InvalidGrantException")
        }
        #expect(try await provider().token(for: .corp).accessToken == Secret("AT-THEIRS"))
        #expect(!home.store.revokedRefresh(.corp).matches(Secret("RT-OLD")))
    }

    @Test func `A sign-out while one waits needs a sign-in`() async throws {
        try home.sign(in: .corp, endsIn: -1)
        let holder = try home.hold(home.folders.tokenLock(.corp))
        home.clock.at(seconds: 1) { [home] in
            try? home.store.removeToken(.corp)
            holder.letGo()
        }
        #expect(try await failure().code == .loginNeeded)
    }
}
