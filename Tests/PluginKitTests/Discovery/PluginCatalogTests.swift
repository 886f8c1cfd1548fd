import Engine
import PluginKit
import SystemKit
import TestSupport
import Testing

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What is found where, and the index of it.
struct PluginCatalogTests {
    private let home: TrustHome
    private static let index = ".local/state/awsx/plugins-index"

    init() throws { home = try TrustHome() }

    private func catalog(_ names: String...) -> PluginCatalog {
        PluginCatalog(home.alone, folders: names.map { home.folder($0) })
    }

    /// Folders that were changed long ago, by the clock of the tests.
    private func settle(_ names: String..., age: Int64 = 3600) {
        for name in names { home.home.folder.setAge(home.home.later(-age), of: name) }
    }

    private func names(_ catalog: PluginCatalog) -> [String] { catalog.manifests.map(\.name) }

    @Test func `The first of one name is meant, and all are listed`() throws {
        try home.put("a", in: "two")
        try home.put("b", in: "two")
        try home.put("b", in: "one", #""kinds": ["command"], "summary": "first""#)
        let catalog = catalog("one", "absent", "two")
        #expect(try catalog.plugin("b")?.folder.path == home.home.folder.path("one"))
        #expect(try catalog.plugin("a")?.folder.path == home.home.folder.path("two"))
        #expect(try catalog.plugin("c") == nil)
        #expect(try catalog.all().map { try $0.get().path.suffix(10) } == ["one/awsx-b", "two/awsx-a", "two/awsx-b"])
        #expect(names(catalog) == ["b", "a"])
    }

    @Test func `A broken one is not passed over for a later one of its name`() throws {
        try home.put("b", in: "one")
        try home.put("b", in: "two")
        try home.home.folder.put("{", at: "one/awsx-b.json", mode: 0o644)
        #expect(throws: Failure.self) { try catalog("one", "two").plugin("b") }
    }

    @Test func `A settled folder is read once`() throws {
        try home.put("a", in: "one")
        try home.put("b", in: "one", #""kinds": ["hook"], "hooks": ["pre-exec"]"#)
        settle("one")
        let catalog = catalog("one")
        #expect(names(catalog) == ["a", "b"])
        #expect(try home.home.folder.mode(Self.index) == 0o600)
        // In its place and with its age, so that only the index can tell.
        let text = try #require(try home.home.folder.text(Self.index))
        try home.home.folder.put(text.replacing("\"s\"", with: "\"kept\""), at: Self.index)
        #expect(catalog.manifests.map(\.summary) == ["kept", "kept"])
        #expect(catalog.plugins(askedAt: .preExec) { _ in false }.map(\.name) == ["b"])
    }

    @Test func `What changes is noticed: a folder, the list of folders, a manifest in its place`() throws {
        try home.put("a", in: "one")
        settle("one")
        #expect(names(catalog("one")) == ["a"])
        try home.put("b", in: "one")
        #expect(names(catalog("one")) == ["a", "b"])
        settle("one", age: 1800)
        #expect(names(catalog("one")) == ["a", "b"])
        try home.put("c", in: "two")
        settle("two")
        #expect(names(catalog("two", "one")) == ["c", "a", "b"])
        // Neither leaves its folder another age.
        try home.put("b", in: "one", #""kinds": ["command"], "group": "Sign in""#)
        settle("one", age: 1800)
        #expect(catalog("two", "one").manifests.last?.group == .signIn)
        home.home.folder.setMode(0o666, of: "one/awsx-a.json")
        #expect(names(catalog("two", "one")) == ["c", "b"])
    }

    @Test func `A folder that was changed just now is not kept`() throws {
        try home.put("a", in: "one")
        home.home.folder.setAge(home.home.later(-1), of: "one")
        #expect(names(catalog("one")) == ["a"])
        #expect(try home.home.folder.text(Self.index) == nil)
        home.home.folder.setAge(home.home.later(60), of: "one")
        _ = names(catalog("one"))
        #expect(try home.home.folder.text(Self.index) == nil)
    }

    @Test func `A broken index is made anew`() throws {
        try home.put("a", in: "one")
        settle("one")
        #expect(names(catalog("one")) == ["a"])
        let good = try #require(try home.home.folder.text(Self.index))
        let broken = [
            "", "awsx-plugins 1\n", "\u{0}", String(good.dropLast(4)), good.replacing("asked", with: "axked"),
            good.replacing("plugin\t0", with: "plugin\t7"), good.replacing("plugin\t0", with: "plugin\t-1"),
            good.replacing("plugin\t0", with: "plugin\tx"), good.replacing("asked", with: "asked\tx"),
            good + good, String(good.prefix(good.count / 2)),
        ]
        for text in broken {
            try home.home.folder.put(text, at: Self.index)
            #expect(names(catalog("one")) == ["a"], "\(text.debugDescription)")
        }
    }

    @Test(arguments: [0o622, 0o606, 0o666] as [UInt16])
    func `An index that others could have written hides no hook`(mode: UInt16) throws {
        try home.put("a", in: "one", #""kinds": ["hook"], "hooks": ["pre-exec"]"#)
        settle("one")
        #expect(catalog("one").plugins(askedAt: .preExec) { _ in false }.count == 1)
        let text = try #require(try home.home.folder.text(Self.index))
        try home.home.folder.put(text.replacing("\tpre-exec=a", with: ""), at: Self.index, mode: 0o600)
        #expect(catalog("one").plugins(askedAt: .preExec) { _ in false }.isEmpty, "the index is not read at all")
        home.home.folder.setMode(mode, of: Self.index)
        #expect(catalog("one").plugins(askedAt: .preExec) { _ in false }.count == 1)
    }

    @Test func `An index of another user is not read`() throws {
        try home.put("a", in: "one")
        settle("one")
        _ = names(catalog("one"))
        let text = try #require(try home.home.folder.text(Self.index))
        try home.home.folder.put(text.replacing("\"s\"", with: "\"forged\""), at: Self.index)
        // Only root can give a file away.
        guard home.home.folder.setOwner(54_321, of: Self.index) else { return }
        #expect(catalog("one").manifests.map(\.summary) == ["s"])
    }

    @Test func `Where no index can be kept all is found nonetheless`() throws {
        try home.put("a", in: "one")
        settle("one")
        try home.home.folder.put("", at: ".local/state/awsx")
        #expect(names(catalog("one")) == ["a"])
    }

    // MARK: Who is asked

    private func asked(_ catalog: PluginCatalog, taken: String = "") -> [AskedPlugin] {
        catalog.plugins(askedAt: .preExec) { $0 == taken }
    }

    @Test func `A hook of a built-in command's name, or behind another of its name, is not asked`() throws {
        try home.put("a", in: "one")
        try home.put("a", in: "two", #""kinds": ["hook"], "hooks": ["pre-exec"]"#)
        try home.put("b", in: "two", #""kinds": ["hook", "provider"], "hooks": ["pre-exec", "pre-use"]"#)
        let catalog = catalog("one", "two")
        #expect(asked(catalog).map(\.name) == ["b"])
        #expect(asked(catalog, taken: "b").isEmpty)
        #expect(catalog.plugins(askedAt: .onDenied) { _ in false }.isEmpty)
        #expect(catalog.providers { _ in false }.map(\.name) == ["b"])
    }

    @Test func `A policy that was trusted and is broken now still has to answer`() throws {
        let plugin = try home.put(
            "a", in: "one", #""kinds": ["hook"], "hooks": ["pre-exec"], "policy": true"#)
        #expect(asked(catalog("one")).map(\.failsClosed) == [true])
        _ = try home.authorization("y").require(plugin)
        try home.home.folder.put("{", at: "one/awsx-a.json", mode: 0o644)
        let found = asked(catalog("one"))
        #expect(found.map(\.name) == ["a"] && found.map(\.failsClosed) == [true])
        #expect(throws: Failure.self) { try found.first?.plugin.get() }
        // One that says it is none any more does so without its user's consent.
        try home.put("a", in: "one", #""kinds": ["hook"], "hooks": ["pre-exec"]"#)
        #expect(asked(catalog("one")).map(\.failsClosed) == [true])
    }

    @Test func `A hook that is no policy fails open, and a broken one that nobody trusted is not asked`() throws {
        try home.put("a", in: "one", #""kinds": ["hook"], "hooks": ["pre-exec"]"#)
        try home.put("b", in: "one", #""kinds": ["hook"], "hooks": ["pre-exec"]"#)
        try home.home.folder.put("{", at: "one/awsx-b.json", mode: 0o644)
        #expect(asked(catalog("one")).map(\.name) == ["a"])
        #expect(asked(catalog("one")).map(\.failsClosed) == [false])
    }

    @Test func `A hook that breaks behind the index's back is told as broken, and closes only what it closed`() throws {
        try home.put("a", in: "one", #""kinds": ["hook"], "hooks": ["pre-exec"]"#)
        settle("one")
        #expect(asked(catalog("one")).count == 1)
        home.home.folder.setMode(0o666, of: "one/awsx-a.json")
        let found = asked(catalog("one"))
        #expect(found.map(\.failsClosed) == [false])
        #expect(throws: Failure.self) { try found.first?.plugin.get() }
        let box = PluginCatalog(home.alone, folders: [home.folder("one", .installation)])
        home.home.folder.setMode(0o644, of: "one/awsx-a.json")
        settle("one")
        #expect(asked(box).map(\.failsClosed) == [false])
        home.home.folder.setMode(0o666, of: "one/awsx-a.json")
        #expect(asked(box).map(\.failsClosed) == [true])
    }

    // MARK: Floods

    @Test func `Of ten thousand manifests a thousand are read, and it is said`() throws {
        try home.put("z", in: "one")
        for number in 0..<10_000 { try home.home.folder.put("{", at: "one/awsx-n\(number).json", mode: 0o644) }
        let found = catalog("one").all()
        #expect(found.count == PluginFolder.mostPlugins + 1)
        let failure = try #require(throws: Failure.self) { try found.last?.get() }
        #expect(failure.message.contains("more than 1000"))
        // By its name it is found all the same.
        #expect(try catalog("one").plugin("z") != nil)
    }

    @Test func `A manifest of a hundred megabytes is not read`() throws {
        let plugin = try home.put("a", in: "one")
        let text = String(repeating: " ", count: 1 << 20)
        try home.home.folder.put(text, at: "one/awsx-a.json", mode: 0o644)
        #expect(truncate(home.home.folder.path("one/awsx-a.json"), 100 << 20) == 0)
        let failure = try #require(throws: Failure.self) { try catalog("one").plugin("a") }
        #expect(failure.message.contains("larger than"), "\(failure)")
        #expect(throws: Failure.self) { try PluginAuthorization(home.alone).require(plugin) }
        #expect(catalog("one").manifests.isEmpty)
    }

    @Test(arguments: ["a\tb", "a\nb", "A", "../x", "é", ""])
    func `A file whose name is no plugin's is broken, and breaks no index`(name: String) throws {
        try home.put("good", in: "one")
        if !name.contains("/") { try home.home.folder.put("{}", at: "one/awsx-\(name).json", mode: 0o644) }
        settle("one")
        for _ in 0..<2 { #expect(names(catalog("one")) == ["good"]) }
        #expect(try catalog("one").plugin(name) == nil)
    }
}
