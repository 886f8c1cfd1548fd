import Engine
import PluginKit
import SystemKit
import SystemPackage
import TestSupport
import Testing

struct TokenStoreTests {
    private let home: TestHome
    private let name = ".aws/sso/cache/\(CacheKey.token(.corp)).json"

    init() throws { home = try TestHome() }

    @Test func `Nothing there, nothing loaded`() throws {
        #expect(try home.store.load(.corp) == nil)
        #expect(try home.store.loadRegistration(.corp) == nil)
    }

    @Test func `A saved token is for its owner alone, and is loaded with its age`() throws {
        try home.sign(in: .corp, age: 7200)
        let found = try #require(try home.store.load(.corp))
        #expect(found.writtenAt == home.later(-7200))
        try home.store.save(found.token, for: .corp)
        #expect(try home.folder.mode(name) == 0o600)
        #expect(try home.tokenText(.corp) == found.token.fileText)
        #expect(try home.folder.mode(".aws/sso/cache") == 0o755)
    }

    @Test(arguments: [
        "", "{", "null", #"{"accessToken": "AT"}"#, "<html>", "\u{0}\u{0}\u{0}", #"{"codeium": {"accessToken": 1}}"#,
    ])
    func `A foreign or broken file is no token and stays where it is`(text: String) throws {
        try home.folder.put(text, at: name)
        #expect(try home.store.load(.corp) == nil)
        #expect(try home.folder.text(name) == text)
    }

    @Test func `A token of another Region is none, one that names no Region is`() throws {
        try home.sign(in: SSOSession.corp.located(in: "us-east-1"))
        #expect(try home.store.load(.corp) == nil && home.store.livingToken(.corp) == nil)
        let text = try #require(try home.tokenText(.corp))
        try home.folder.put(text.replacing(#""region": "us-east-1", "#, with: ""), at: name)
        #expect(try home.store.load(.corp)?.token.region == nil)
        #expect(try home.store.load(.corp) != nil)
    }

    /// A cache file that another program or user wrote: nothing of it may reach a terminal or an environment.
    @Test(arguments: ["\u{1b}]0;owned\u{7}", "a\u{0}b", "a\u{9b}31m", "a b", "a\nb", "\u{202e}a", "a\u{7f}"])
    func `A token with characters that none has is none`(text: String) throws {
        func file(_ members: [(String, String)]) -> String {
            JSON.object(members.map { JSON.Member($0.0, .string($0.1)) }).serialized(.python)
        }
        let end = ("expiresAt", "2026-11-21T05:00:00Z")
        try home.folder.put(file([("accessToken", text), end]), at: name)
        #expect(try home.store.load(.corp) == nil)
        let members = [("clientId", "c"), ("clientSecret", text), ("refreshToken", text)]
        try home.folder.put(file([("accessToken", "good"), end] + members), at: name)
        let token = try #require(try home.store.load(.corp)).token
        #expect(token.clientSecret == nil && token.refreshToken == nil)
        let registration = ".aws/sso/cache/\(CacheKey.registration(.corp)).json"
        for bad in 0..<2 {
            let members = [("clientId", bad == 0 ? text : "c"), ("clientSecret", bad == 1 ? text : "s"), end]
            try home.folder.put(file(members), at: registration)
            #expect(try home.store.loadRegistration(.corp) == nil)
        }
    }

    @Test func `A folder in its place, or a file beyond all size, is no token`() throws {
        try home.folder.put("", at: "\(name)/inner")
        #expect(try home.store.load(.corp) == nil)
        let registration = ".aws/sso/cache/\(CacheKey.registration(.corp)).json"
        try home.folder.put([UInt8](repeating: 0x20, count: 2 << 20), at: registration)
        #expect(try home.store.loadRegistration(.corp) == nil)
    }

    @Test func `A file that can't be read is told, with its path`() throws {
        try home.sign(in: .corp)
        home.files.fail(.read, .permissionDenied)
        let failure = try #require(throws: Failure.self) { try home.store.load(.corp) }
        #expect(failure.code == .fileUnreadable)
        #expect(failure.status == .notFound)
        #expect(failure.location == .file(home.folders.token(.corp), line: nil))
    }

    @Test(arguments: [Errno.noSpace, .readOnlyFileSystem, .permissionDenied, .ioError])
    func `A file that can't be written is told, and the old one stays`(errno: Errno) throws {
        try home.sign(in: .corp, token: "AT-OLD")
        let before = try home.tokenText(.corp)
        let token = try #require(try home.store.load(.corp)).token
        home.files.fail(.write, errno)
        let failure = try #require(throws: Failure.self) { try home.store.save(token, for: .corp) }
        #expect(failure.code == .fileUnwritable)
        #expect(failure.status == .failure)
        #expect(try home.tokenText(.corp) == before)
    }

    @Test func `Looking for room leaves nothing behind`() throws {
        try home.store.requireRoom(for: .corp)
        #expect(try home.folder.names(".aws/sso/cache").isEmpty)
        home.files.fail(.write, .noSpace)
        let failure = try #require(throws: Failure.self) { try home.store.requireRoom(for: .corp) }
        #expect(failure.hint?.words.contains("space") == true)
    }

    @Test func `Removing is for one session only, and may be done twice`() throws {
        try home.sign(in: .corp)
        try home.sign(in: .legacy)
        try home.store.removeToken(.corp)
        try home.store.removeToken(.corp)
        #expect(try home.store.load(.corp) == nil)
        #expect(try home.store.load(.legacy) != nil)
    }

    @Test func `With a token goes all that was noted of it`() throws {
        try home.sign(in: .corp)
        let notes = [home.folders.revokedAccess(.corp), home.folders.revokedRefresh(.corp)].map {
            RevokedToken(files: home.files, path: $0)
        }
        for note in notes { note.note(Secret("T"), reason: "x", at: home.clock.now) }
        try home.store.removeToken(.corp)
        #expect(notes.allSatisfy { !$0.matches(Secret("T")) })
        #expect(try home.folder.names(".aws/sso/cache").isEmpty)
    }

    @Test func `A file of just that size is read, and one byte more is not`() throws {
        try home.sign(in: .corp)
        let text = try #require(try home.tokenText(.corp))
        for (size, isRead) in [(1 << 20, true), (1 << 20 + 1, false)] {
            try home.folder.put(text + String(repeating: " ", count: size - text.utf8.count), at: name)
            #expect(try (home.store.load(.corp) != nil) == isRead)
        }
    }

    @Test func `A token that AWS takes no more is not living, and the next one is`() throws {
        try home.sign(in: .corp)
        let note = RevokedToken(files: home.files, path: home.folders.revokedAccess(.corp))
        note.note(Secret("AT-OLD"), reason: "UnauthorizedException", at: home.clock.now)
        #expect(try home.store.livingToken(.corp) == nil)
        #expect(try home.store.load(.corp) != nil)
        try home.sign(in: .corp, token: "AT-NEW")
        #expect(try home.store.livingToken(.corp)?.accessToken == Secret("AT-NEW"))
        try home.store.removeToken(.corp)
        #expect(!note.matches(Secret("AT-OLD")))
    }
}
