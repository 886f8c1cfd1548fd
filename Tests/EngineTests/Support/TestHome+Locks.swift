import Engine
import SystemKit
import TestSupport

/// A lock is held already.
struct NotFree: Error {}

extension TestHome {
    /// Takes a lock as another process would.
    func hold(_ path: String) throws -> Keeper {
        guard let lock = try FileLock.attempt(path, in: context()) else { throw NotFree() }
        return Keeper(lock)
    }
}
