import SystemKit
import SystemPackage
import TestSupport
import Testing

struct AtomicWriteTests {
    private let folder: TemporaryFolder
    private let files = LocalFiles()
    private let text = Array("new".utf8)

    init() throws { folder = try TemporaryFolder() }

    @Test(arguments: [FilePrivacy.secret, .keepingMode])
    func `A new file is for its owner alone`(privacy: FilePrivacy) throws {
        #expect(try files.write(text, to: folder.path("file"), privacy) == .replaced)
        #expect(try folder.text("file") == "new")
        #expect(try folder.mode("file") == 0o600)
        #expect(try folder.names() == ["file"])
    }

    @Test func `A file with secrets that is wider is narrowed`() throws {
        try folder.put("old", at: "file", mode: 0o666)
        try files.write(text, to: folder.path("file"), .secret)
        #expect(try folder.mode("file") == 0o600)
        #expect(try folder.text("file") == "new")
    }

    @Test(arguments: [0o600, 0o640, 0o644, 0o400] as [UInt16])
    func `Another file keeps its mode`(mode: UInt16) throws {
        try folder.put("old", at: "file", mode: mode)
        try files.write(text, to: folder.path("file"), .keepingMode)
        #expect(try folder.mode("file") == mode)
        #expect(try folder.text("file") == "new")
    }

    @Test func `Another file keeps its owner where we may give it away`() throws {
        try folder.put("old", at: "file", mode: 0o644)
        // Nobody but root can give a file away, be it in the test or in the write.
        #expect(folder.setOwner(12_345, of: "file") == (effectiveUserID == 0))
        let owner = try folder.status("file")?.owner
        try files.write(text, to: folder.path("file"), .keepingMode)
        #expect(try folder.status("file")?.owner == owner)
        #expect(try folder.text("file") == "new")
    }

    @Test func `A link stays, and its file is replaced`() throws {
        try folder.put("old", at: "store/real")
        folder.link("link", to: "store/real")
        folder.link("second", to: folder.path("link"))
        try files.write(text, to: folder.path("second"), .secret)
        #expect(try folder.text("store/real") == "new")
        #expect(realPath(folder.path("second")) == folder.path("store/real"))
        #expect(try folder.names("store") == ["real"])
    }

    @Test func `A link to a file that doesn't exist yet stays, and the file is made`() throws {
        try files.createFolder(folder.path("store"), mode: 0o755)
        folder.link("link", to: "store/real")
        folder.link("absolute", to: folder.path("link"))
        try files.write(text, to: folder.path("absolute"), .secret)
        #expect(realPath(folder.path("absolute")) == folder.path("store/real"))
        #expect(try folder.text("store/real") == "new")
    }

