import Engine
import PluginKit
import SystemKit
import SystemPackage
import TestSupport
import Testing

/// Folders that others can write keep no secret.
struct PrivateFolderTests {
    private let home: TestHome

    init() throws {
        home = try TestHome()
        for folder in [".aws/sso/cache", ".aws/cli/cache", ".aws/login/cache"] {
            try home.files.createFolder(home.folder.path(folder), mode: 0o755)
        }
    }

    private var login: LoginSessionStore { LoginSessionStore(files: home.files, folder: home.folders.login) }

    private static let token = Token(
        startURL: nil, region: nil, accessToken: Secret("AT"), expiresAt: Instant(seconds: 2_000_000_000),
        clientID: nil,
        clientSecret: nil, registrationExpiresAt: nil, refreshToken: nil)
    private static let registration = StoredRegistration(
        clientID: "c", clientSecret: Secret("s"), expiresAt: Instant(seconds: 2_000_000_000), scopes: nil,
        grantTypes: nil)
    private static let keys = Credentials(
        accessKeyID: "A", secretAccessKey: Secret("S"), sessionToken: nil, expiration: nil, accountID: nil)

    /// Every write of a secret, with the folder that it goes to.
    private var writes: [(folder: String, write: () throws -> Void)] {
        [
            (".aws/sso/cache", { try home.store.save(Self.token, for: .corp) }),
            (".aws/sso/cache", { try home.store.save(Self.registration, for: .corp) }),
            (".aws/sso/cache", { try home.store.requireRoom(for: .corp) }),
            (".aws/cli/cache", { try home.cache.save(Self.keys, for: .admin) }),
            (".aws/login/cache", { try login.save("{}", for: .bob) }),
            (".aws/login/cache", { try login.requireRoom(for: .bob) }),
        ]
    }

    @Test(arguments: [0o777, 0o757, 0o1777, 0o773] as [UInt16], ["", "/..", "/../.."])
    func `Nothing is written where others can write, or change what leads there`(mode: UInt16, up: String) throws {
        for (folder, write) in writes {
            let part = realPath(home.folder.path(folder + up)) ?? ""
            let name = String(part.dropFirst(home.path.count + 1))
            home.folder.setMode(mode, of: name)
            defer { home.folder.setMode(0o755, of: name) }
            // A sticky folder may be passed, though it is no place to keep anything.
            if mode & 0o1000 != 0, !up.isEmpty {
                try write()
                continue
            }
            let before = try home.folder.names(folder)
            let failure = try #require(throws: Failure.self) { try write() }
            #expect(failure.code == .fileUnwritable)
            #expect(failure.status == .denied)
            #expect(failure.location == .file(part, line: nil))
            #expect(
                failure.hint?.words
                    == (mode & 0o1000 == 0 ? "chmod go-w \(part)" : "use a folder that only you can change"))
            #expect(try home.folder.names(folder) == before)
        }
    }

    @Test func `Nor through a link that others can change`() throws {
        try home.files.createFolder(home.folder.path("open"), mode: 0o755)
        home.folder.setMode(0o777, of: "open")
        home.folder.link("open/cache", to: home.folder.path(".aws/sso/cache"))
        try home.files.createFolder(home.folder.path("other/.aws/sso"), mode: 0o755)
        home.folder.link("other/.aws/sso/cache", to: home.folder.path("open/cache"))
        let store = TokenStore(files: home.files, folders: CacheFolders(home: home.folder.path("other")))
        let failure = try #require(throws: Failure.self) { try store.save(Self.token, for: .corp) }
        #expect(failure.location == .file(home.folder.path("open"), line: nil))
        #expect(try home.folder.names(".aws/sso/cache").isEmpty)
    }

    @Test func `Where only we can write, all is written`() throws {
        for (_, write) in writes { try write() }
        #expect(try home.folder.names(".aws/sso/cache").count == 2)
        #expect(try home.folder.names(".aws/cli/cache").count == 1)
        #expect(try home.folder.names(".aws/login/cache").count == 1)
    }

    @Test func `A probe in the place of a link leaves what it leads to as it is`() throws {
        try home.folder.put("precious", at: "other")
        let probe = ".aws/sso/cache/.awsx-\(CacheKey.token(.corp)).probe"
        home.folder.link(probe, to: home.folder.path("other"))
        try home.store.requireRoom(for: .corp)
        #expect(try home.folder.text("other") == "precious")
        #expect(try home.folder.names(".aws/sso/cache").isEmpty)
    }

    /// Every read and write of a folder of one's own.
    @Test func `A folder is made with its first file, which its owner alone reads`() throws {
        let folder = home.state.folder("some", home.files)
        #expect(
            try folder.read("a") == nil && folder.names().isEmpty && !folder.holds("a") && folder.writtenAt("a") == nil)
        #expect(try !folder.remove("a"))
        try folder.write("one\n", to: "a")
        #expect(try folder.read("a") == Array("one\n".utf8))
        #expect(try folder.names() == ["a"] && folder.holds("a") && folder.writtenAt("a") != nil)
        #expect(try home.folder.mode(".local/state/awsx/some") == 0o700)
        #expect(try home.folder.mode(".local/state/awsx/some/a") == 0o600)
        #expect(try folder.read("a", limit: 3) == [])
        try folder.requireRoom(100, under: ".probe")
        #expect(try folder.names() == ["a"])
        #expect(try folder.remove("a") && folder.names().isEmpty)
    }

    @Test func `What a full or closed disk refuses is told with its code`() throws {
        let folder = home.state.folder("some", home.files)
        try folder.write("one", to: "a")
        home.files.fail(.write, .noSpace)
        #expect(throws: Failure.self) { try folder.requireRoom(100, under: ".probe") }
        let full = #expect(throws: Failure.self) { try folder.write("two", to: "a") }
        #expect(full?.code == .fileUnwritable && full?.status == .failure)
        home.files.heal()
        home.files.fail(.read, .permissionDenied)
        let closed = #expect(throws: Failure.self) { try folder.read("a") }
        #expect(closed?.code == .fileUnreadable)
        home.files.heal()
        #expect(try folder.read("a") == Array("one".utf8))
    }
}
