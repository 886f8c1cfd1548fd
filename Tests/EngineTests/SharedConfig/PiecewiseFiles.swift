import Engine
import SystemKit
import SystemPackage

/// The AWS CLI's two files, handed out in pieces of one size.
struct PiecewiseFiles: FileSystem {
    static let paths = ConfigPaths(config: "config", credentials: "credentials")

    let config: [UInt8]?
    let credentials: [UInt8]?
    let size: Int

    func read(_ path: String, limit: Int) throws(SystemFailure) -> [UInt8]? {
        switch path {
        case "config": config
        case "credentials": credentials
        default: nil
        }
    }

    func readPieces(_ path: String, limit: Int, _ body: (Span<UInt8>) -> Bool) throws(SystemFailure) -> Bool? {
        guard let bytes = try read(path, limit: limit) else { return nil }
        var start = 0
        while start < bytes.count {
            let end = min(start + size, bytes.count)
            guard body(bytes.span.extracting(start..<end)) else { return false }
            start = end
        }
        return true
    }

    func status(_ path: String) throws(SystemFailure) -> FileStatus? { nil }
    func list(_ folder: String) throws(SystemFailure) -> [String]? { nil }
    func write(_ bytes: [UInt8], to path: String, _ privacy: FilePrivacy) throws(SystemFailure) -> WriteMethod {
        throw SystemFailure("write", path, .readOnlyFileSystem)
    }
    func remove(_ path: String) throws(SystemFailure) -> Bool { false }
    func createFolder(_ path: String, mode: UInt16) throws(SystemFailure) {}
}
