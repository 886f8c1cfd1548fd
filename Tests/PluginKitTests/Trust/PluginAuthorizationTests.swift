import Engine
import PluginKit
import SystemKit
import TestSupport
import Testing

struct PluginAuthorizationTests {
    private let home: TrustHome

    init() throws { home = try TrustHome() }

    private func refused(_ plugin: ExternalPlugin, _ authorization: PluginAuthorization) throws -> Failure {
        try #require(throws: Failure.self) { try authorization.require(plugin) }
    }

    @Test func `Without a person a plugin that is not trusted is refused, with the command that trusts it`() throws {
        let failure = try refused(try home.put(), PluginAuthorization(home.alone))
        #expect(failure.status == .denied && failure.message.contains("not trusted yet"))
        #expect(failure.hint?.words == "awsx plugin trust x")
        #expect(failure.location == .file(home.home.folder.path("plugins/awsx-x"), line: nil))
    }

    @Test func `A person sees what it is and what it asks for, and is asked once`() throws {
        let plugin = try home.put(
            "x",
            #"""
            "kinds": ["command", "hook"], "hooks": ["pre-exec"], "policy": true,
            "needs": {"credentials": "any", "network": true}, "env": ["AWS_PROFILE"]
            """#)
        _ = try home.authorization("y").require(plugin)
        let files = try PluginFiles.read(plugin, home.home.files)
        for text in [
            "not trusted yet", plugin.path, "you (user", files.digest, "command, hook",
            "the credentials of any profile", "the network", "pre-exec", "policy", "AWS_PROFILE", "[y/N]",
        ] {
            #expect(home.shown.contains(text), "\(text): \(home.shown)")
        }
        // Nobody is asked any more, and nobody need be there.
        _ = try PluginAuthorization(home.alone).require(plugin)
    }

    @Test(arguments: [nil, "", "n", "no", "yess", "trust", "Y y"])
    func `Anything but yes is no`(line: String?) throws {
        let plugin = try home.put()
        #expect(try refused(plugin, home.authorization(line)).status == .denied)
        #expect(try refused(plugin, PluginAuthorization(home.alone)).status == .denied)
    }

    @Test func `What came with awsx needs no grant, and is not hashed`() throws {
        try home.put(in: "box")
        let plugin = try #require(try home.folder("box", .installation).plugin("x", home.home.files))
        _ = try PluginAuthorization(home.alone).require(plugin)
        #expect(try PluginFiles.read(plugin, home.home.files, isHashed: false).manifestFile.digest == nil)
    }

    // MARK: What changes

    private func trusted(_ members: String = #""kinds": ["command"]"#, files: [String]? = nil) throws -> ExternalPlugin
    {
        let plugin = try home.put("x", members, files: files)
        _ = try home.authorization("y").require(plugin)
        return plugin
    }

    @Test func `A program that is another asks again, and says which file`() throws {
        let plugin = try trusted()
        try home.home.folder.put("#!/bin/sh\nrm -rf ~\n", at: "plugins/awsx-x", mode: 0o755)
        let failure = try refused(plugin, PluginAuthorization(home.alone))
        #expect(failure.message.contains("has changed since it was trusted (awsx-x)"), "\(failure)")
        _ = try home.authorization("y").require(plugin)
        #expect(home.shown.contains("has changed since you trusted it"))
        _ = try PluginAuthorization(home.alone).require(plugin)
    }

    @Test func `A manifest that asks for more asks again, and says for what`() throws {
        let plugin = try trusted()
        try home.put("x", #""kinds": ["command"], "needs": {"network": true}"#)
        let failure = try refused(plugin, PluginAuthorization(home.alone))
        #expect(failure.message.contains("(awsx-x.json); it now also asks for the network"), "\(failure)")
        #expect(try refused(plugin, home.authorization("n")).status == .denied)
        #expect(home.shown.contains("the network (new)"), "\(home.shown)")
    }

    @Test func `A second program is part of the hash`() throws {
        let members = #""kinds": ["command"], "executables": [{"file": "awsx-x-do", "subcommands": ["do"]}]"#
        let plugin = try trusted(members, files: ["awsx-x", "awsx-x-do"])
        let authorized = try PluginAuthorization(home.alone).require(plugin)
        #expect(authorized.executable(for: .command(subcommand: "do")) == home.home.folder.path("plugins/awsx-x-do"))
        #expect(authorized.executable(for: .command(subcommand: nil)) == home.home.folder.path("plugins/awsx-x"))
        try home.home.folder.put("#!/bin/sh\n:\n", at: "plugins/awsx-x-do", mode: 0o755)
        #expect(try refused(plugin, PluginAuthorization(home.alone)).message.contains("(awsx-x-do)"))
    }

    @Test func `A link that is turned to another program is a change`() throws {
        try home.home.folder.put("#!/bin/sh\n", at: "real/one", mode: 0o755)
        try home.home.folder.put("#!/bin/sh\n:\n", at: "real/two", mode: 0o755)
        let plugin = try home.put(files: [])
        home.home.folder.link("real/link", to: "one")
        home.home.folder.link("plugins/awsx-x", to: "../real/link")
        let authorized = try home.authorization("y").require(plugin)
        // What was checked is what is run.
        #expect(authorized.executable(for: .command(subcommand: nil)) == home.home.folder.path("real/one"))
        try home.home.files.remove(home.home.folder.path("real/link"))
        home.home.folder.link("real/link", to: "two")
        #expect(try refused(plugin, PluginAuthorization(home.alone)).message.contains("has changed"))
    }

    @Test func `A grant is for a place: the same plugin elsewhere is another`() throws {
        _ = try trusted()
        let copy = try home.put(in: "elsewhere")
        #expect(try refused(copy, PluginAuthorization(home.alone)).message.contains("not trusted yet"))
    }

    @Test func `However the folder is spelt, it is the same plugin`() throws {
        _ = try trusted()
        home.home.folder.link("by-link", to: "plugins")
        let plugin = try #require(try home.folder("by-link").plugin("x", home.home.files))
        _ = try PluginAuthorization(home.alone).require(plugin)
    }

    @Test func `What is revoked is not trusted any more`() throws {
        let plugin = try trusted()
        #expect(try PluginGrants(home.alone).remove(plugin))
        #expect(try refused(plugin, PluginAuthorization(home.alone)).message.contains("not trusted yet"))
        #expect(try !PluginGrants(home.alone).remove(plugin))
    }

    @Test func `What changes while its user is asked is not run`() throws {
        let plugin = try home.put()
        let folder = home.home.folder
        let failure = try refused(
            plugin,
            home.authorization {
                _ = try? folder.put("#!/bin/sh\nrm -rf ~\n", at: "plugins/awsx-x", mode: 0o755)
                return "y"
            })
        #expect(failure.status == .denied && failure.message.contains("while you were asked"))
        #expect(try refused(plugin, PluginAuthorization(home.alone)).message.contains("has changed"))
    }

    // MARK: What it gets

    private static let keys = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"]
    private static let everything =
        #""kinds": ["command"], "env": [\#(EnvironmentKey.identity.map { "\"\($0)\"" }.joined(separator: ","))]"#

    private func names(_ plugin: AuthorizedPlugin) -> Set<String> {
        var outer = Environment(["HOME": "/h"])
        for name in EnvironmentKey.identity { outer.set(name, "v") }
        let inner = plugin.environment(from: outer)
        return Set(EnvironmentKey.identity.filter { inner.text($0) != nil })
    }

    @Test func `Of one that asks for everything, keys are a question of their own`() throws {
        let plugin = try home.put("x", Self.everything)
        let without = names(try home.authorization("y", "n").require(plugin))
        #expect(home.shown.contains("KEYS") && home.shown.contains("AWS_SECRET_ACCESS_KEY"))
        #expect(without == Set(EnvironmentKey.identity).subtracting(EnvironmentKey.keys))
        // The answer is kept.
        #expect(names(try PluginAuthorization(home.alone).require(plugin)) == without)
        _ = try PluginGrants(home.alone).remove(plugin)
        let with = names(try home.authorization("y", "y").require(plugin))
        #expect(with == Set(EnvironmentKey.identity))
    }

    @Test func `What does not ask gets nothing, and a manifest in the box gets no keys`() throws {
        #expect(names(try home.authorization("y").require(try home.put())) == ["AWSX_PROFILE"])
        try home.put(in: "box", Self.everything)
        let plugin = try #require(try home.folder("box", .installation).plugin("x", home.home.files))
        let given = names(try PluginAuthorization(home.alone).require(plugin))
        #expect(given.isDisjoint(with: EnvironmentKey.keys) && given.contains("AWS_PROFILE"))
    }

    @Test func `Text of a manifest moves no cursor`() throws {
        let plugin = try home.put("x", #""kinds": ["command"], "version": "1\u001b[2J", "summary": "a\rb""#)
        _ = try home.authorization("y").require(plugin)
        let bytes = home.shown.utf8.filter { $0 < 0x20 && $0 != 0x0a && $0 != 0x1b }
        #expect(bytes.isEmpty && !home.shown.contains("\u{1b}[2J"), "\(home.shown.debugDescription)")
    }

    // MARK: Where grants are kept

    private func grantFile() throws -> String {
        let names = try home.home.folder.names(".local/state/awsx/plugin-grants")
        return ".local/state/awsx/plugin-grants/\(try #require(names.first))"
    }

    @Test func `A grant is its owner's alone to read and write`() throws {
        _ = try trusted()
        #expect(try home.home.folder.mode(try grantFile()) == 0o600)
        #expect(try home.home.folder.mode(".local/state/awsx/plugin-grants") == 0o700)
    }

    @Test(arguments: [0o622, 0o606] as [UInt16])
    func `A grant that others could have written is none`(mode: UInt16) throws {
        let plugin = try trusted()
        home.home.folder.setMode(mode, of: try grantFile())
        let failure = try refused(plugin, PluginAuthorization(home.alone))
        #expect(failure.status == .denied && failure.hint?.words.hasPrefix("chmod go-w ") == true, "\(failure)")
        // Nor is anybody asked: whoever can write it could write the answer.
        #expect(try refused(plugin, home.authorization("y")).status == .denied)
    }

    @Test func `Nothing is kept in a folder that others can write to`() throws {
        let plugin = try home.put()
        try home.home.files.createFolder("\(home.path)/.local/state/awsx/plugin-grants", mode: 0o700)
        home.home.folder.setMode(0o777, of: ".local/state/awsx")
        #expect(try refused(plugin, home.authorization("y")).status == .denied)
        #expect(try home.home.folder.names(".local/state/awsx/plugin-grants").isEmpty)
    }

    @Test(arguments: ["", "{", "[]", #"{"schema": 2}"#, #"{"schema": 1, "path": "/elsewhere"}"#])
    func `A grant that can't be read is none`(text: String) throws {
        let plugin = try trusted()
        try home.home.folder.put(text, at: try grantFile())
        #expect(try refused(plugin, PluginAuthorization(home.alone)).message.contains("not trusted yet"))
    }

    @Test func `A grant that was moved to another plugin's place is none`() throws {
        _ = try trusted()
        let file = try grantFile()
        let text = try #require(try home.home.folder.text(file))
        let other = try home.put("y")
        _ = try home.authorization("y").require(other)
        for name in try home.home.folder.names(".local/state/awsx/plugin-grants") {
            try home.home.folder.put(text, at: ".local/state/awsx/plugin-grants/\(name)")
        }
        #expect(try refused(other, PluginAuthorization(home.alone)).message.contains("not trusted yet"))
    }

    // MARK: What others could have put there

    @Test(arguments: ["plugins", "plugins/awsx-x", "plugins/awsx-x.json"])
    func `What others can write to is refused, trusted or not, and nobody is asked`(part: String) throws {
        let plugin = try trusted()
        home.home.folder.setMode(0o777, of: part)
        let failure = try refused(plugin, home.authorization("y"))
        #expect(failure.status == .denied && failure.location == .file(home.home.folder.path(part), line: nil))
        #expect(failure.hint?.words.hasPrefix("chmod go-w ") == true)
    }

    @Test func `A chain of links through a folder that others can write to is refused`() throws {
        try home.home.folder.put("#!/bin/sh\n", at: "real/awsx-x", mode: 0o755)
        try home.home.files.createFolder(home.home.folder.path("open"), mode: 0o755)
        home.home.folder.link("open/middle", to: "../real/awsx-x")
        let plugin = try home.put(files: [])
        home.home.folder.link("plugins/awsx-x", to: "../open/middle")
        _ = try home.authorization("y").require(plugin)
        home.home.folder.setMode(0o777, of: "open")
        #expect(
            try refused(plugin, PluginAuthorization(home.alone)).location
                == .file(home.home.folder.path("open"), line: nil))
    }

    @Test func `A manifest that names a program outside its folder is none`() throws {
        let plugin = try home.put()
        try home.home.folder.put(
            #"{"schema": 1, "name": "x", "version": "1", "summary": "s", "kinds": ["command"], "#
                + #""executables": [{"file": "awsx-x/../../evil", "kinds": ["command"]}]}"#,
            at: "plugins/awsx-x.json", mode: 0o644)
        #expect(try refused(plugin, home.authorization("y")).code == .pluginBroken)
    }

    @Test func `A folder, a queue or a text in the program's place is no program`() throws {
        let plugin = try home.put(files: [])
        try home.home.files.createFolder(home.home.folder.path("plugins/awsx-x"), mode: 0o755)
        #expect(try refused(plugin, home.authorization("y")).code == .pluginBroken)
        let other = try home.put("y", files: [])
        home.home.folder.makeQueue("plugins/awsx-y")
        home.home.folder.setMode(0o700, of: "plugins/awsx-y")
        #expect(try refused(other, home.authorization("y")).code == .pluginBroken)
        let text = try home.put("z")
        home.home.folder.setMode(0o644, of: "plugins/awsx-z")
        #expect(try refused(text, home.authorization("y")).code == .notExecutable)
    }

    // MARK: This machine's policy

    private func policy(_ text: String) throws {
        try home.home.folder.put("[plugins]\n\(text)\n", at: "etc/awsx/config", mode: 0o644)
    }

    @Test func `A policy that denies all leaves what came with awsx alone`() throws {
        let plugin = try trusted()
        try policy("policy = deny-all")
        let failure = try refused(plugin, home.authorization("y"))
        #expect(failure.status == .denied)
        #expect(failure.location == .file(home.home.folder.path("etc/awsx/config"), line: 2))
        try home.put(in: "box")
        let boxed = try #require(try home.folder("box", .installation).plugin("x", home.home.files))
        _ = try PluginAuthorization(home.alone).require(boxed)
    }

    @Test func `A list allows by name or by hash, and its user still decides`() throws {
        let plugin = try trusted()
        let digest = try PluginFiles.read(plugin, home.home.files).digest
        for entry in ["x", "a, x", digest, "sha256:\(digest.uppercased())"] {
            try policy("policy = allow-list\nallow = \(entry)")
            _ = try PluginAuthorization(home.alone).require(plugin)
        }
        try policy("policy = allow-list\nallow = y x-y")
        #expect(try refused(plugin, home.authorization("y")).status == .denied)
        _ = try PluginGrants(home.alone).remove(plugin)
        try policy("policy = allow-list\nallow = x")
        #expect(try refused(plugin, PluginAuthorization(home.alone)).message.contains("not trusted yet"))
    }

    @Test func `A policy that can't be understood lets nothing run`() throws {
        let plugin = try trusted()
        try policy("policy = allow-list")
        #expect(try refused(plugin, home.authorization("y")).status == .configuration)
    }
}
