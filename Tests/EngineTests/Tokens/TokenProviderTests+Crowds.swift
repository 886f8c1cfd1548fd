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
        let provider = provider(home.contendedWorld())
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
        let provider = provider(home.contendedWorld())
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
