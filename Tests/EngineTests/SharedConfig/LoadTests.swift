import Engine
import Foundation
import PluginKit
import SystemKit
import SystemPackage
import Testing

/// Files on the disk that are absent, odd, closed or huge.
final class LoadTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "awsx-load-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private func path(_ name: String) -> String { folder.appending(path: name).path }

    private func load(_ config: String?, _ credentials: String? = nil) throws(Failure) -> SharedConfig {
        try SharedConfig.load(ConfigPaths(config: config, credentials: credentials), files: LocalFiles())
    }

    @Test func `both files are read, through symbolic links too`() throws {
        try Data("[profile a]\nx = 1".utf8).write(to: folder.appending(path: "real"))
        try FileManager.default.createSymbolicLink(atPath: path("config"), withDestinationPath: path("real"))
        try Data("[b]\ny = 2".utf8).write(to: folder.appending(path: "credentials"))
        let config = try load(path("config"), path("credentials"))
        #expect(config.profileNames == ["a", "b"])
        #expect(config.profile("a")?["x"]?.location == .file(path("config"), line: 2))
    }

    @Test func `an absent file, a broken link, a device and no path are empty`() throws {
        try FileManager.default.createSymbolicLink(atPath: path("broken"), withDestinationPath: path("nowhere"))
        for config in [path("absent"), path("broken"), path("absent/config"), "/dev/null", nil] {
            #expect(try load(config).profileNames.isEmpty)
        }
    }

    /// botocore takes a folder for no file at all; a person who made one by mistake is told.
    @Test func `a folder in the file's place is told`() throws {
        let failure = try #require(throws: Failure.self) { try load(folder.path) }
        #expect(failure.code == .fileUnreadable)
        #expect(failure.location == .file(folder.path, line: nil))
    }

    @Test func `64 MB are refused without being read`() throws {
        let huge = path("huge")
        #expect(FileManager.default.createFile(atPath: huge, contents: nil))
        let handle = try FileHandle(forWritingTo: URL(filePath: huge))
        try handle.truncate(atOffset: 64 << 20)
        try handle.close()
        let failure = try #require(throws: Failure.self) { try load(huge) }
        #expect(failure.code == .configUnparsable)
        #expect(failure.message.contains("larger than"))
        #expect(failure.location == .file(huge, line: nil))
    }

    @Test func `a file that may not be read names its path and how to look`() throws {
        let paths = ConfigPaths(config: "/h/my config", credentials: nil)
        let failure = try #require(throws: Failure.self) { try SharedConfig.load(paths, files: ClosedFiles()) }
        #expect(failure.code == .fileUnreadable)
        #expect(failure.location == .file("/h/my config", line: nil))
        #expect(failure.hint?.words.contains("/h/my config") == true)
    }

    @Test func `too many bytes at hand are refused`() throws {
        let failure = try #require(throws: Failure.self) {
            try SharedConfig.parse(
                config: [UInt8](repeating: 0x0a, count: SharedConfig.largestFile + 1), credentials: nil)
        }
        #expect(failure.message.contains("larger than"))
    }
}

/// A disk on which nothing may be read.
private struct ClosedFiles: FileSystem {
    func read(_ path: String, limit: Int) throws(SystemFailure) -> [UInt8]? { throw denied(path) }
    func status(_ path: String) throws(SystemFailure) -> FileStatus? { throw denied(path) }
    func list(_ folder: String) throws(SystemFailure) -> [String]? { throw denied(folder) }
    func write(_ bytes: [UInt8], to path: String, _ privacy: FilePrivacy) throws(SystemFailure) -> WriteMethod {
        throw denied(path)
    }
    func remove(_ path: String) throws(SystemFailure) -> Bool { throw denied(path) }
    func createFolder(_ path: String, mode: UInt16) throws(SystemFailure) { throw denied(path) }

    private func denied(_ path: String) -> SystemFailure { SystemFailure("read", path, .permissionDenied) }
}
