import SystemKit
import SystemPackage

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A folder of one run that nobody else may enter.
struct TemporaryFolder: Sendable {
    let path: String

    /// Makes the folder, 0700, under a name that nobody can guess.
    init(parent: String, randomness: Randomness) throws(SystemFailure) {
        path = "\(parent)/awsx-sandbox-\(Hex.text(randomness.bytes(8)))"
        let files = LocalFiles()
        try files.createFolder(path, mode: 0o700)
        guard let status = try files.status(path), status.owner == effectiveUserID, status.mode & 0o077 == 0 else {
            throw SystemFailure("use", path, .permissionDenied)
        }
    }

    /// Removes the folder and all that is in it; what can't be removed is left.
    func remove() { try? FileManager.default.removeItem(atPath: path) }
}
