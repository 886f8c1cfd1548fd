import Engine
import SystemKit
import SystemPackage
import TestSupport
import Testing

@Suite struct AllowedFoldersTests {
    private let home: TestHome

    init() throws { home = try TestHome() }

    private var allowed: AllowedFolders { AllowedFolders(files: home.files, state: home.state) }

    private func file(_ text: String, at path: String = "/w/.awsx") throws -> FolderProfile {
        try FolderProfile(parsing: Array(text.utf8), path: path)
    }

    @Test func `only the very file that was allowed is, until it is taken back`() throws {
        let file = try file("profile = a")
        #expect(!allowed.holds(file))
        try allowed.add(file)
        #expect(allowed.holds(file))
        #expect(try !allowed.holds(self.file("profile = a", at: "/other/.awsx")))
        #expect(try !allowed.holds(self.file("profile = a\n")))
        #expect(try allowed.remove(file))
        #expect(!allowed.holds(file))
        #expect(try !allowed.remove(file))
    }

    @Test func `what is remembered is for its owner only`() throws {
        let file = try file("profile = a")
        try allowed.add(file)
        #expect(try home.folder.mode(".local/state/awsx/allowed") == 0o700)
        #expect(try home.folder.mode(".local/state/awsx/allowed/\(file.digest)") == 0o600)
        #expect(try home.folder.text(".local/state/awsx/allowed/\(file.digest)") == "/w/.awsx\n")
    }

    @Test func `a folder in its place allows nothing, nor does what can't be looked at`() throws {
        let file = try file("profile = a")
        try home.files.createFolder("\(home.state.path)/allowed/\(file.digest)", mode: 0o700)
        #expect(!allowed.holds(file))
        let other = try self.file("profile = b")
        try allowed.add(other)
        home.files.fail(.status, .ioError)
        #expect(!allowed.holds(other))
    }

    @Test func `a disk that takes no file is told`() throws {
        home.files.fail(.write, .noSpace)
        let failure = try #require(throws: Failure.self) { try allowed.add(file("profile = a")) }
        #expect(failure.code == .fileUnwritable)
    }
}
