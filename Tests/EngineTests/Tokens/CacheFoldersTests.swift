import Engine
import TestSupport
import Testing

struct CacheFoldersTests {
    @Test func `The AWS CLI's folders, with locks that it passes over`() {
        let folders = CacheFolders(home: "/home/ada")
        let token = CacheKey.token(.corp)
        #expect(folders.token(.corp) == "/home/ada/.aws/sso/cache/\(token).json")
        #expect(folders.registration(.corp) == "/home/ada/.aws/sso/cache/\(CacheKey.registration(.corp)).json")
        #expect(folders.file(SSORole.admin).path == "/home/ada/.aws/cli/cache/\(CacheKey.roleCredentials(.admin)).json")
        #expect(folders.tokenLock(.corp) == "/home/ada/.aws/sso/cache/.awsx-\(token).lock")
        #expect(folders.loginLock(.corp) == "/home/ada/.aws/sso/cache/.awsx-\(token).login.lock")
        #expect(
            folders.file(SSORole.admin).lock
                == "/home/ada/.aws/cli/cache/.awsx-\(CacheKey.roleCredentials(.admin)).lock")
    }

    @Test func `Without a home there is nothing to cache in`() throws {
        let failure = try #require(throws: Failure.self) { try CacheFolders.of(.unprepared) }
        #expect(failure.code == .configInvalid)
        #expect(failure.status == .configuration)
        #expect(failure.location == .variable("HOME"))
    }
}
