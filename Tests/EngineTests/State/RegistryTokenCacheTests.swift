import Engine
import SystemKit
import TestSupport
import Testing

@Suite struct RegistryTokenCacheTests {
    private let home: TestHome

    init() throws { home = try TestHome() }

    private var cache: RegistryTokenCache { RegistryTokenCache(files: home.files, state: home.state) }

    private func source(_ session: String, role: String = "R") -> CredentialOrigin {
        let session = SSOSession(
            name: session, startURL: "https://d.awsapps.com/start", region: "us-east-1", scopes: nil,
            location: .argument("-"))
        return CredentialOrigin(SSORole(session: session, accountID: "111111111111", roleName: role))
    }

    private func key(_ source: CredentialOrigin, of registry: String = "r.example", at endpoint: String = "https://e")
        -> RegistryTokenCache.Key
    {
        RegistryTokenCache.Key(registry: registry, source: source, endpoint: endpoint)
    }

    private func token(endsIn seconds: Int64) -> RegistryToken {
        RegistryToken(password: Secret("PW"), expiresAt: home.later(seconds))
    }

    @Test func `A password is kept for whoever asked, at whom was asked, until five minutes are left`() throws {
        let mine = key(source("corp"))
        try cache.save(token(endsIn: 600), mine)
        #expect(try cache.load(mine, at: home.clock.now) == token(endsIn: 600))
        #expect(try cache.load(mine, at: home.later(300)) != nil)
        #expect(try cache.load(mine, at: home.later(301)) == nil)
        #expect(try cache.load(key(source("corp", role: "S")), at: home.clock.now) == nil)
        #expect(try cache.load(key(source("corp"), at: "https://f"), at: home.clock.now) == nil)
        #expect(try cache.load(key(source("corp"), of: "s.example"), at: home.clock.now) == nil)
    }

    @Test func `The file is its owner's alone`() throws {
        try cache.save(token(endsIn: 600), key(source("corp")))
        let folder = "\(home.state.path)/registries"
        let names = try #require(try home.files.list(folder))
        #expect(names.count == 1)
        #expect(try home.files.status("\(folder)/\(names[0])")?.mode == 0o600)
        #expect(try home.files.status(folder)?.mode == 0o700)
    }

    @Test(arguments: [
        "", "{", "[]", #"{"registry": "r"}"#,
        #"{"registry":"r","expiresAt":"2099-01-01T00:00:00Z","password":"a\u001bb"}"#,
    ])
    func `A broken entry is asked for anew`(text: String) throws {
        let mine = key(source("corp"))
        try cache.save(token(endsIn: 600), mine)
        let folder = "\(home.state.path)/registries"
        let name = try #require(try home.files.list(folder)?.first)
        try home.files.write(Array(text.utf8), to: "\(folder)/\(name)", .secret)
        #expect(try cache.load(mine, at: home.clock.now) == nil)
        #expect(try cache.registries(at: home.clock.now) == [])
    }

    @Test func `Registries are listed once, while a password is good, and forgotten by host or by session`() throws {
        try cache.save(token(endsIn: 600), key(source("corp"), of: "b.example"))
        try cache.save(token(endsIn: 600), key(source("other"), of: "b.example"))
        try cache.save(token(endsIn: 600), key(source("corp"), of: "a.example"))
        try cache.save(token(endsIn: 0), key(source("corp"), of: "c.example"))
        #expect(try cache.registries(at: home.clock.now) == ["a.example", "b.example"])
        try cache.remove(registry: "a.example")
        #expect(try cache.registries(at: home.clock.now) == ["b.example"])
        try cache.remove(of: try #require(source("corp").session))
        #expect(try cache.load(key(source("corp"), of: "b.example"), at: home.clock.now) == nil)
        #expect(try cache.load(key(source("other"), of: "b.example"), at: home.clock.now) != nil)
    }
}
