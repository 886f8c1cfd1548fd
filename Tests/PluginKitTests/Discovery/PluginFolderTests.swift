import Engine
import PluginKit
import SystemKit
import TestSupport
import Testing

struct PluginFolderTests {
    private let folder: TemporaryFolder
    private let files = LocalFiles()
    private var plugins: PluginFolder { PluginFolder(path: folder.path, origin: .installation) }

    init() throws { folder = try TemporaryFolder() }

    private func put(_ name: String, manifest: String? = nil, kinds: String = #"["command"]"#) throws {
        // Whoever runs it in spite of all becomes it: the tests end in red then.
        try folder.put("#!/bin/sh\nexit 1\n", at: "awsx-\(name)", mode: 0o755)
        try folder.put(
            manifest ?? #"{"schema": 1, "name": "\#(name)", "version": "1", "kinds": \#(kinds), "summary": "s"}"#,
            at: "awsx-\(name).json")
    }

    @Test func `Plugins are found by their manifests, sorted, and none is run`() throws {
        try put("two")
        try put("one")
        try folder.put("#!/bin/sh\ntouch pwned\n", at: "awsx-mute", mode: 0o755)
        try folder.put("{}", at: "other.json")
        let found = plugins.load(files)
        #expect(try found.map { try $0.get().manifest.name } == ["one", "two"])
        #expect(try found.map { try $0.get().path } == [folder.path("awsx-one"), folder.path("awsx-two")])
        #expect(try !folder.names().contains("pwned"))
    }

    @Test func `A broken one is listed as broken, beside the good`() throws {
        try put("good")
        try put("bad", manifest: "{")
        try put(
            "liar", manifest: #"{"schema": 1, "name": "good", "version": "1", "kinds": ["provider"], "summary": "s"}"#)
        try put("Upper")
        let results = plugins.load(files)
        #expect(results.count == 4)
        #expect(results.filter { (try? $0.get()) != nil }.count == 1)
        let failure = try #require(throws: Failure.self) { try plugins.plugin("liar", files) }
        #expect(failure.message.contains("for good, not liar"))
    }

    @Test(arguments: ["absent", "", "../x", "a/b", "Upper", "folder"])
    func `What isn't there, or is no name, is nothing`(name: String) throws {
        try put("Upper")
        try folder.put("", at: "awsx-folder.json/inner")
        #expect(try plugins.plugin(name, files) == nil)
    }

    @Test func `A folder that isn't there has no plugins`() {
        #expect(PluginFolder(path: folder.path("absent"), origin: .installation).load(files).isEmpty)
    }

    @Test func `A plugin that is no command is not run`() throws {
        try put("quiet", kinds: #"["provider"]"#)
        let plugin = try #require(try plugins.plugin("quiet", files))
        let failure = try #require(throws: Failure.self) {
            try plugin.run(Invocation(rawWords: [], context: .unprepared.with(files: files)))
        }
        #expect(failure.code == .usage)
    }

    @Test(arguments: [0o666, 0o622, 0o602] as [UInt16])
    func `A manifest that others could have changed is not believed, and the others are listed`(mode: UInt16) throws {
        try put("good")
        try put("open")
        folder.setMode(mode, of: "awsx-open.json")
        let failure = try #require(throws: Failure.self) { try plugins.plugin("open", files) }
        #expect(failure.status == .denied)
        #expect(failure.location == .file(folder.path("awsx-open.json"), line: nil))
        #expect(failure.hint?.words == "chmod go-w \(folder.path("awsx-open.json"))")
        let found = plugins.load(files)
        #expect(found.compactMap { try? $0.get().manifest.name } == ["good"])
        #expect(found.count == 2)
    }

    @Test func `Nor is one that a link in an open folder leads to`() throws {
        let own = try TemporaryFolder()
        try own.put(
            #"{"schema": 1, "name": "x", "version": "1", "kinds": ["command"], "summary": "s"}"#, at: "real.json")
        try own.put("", at: "open/x")
        own.link("open/middle.json", to: "../real.json")
        folder.link("awsx-x.json", to: own.path("open/middle.json"))
        #expect(try plugins.plugin("x", files)?.manifest.name == "x")
        own.setMode(0o777, of: "open")
        let failure = try #require(throws: Failure.self) { try plugins.plugin("x", files) }
        #expect(failure.location == .file(own.path("open"), line: nil))
    }

    @Test func `A plugin that others could have changed is not run`() throws {
        try put("open")
        folder.setMode(0o777, of: "awsx-open")
        let plugin = try #require(try plugins.plugin("open", files))
        let failure = try #require(throws: Failure.self) {
            try plugin.run(Invocation(rawWords: [], context: .unprepared.with(files: files)))
        }
        #expect(failure.status == .denied)
    }
}
