import Foundation
import Synchronization
import SystemKit

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The folder of one test process, under the build folder, that holds everything the tests make there. It is gone when
/// the process ends, unless `AWSX_TEST_KEEP` is set.
package struct Workspace: Sendable {
    package let path: String

    package struct Broken: Error, CustomStringConvertible {
        package let description: String

        package init(_ description: String) { self.description = description }
    }

    /// The only one of this process.
    package static let shared = Workspace()

    /// Whether evidence is kept for a person to look at.
    package static let keepsEvidence = SystemKit.Environment.current().text("AWSX_TEST_KEEP") != nil

    /// Where the built programs lie: beside the test bundle, else in `.build/debug` of this package.
    package static let products: String = {
        let runner = CommandLine.arguments.first ?? ""
        let candidates = [runner, ExecutablePath.current() ?? ""].map { folder(of: $0) } + ["\(root)/.build/debug"]
        let found = candidates.first { FileManager.default.isExecutableFile(atPath: "\($0)/awsx") }
        return realPath(found ?? candidates[candidates.count - 1]) ?? candidates[candidates.count - 1]
    }()

    /// The package's own folder.
    package static let root: String = {
        var folder = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { folder.deleteLastPathComponent() }
        return folder.path
    }()

    /// The core as it is shipped, where `AWSX_TEST_RELEASE_CORE` names one: `Tests/run` builds it.
    package static let releaseCore = SystemKit.Environment.current().text("AWSX_TEST_RELEASE_CORE")

    private static let counter = Mutex(0)

    private init() {
        let parent = "\(Self.products)/awsx-tests"
        path = "\(parent)/\(getpid())"
        let files = FileManager.default
        Self.sweep(parent)
        try? files.removeItem(atPath: path)
        try? files.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
        if Self.keepsEvidence {
            FileHandle.standardError.write(Data("evidence is kept in \(path)\n".utf8))
        } else {
            atexit { try? FileManager.default.removeItem(atPath: Workspace.shared.path) }
        }
    }

    /// A new folder, 0700.
    package func folder(_ name: String) throws -> String {
        let number = Self.counter.withLock { counter in
            counter += 1
            return counter
        }
        let made = "\(path)/\(name)-\(number)"
        try FileManager.default.createDirectory(
            atPath: made, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        return made
    }

    /// Removes a folder of ours, unless evidence is kept.
    package func remove(_ folder: String) {
        if !Self.keepsEvidence { try? FileManager.default.removeItem(atPath: folder) }
    }

    /// What test processes left that were killed.
    private static func sweep(_ parent: String) {
        guard !keepsEvidence else { return }
        for name in (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? [] {
            guard let process = Int32(name), kill(process, 0) != 0, errno == ESRCH else { continue }
            try? FileManager.default.removeItem(atPath: "\(parent)/\(name)")
        }
    }

    private static func folder(of path: String) -> String {
        URL(fileURLWithPath: path).resolvingSymlinksInPath().deletingLastPathComponent().path
    }
}
