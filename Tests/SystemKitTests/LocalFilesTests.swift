import SystemKit
import SystemPackage
import TestSupport
import Testing

struct LocalFilesTests {
    private let folder: TemporaryFolder
    private let files = LocalFiles()

    init() throws { folder = try TemporaryFolder() }

    @Test func `Absent, and anything that is no file, reads as nothing`() throws {
        try folder.put("x", at: "file")
        try files.createFolder(folder.path("folder"), mode: 0o755)
        folder.link("dangling", to: "nowhere")
        for name in ["absent", "folder", "dangling", "file/below", "absent/below"] {
            #expect(try files.read(folder.path(name), limit: 10) == nil, "\(name)")
        }
        #expect(try files.read("/dev/null", limit: 10) == nil)
    }

    @Test func `Permissions are set on what a link leads to, folders too`() throws {
        try folder.put("x", at: "file", mode: 0o644)
        folder.link("link", to: "file")
        try files.setMode(0o600, of: folder.path("link"))
        #expect(try folder.mode("file") == 0o600)
        try files.createFolder(folder.path("folder"), mode: 0o755)
        try files.setMode(0o700, of: folder.path("folder"))
        #expect(try folder.mode("folder") == 0o700)
        #expect(throws: SystemFailure.self) { try files.setMode(0o600, of: folder.path("absent")) }
    }

    @Test(.timeLimit(.minutes(1)))
    func `A queue in a file's place does not hang the reader`() throws {
        folder.makeQueue("queue")
        #expect(try files.read(folder.path("queue"), limit: 10) == nil)
    }

    @Test(arguments: [0, 1, 511, 512, 65_535, 65_536, 65_537, 200_000])
    func `A file comes in pieces as it comes whole, as long as somebody takes them`(size: Int) throws {
        let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
        try folder.put(bytes, at: "file")
        var taken: [UInt8] = []
        let isWhole = try files.readPieces(folder.path("file"), limit: 1 << 20) { piece in
            for position in piece.indices { taken.append(piece[position]) }
            return true
        }
        #expect(isWhole == true && taken == bytes)
        var pieces = 0
        let isTaken = try files.readPieces(folder.path("file"), limit: 1 << 20) { _ in
            pieces += 1
            return false
        }
        #expect(isTaken == (size == 0) && pieces == min(size, 1))
    }

    @Test(arguments: ["shorter", "longer", "as long"])
    func `A file that is written while it is read in pieces did not come whole`(change: String) throws {
        let bytes = [UInt8](repeating: 0x61, count: 200_000)
        try folder.put(bytes, at: "file")
        // So that a change shows in a time of milliseconds.
        folder.setAge(Instant(seconds: 1_700_000_000), of: "file")
        let path = folder.path("file")
        var pieces = 0
        let isWhole = try files.readPieces(path, limit: 1 << 20) { _ in
            pieces += 1
            if pieces == 1 {
                let count = change == "shorter" ? 100_000 : change == "longer" ? 300_000 : 200_000
                // In place, as the AWS CLI writes.
                _ = try? folder.put([UInt8](repeating: 0x62, count: count), at: "file")
            }
            return true
        }
        #expect(isWhole == false)
    }

