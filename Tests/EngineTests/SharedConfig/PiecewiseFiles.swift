import Engine
import SystemKit
import TestSupport

/// The AWS CLI's two files, handed out in pieces of one size.
struct PiecewiseFiles: ReadOnlyFiles {
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
}
