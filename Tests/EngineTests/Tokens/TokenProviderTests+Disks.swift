import Engine
import SystemKit
import SystemPackage
import TestSupport
import Testing

extension TokenProviderTests {
    @Test(arguments: [Errno.noSpace, .readOnlyFileSystem, .ioError])
    func `On a disk that takes no file the only refresh token is not used up`(errno: Errno) async throws {
        try home.sign(in: .corp, endsIn: -1)
        home.files.fail(.write, errno)
        let failure = try await failure()
        #expect(failure.code == .fileUnwritable)
        #expect(oidc.calls.isEmpty)
    }

    @Test func `On a full disk a token that still lives is used, with a warning`() async throws {
        try home.sign(in: .corp, endsIn: 600)
        home.files.fail(.write, .noSpace)
        #expect(try await provider().token(for: .corp).accessToken == Secret("AT-OLD"))
        #expect(oidc.calls.isEmpty)
        #expect(warnings.items.count == 1)
    }

    @Test func `On a read-only disk, without a lock, a token that still lives is used, with a warning`() async throws {
        try home.sign(in: .corp, endsIn: 600)
        home.files.fail(.createFolder, .readOnlyFileSystem)
        #expect(try await provider().token(for: .corp).accessToken == Secret("AT-OLD"))
        #expect(warnings.items.count == 1)
        home.clock.advance(seconds: 600)
        #expect(try await failure().code == .fileUnwritable)
        #expect(oidc.calls.isEmpty)
    }

    @Test func `A holder that hangs costs the renewal and not a token that still lives`() async throws {
        try home.sign(in: .corp, endsIn: 600)
        let holder = try home.hold(home.folders.tokenLock(.corp))
        #expect(try await provider().token(for: .corp).accessToken == Secret("AT-OLD"))
        #expect(warnings.items.count == 1)
        home.clock.advance(seconds: 600)
        #expect(try await failure().code == .lockTimedOut)
        holder.letGo()
        #expect(oidc.calls.isEmpty)
    }

    @Test(arguments: [-1, 600] as [Int64])
    func `A new token that can't be saved still serves, with a warning`(left: Int64) async throws {
        try home.sign(in: .corp, endsIn: left)
        oidc.onToken { [home] in
            home.files.fail(.write, .noSpace)
            return .of("AT-NEW")
        }
        #expect(try await provider().token(for: .corp).accessToken == Secret("AT-NEW"))
        #expect(warnings.items.count == 1)
        #expect(warnings.items.first?.contains("AT-NEW") == false)
    }
}
