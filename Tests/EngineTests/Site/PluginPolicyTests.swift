import Engine
import PluginKit
import SystemKit
import TestSupport
import Testing

struct PluginPolicyTests {
    private let home: TestHome
    private static let digest = String(repeating: "0a", count: 32)

    init() throws { home = try TestHome() }

    private func policy(_ text: String) throws -> PluginPolicy {
        try home.folder.put(text, at: "etc/awsx/config", mode: 0o644)
        return try PluginPolicy.load(home.context())
    }

    private func refused(_ text: String) throws -> Failure {
        try #require(throws: Failure.self) { try policy(text) }
    }

    @Test func `Without a file, a section or a word each may run what they trust`() throws {
        #expect(try PluginPolicy.load(home.context()).rule == .allowAll)
        for text in ["", "# nothing\n", "[other]\nx = y\n", "[plugins]\n", "[plugins]\npolicy = allow-all\n"] {
            #expect(try policy(text).rule == .allowAll, "\(text)")
        }
    }

    @Test func `The two others are read with their line`() throws {
        #expect(try policy("[plugins]\npolicy = deny-all\n").rule == .denyAll)
        let list = try policy("[plugins]\nallow = a, b  sha256:\(Self.digest.uppercased())\npolicy = allow-list\n")
        #expect(list.rule == .allowList(["a", "b", Self.digest]))
        #expect(list.location == .file("\(home.path)/etc/awsx/config", line: 3))
    }

    @Test(arguments: [
        ("policy = allow-list", "without allow"), ("policy = allow-list\nallow =", "empty allow"),
        ("policy = allow-list\nallow = , ,", "empty allow"), ("policy = allow", "policy must be"),
        ("policy = Deny-all", "policy must be"), ("policy =", "policy must be"), ("allow = x", "allow requires"),
        ("policy = deny-all\nallow = x", "allow requires"), ("polices = deny-all", "unknown setting polices"),
        ("policy = deny-all\nextra = 1", "unknown setting extra"), ("policy =\n  deny-all = x", "policy must be"),
    ])
    func `What can't be understood stops all, with its line`(text: String, why: String) throws {
        let failure = try refused("[plugins]\n\(text)\n")
        #expect(failure.status == .configuration && failure.message.contains(why), "\(failure)")
        guard case .file(_, .some) = failure.location else {
            Issue.record("no line: \(failure)")
            return
        }
    }

    @Test(arguments: ["[plugins\npolicy = deny-all", "policy = deny-all\n", "\u{0}\u{1}[["])
    func `A file that is none stops all`(text: String) throws {
        // What the parser reads in spite of its looks says nothing of plugins, and denies nothing by guess.
        if let policy = try? policy(text) {
            #expect(policy.rule == .allowAll)
        } else {
            #expect(try refused(text).status == .configuration)
        }
    }

    @Test func `A file or folder that others could have written stops all`() throws {
        _ = try policy("[plugins]\npolicy = deny-all\n")
        for part in ["etc/awsx/config", "etc/awsx"] {
            let mode = try #require(try home.folder.mode(part))
            home.folder.setMode(0o777, of: part)
            let failure = try #require(throws: Failure.self) { try PluginPolicy.load(home.context()) }
            #expect(failure.status == .configuration && failure.location == .file(home.folder.path(part), line: nil))
            home.folder.setMode(mode, of: part)
        }
        _ = try PluginPolicy.load(home.context())
    }

    @Test func `One of another user than root stops all`() throws {
        _ = try policy("[plugins]\npolicy = allow-all\n")
        let file = SiteConfigFile(path: home.folder.path("etc/awsx/config"), owner: effectiveUserID &+ 1)
        // Root's own files are everybody's; what is not root's is seen as foreign.
        guard effectiveUserID != 0 || home.folder.setOwner(54_321, of: "etc/awsx/config") else { return }
        let failure = try #require(throws: Failure.self) {
            try PluginPolicy.load(home.context().with(siteConfig: file))
        }
        #expect(failure.status == .configuration && failure.hint?.words.hasPrefix("sudo chown ") == true)
    }

    @Test func `A folder or an endless file in its place stops all`() throws {
        try home.files.createFolder(home.folder.path("etc/awsx/config"), mode: 0o755)
        #expect(try #require(throws: Failure.self) { try PluginPolicy.load(home.context()) }.status == .configuration)
        let large = try TestHome()
        try large.folder.put(String(repeating: "#", count: 2 << 20), at: "etc/awsx/config", mode: 0o644)
        #expect(try #require(throws: Failure.self) { try PluginPolicy.load(large.context()) }.status == .configuration)
    }

    @Test func `On every machine it is one file of root's, which no variable moves`() {
        #expect(SiteConfigFile.ofMachine == SiteConfigFile(path: "/etc/awsx/config", owner: 0))
    }
}