    @Test func `What reads as nothing gives no pieces, and what is too large is refused`() throws {
        try files.createFolder(folder.path("folder"), mode: 0o755)
        for name in ["absent", "folder"] {
            #expect(try files.readPieces(folder.path(name), limit: 10) { _ in true } == nil, "\(name)")
        }
        try folder.put([UInt8](repeating: 1, count: 100), at: "file")
        for path in [folder.path("file"), "/proc/self/status"] {
            let failure = try #require(throws: SystemFailure.self) {
                try files.readPieces(path, limit: 10) { _ in true }
            }
            #expect(failure.isTooLarge)
        }
    }

    @Test func `A file larger than the limit is refused unread`() throws {
        try folder.put([UInt8](repeating: 1, count: 100), at: "file")
        #expect(try files.read(folder.path("file"), limit: 100)?.count == 100)
        let failure = try #require(throws: SystemFailure.self) { try files.read(folder.path("file"), limit: 99) }
        #expect(failure.isTooLarge)
        #expect(failure.path == folder.path("file"))
    }

    @Test func `A file that says it is empty is read to its end, up to the limit`() throws {
        let status = try #require(try files.read("/proc/self/status", limit: 1 << 16))
        #expect(String(decoding: status, as: UTF8.self).contains("Pid:"))
        let failure = try #require(throws: SystemFailure.self) { try files.read("/proc/self/status", limit: 10) }
        #expect(failure.isTooLarge)
    }

    @Test func `A circle of links is an error and no absence`() throws {
        folder.link("a", to: "b")
        folder.link("b", to: "a")
        let failure = try #require(throws: SystemFailure.self) { try files.read(folder.path("a"), limit: 10) }
        #expect(failure.errno == .tooManySymbolicLinkLevels)
        #expect(throws: SystemFailure.self) { try files.write([], to: folder.path("a"), .secret) }
    }

    @Test func `Status tells kind, mode, size and age`() throws {
        try folder.put("12345", at: "file", mode: 0o640)
        folder.setAge(Instant(seconds: 1_700_000_000), of: "file")
        let status = try #require(try files.status(folder.path("file")))
        #expect(status.kind == .regular)
        #expect(status.mode == 0o640)
        #expect(status.size == 5)
        #expect(status.modified == Instant(seconds: 1_700_000_000))
        #expect(status.owner == effectiveUserID)
        #expect(try files.status(folder.path)?.kind == .folder)
        #expect(try files.status("/dev/null")?.kind == .other)
        #expect(try files.status(folder.path("absent")) == nil)
    }

    @Test func `A link tells where it leads and whose it is, and only a link does`() throws {
        try folder.put("x", at: "file")
        folder.link("link", to: "../somewhere else")
        let link = try #require(try files.link(folder.path("link")))
        #expect(link == SymbolicLink(target: "../somewhere else", owner: effectiveUserID))
        for name in ["file", "absent", "file/below"] { #expect(try files.link(folder.path(name)) == nil) }
    }

    @Test func `A listing is sorted, holds hidden names, and is nothing for what is no folder`() throws {
        for name in ["b", ".hidden", "a"] { try folder.put("", at: name) }
        #expect(try files.list(folder.path) == [".hidden", "a", "b"])
        #expect(try files.list(folder.path("absent")) == nil)
        #expect(try files.list(folder.path("a")) == nil)
    }

    @Test func `Removing tells whether there was something`() throws {
        try folder.put("", at: "file")
        #expect(try files.remove(folder.path("file")))
        #expect(try !files.remove(folder.path("file")))
        #expect(throws: SystemFailure.self) { try files.remove(folder.path) }
    }

    @Test func `Folders are made with their parents, and again without complaint`() throws {
        let path = folder.path("a/b/c")
        try files.createFolder(path, mode: 0o700)
        try files.createFolder(path, mode: 0o700)
        #expect(try folder.mode("a") == 0o700)
        #expect(try folder.mode("a/b/c") == 0o700)
    }

    @Test func `A file in a folder's place is an error`() throws {
        try folder.put("", at: "file")
        let failure = try #require(throws: SystemFailure.self) {
            try files.createFolder(folder.path("file"), mode: 0o700)
        }
        #expect(failure.errno == .fileExists)
        #expect(throws: SystemFailure.self) { try files.createFolder(folder.path("file/below"), mode: 0o700) }
    }

    @Test func `What is added stands at the end, in a file that is its owner's alone`() throws {
        #expect(try files.append(Array("a\n".utf8), to: folder.path("log")) == 0)
        #expect(try files.append(Array("b\n".utf8), to: folder.path("log")) == 2)
        #expect(try folder.text("log") == "a\nb\n" && folder.mode("log") == 0o600)
        try folder.put("x", at: "wide", mode: 0o644)
        _ = try files.append([0x0a], to: folder.path("wide"))
        #expect(try folder.mode("wide") == 0o600)
    }

    @Test func `Nothing is added through a link, to a queue that nobody reads, or to a folder`() throws {
        try folder.put("x", at: "target")
        folder.link("link", to: "target")
        folder.link("dangling", to: "made")
        folder.makeQueue("queue")
        try files.createFolder(folder.path("folder"), mode: 0o755)
        for name in ["link", "dangling", "queue", "folder", "absent/below"] {
            #expect(throws: SystemFailure.self) { try files.append([1], to: folder.path(name)) }
        }
        // Nor to one that somebody does.
        let reader = try OwnedDescriptor.open(folder.path("queue"), .readOnly, options: [.nonBlocking])
        #expect(throws: SystemFailure.self) { try files.append([1], to: folder.path("queue")) }
        withExtendedLifetime(reader.descriptor) {}
        #expect(try folder.text("target") == "x" && folder.status("made") == nil)
    }

    @Test func `A file takes another's name`() throws {
        try folder.put("new", at: "a")
        try folder.put("old", at: "b")
        try files.rename(folder.path("a"), to: folder.path("b"))
        #expect(try folder.text("b") == "new" && folder.status("a") == nil)
        #expect(throws: SystemFailure.self) { try files.rename(folder.path("absent"), to: folder.path("c")) }
    }
}
