import Synchronization
package import SystemKit
package import SystemPackage

/// Files that fail where a test says so, and are the wrapped ones elsewhere.
package final class FaultyFiles: FileSystem {
    package enum Operation: Sendable, Hashable {
        case read, status, list, write, append, rename, remove, createFolder, setMode
    }

    private struct Rule: Sendable {
        let operation: Operation
        let suffix: String
        let errno: Errno
    }

    private let base: any FileSystem
    private let rules = Mutex<[Rule]>([])

    package init(_ base: any FileSystem = LocalFiles()) { self.base = base }

    /// From now on an operation fails on every path that ends so; an empty ending means every path.
    package func fail(_ operation: Operation, _ errno: Errno, endingIn suffix: String = "") {
        rules.withLock { $0.append(Rule(operation: operation, suffix: suffix, errno: errno)) }
    }

    /// Nothing fails any more.
    package func heal() { rules.withLock { $0 = [] } }

    private func check(_ operation: Operation, _ path: String) throws(SystemFailure) {
        let rule = rules.withLock { rules in
            rules.first { $0.operation == operation && path.hasSuffix($0.suffix) }
        }
        if let rule { throw SystemFailure("\(operation)", path, rule.errno) }
    }

    package func read(_ path: String, limit: Int) throws(SystemFailure) -> [UInt8]? {
        try check(.read, path)
        return try base.read(path, limit: limit)
    }

    package func status(_ path: String) throws(SystemFailure) -> FileStatus? {
        try check(.status, path)
        return try base.status(path)
    }

    package func link(_ path: String) throws(SystemFailure) -> SymbolicLink? {
        try check(.status, path)
        return try base.link(path)
    }

    package func list(_ folder: String) throws(SystemFailure) -> [String]? {
        try check(.list, folder)
        return try base.list(folder)
    }

    @discardableResult
    package func write(
        _ bytes: [UInt8], to path: String, _ privacy: FilePrivacy
    ) throws(SystemFailure) -> WriteMethod {
        try check(.write, path)
        return try base.write(bytes, to: path, privacy)
    }

    package func append(_ bytes: [UInt8], to path: String) throws(SystemFailure) -> Int64 {
        try check(.append, path)
        return try base.append(bytes, to: path)
    }

    package func rename(_ path: String, to other: String) throws(SystemFailure) {
        try check(.rename, path)
        try base.rename(path, to: other)
    }

    package func probe(_ path: String, size: Int) throws(SystemFailure) {
        try check(.write, path)
        try base.probe(path, size: size)
    }

    @discardableResult
    package func remove(_ path: String) throws(SystemFailure) -> Bool {
        try check(.remove, path)
        return try base.remove(path)
    }

    package func removeLeftovers(in folder: String) { base.removeLeftovers(in: folder) }

    package func createFolder(_ path: String, mode: UInt16) throws(SystemFailure) {
        try check(.createFolder, path)
        try base.createFolder(path, mode: mode)
    }

    package func setMode(_ mode: UInt16, of path: String) throws(SystemFailure) {
        try check(.setMode, path)
        try base.setMode(mode, of: path)
    }
}