    @Test func `A folder in a file's place stays, and no temporary file is left`() throws {
        try files.createFolder(folder.path("file/below"), mode: 0o755)
        let failure = try #require(throws: SystemFailure.self) {
            try files.write(text, to: folder.path("file"), .secret)
        }
        #expect(failure.errno == .isDirectory)
        #expect(failure.path == folder.path("file"))
        #expect(try folder.names() == ["file"])
        #expect(try folder.names("file") == ["below"])
    }

    @Test func `A queue or device in a file's place is not replaced`() throws {
        folder.makeQueue("queue")
        #expect(throws: SystemFailure.self) { try files.write(text, to: folder.path("queue"), .secret) }
        #expect(try folder.status("queue")?.kind == .other)
        #expect(try folder.names() == ["queue"])
    }

    @Test func `Where the kernel takes no file, the failure names it`() throws {
        // The kernel's own folders refuse every user, root included.
        let failure = try #require(throws: SystemFailure.self) { try files.write(text, to: "/sys/awsx-test", .secret) }
        #expect(failure.isForbidden)
        #expect(failure.path.hasPrefix("/sys/"))
        let absent = try #require(throws: SystemFailure.self) {
            try files.write(text, to: folder.path("absent/file"), .secret)
        }
        #expect(absent.errno == .noSuchFileOrDirectory)
    }

    @Test func `A name that is taken by a crashed write is passed over`() throws {
        for attempt in 0..<3 { try folder.put("half", at: ".file.\(processID)-\(attempt).awsx-tmp") }
        try files.write(text, to: folder.path("file"), .secret)
        #expect(try folder.text("file") == "new")
        #expect(try folder.text(".file.\(processID)-1.awsx-tmp") == "half")
    }

    @Test func `What a killed writer left goes with the next write, if it is old and its writer gone`() throws {
        let gone: Int32 = 2_000_000_000
        let names = [
            (".file.\(gone)-0.awsx-tmp", true), (".file.\(gone)-1.awsx-tmp", false),
            (".file.\(processID)-7.awsx-tmp", true), (".other.\(gone)-0.awsx-tmp", true),
            (".file.x-0.awsx-tmp", true),
        ]
        for (name, isOld) in names {
            try folder.put("half", at: name)
            if isOld { folder.setAge(Instant(seconds: 1_700_000_000), of: name) }
        }
        try files.write(text, to: folder.path("file"), .secret)
        #expect(try Set(folder.names()) == Set(names.dropFirst().map(\.0) + ["file"]))
    }

    @Test func `A link in the place of a note of our own is replaced, and its file stays`() throws {
        try folder.put("precious", at: "other")
        folder.link("note", to: "other")
        try files.write(text, to: folder.path("note"), .ownNote)
        #expect(try folder.text("other") == "precious")
        #expect(try folder.text("note") == "new")
        #expect(try files.link(folder.path("note")) == nil)
        #expect(try folder.mode("note") == 0o600)
    }

    @Test func `A look whether there is room leaves nothing, and follows no link`() throws {
        try folder.put("precious", at: "other", mode: 0o640)
        folder.link("link.probe", to: folder.path("other"))
        folder.hardLink("hard.probe", to: "other")
        for name in ["new.probe", "link.probe", "hard.probe"] { try files.probe(folder.path(name), size: 16_384) }
        #expect(try folder.names() == ["other"])
        #expect(try folder.text("other") == "precious")
        #expect(try folder.mode("other") == 0o640)
    }

    @Test func `A reader never sees half of a file`() async throws {
        let path = folder.path("file")
        let versions = (0..<8).map { [UInt8](repeating: UInt8(0x61 + $0), count: 40_000 + $0) }
        try files.write(versions[0], to: path, .secret)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for version in versions {
                group.addTask { for _ in 0..<5 { try LocalFiles().write(version, to: path, .secret) } }
            }
            for _ in 0..<2 {
                group.addTask {
                    for _ in 0..<300 {
                        let seen = try LocalFiles().read(path, limit: 1 << 20)
                        #expect(seen.map(versions.contains) == true)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try folder.names() == ["file"])
    }

    /// Whatever the umask: `WriteOrderTests` and `CanaryTests` see to that in processes of their own.
    @Test func `No byte is ever readable for others`() async throws {
        let path = folder.path("file")
        try folder.put("old", at: "file", mode: 0o666)
        let bytes = [UInt8](repeating: 0x61, count: 1 << 20)
        let (modes, isDone) = (RecordedItems<UInt16>(), RecordedItems<Bool>())
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { isDone.add(true) }
                for _ in 0..<5000 where modes.items.count < 10 {
                    try LocalFiles().write(bytes, to: path, .secret)
                    await Task.yield()
                }
            }
            group.addTask {
                while isDone.items.isEmpty {
                    for name in try folder.names() where name.hasSuffix(".awsx-tmp") {
                        if let mode = try folder.mode(name) { modes.add(mode) }
                    }
                    await Task.yield()
                }
            }
            try await group.waitForAll()
        }
        #expect(!modes.items.isEmpty)
        #expect(Set(modes.items) == [0o600])
        #expect(try folder.mode("file") == 0o600)
        #expect(try folder.names() == ["file"])
    }
}
