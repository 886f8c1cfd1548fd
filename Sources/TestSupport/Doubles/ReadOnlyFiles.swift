package import SystemKit
import SystemPackage

/// Files of a test that writes none: whatever a double doesn't have itself is absent.
package protocol ReadOnlyFiles: FileSystem {}

extension ReadOnlyFiles {
    package func read(_ path: String, limit: Int) throws(SystemFailure) -> [UInt8]? { nil }
    package func status(_ path: String) throws(SystemFailure) -> FileStatus? { nil }
    package func list(_ folder: String) throws(SystemFailure) -> [String]? { nil }
    package func write(
        _ bytes: [UInt8], to path: String, _ privacy: FilePrivacy
    ) throws(SystemFailure) -> WriteMethod {
        throw SystemFailure("write", path, .readOnlyFileSystem)
    }
    package func remove(_ path: String) throws(SystemFailure) -> Bool {
        throw SystemFailure("remove", path, .readOnlyFileSystem)
    }
    package func createFolder(_ path: String, mode: UInt16) throws(SystemFailure) {
        throw SystemFailure("create", path, .readOnlyFileSystem)
    }
}
