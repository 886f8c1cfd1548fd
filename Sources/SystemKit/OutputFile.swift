import Synchronization
import SystemPackage

/// A file that is written piece by piece.
package final class OutputFile: Sendable {
    private let path: String
    private let descriptor: OwnedDescriptor
    private let lost = Mutex<SystemFailure?>(nil)

    private init(_ path: String, _ descriptor: consuming OwnedDescriptor) {
        self.path = path
        self.descriptor = descriptor
    }

    /// Begins a file anew; who else may read it is left to the user's mask.
    package static func create(_ path: String) throws(SystemFailure) -> OutputFile {
        OutputFile(
            path,
            try OwnedDescriptor.open(
                path, .writeOnly, options: [.create, .truncate, .closeOnExec],
                permissions: FilePermissions(rawValue: 0o666)))
    }

    /// What can't be written is lost, and so is all after it.
    package func write(_ bytes: [UInt8]) {
        guard failure == nil else { return }
        do throws(SystemFailure) {
            try failing("write", path) { try descriptor.descriptor.writeWhole(bytes) }
        } catch {
            lost.withLock { $0 = error }
        }
    }

    /// Why something was lost.
    package var failure: SystemFailure? { lost.withLock { $0 } }
}
