import Synchronization
import SystemKit

/// Holds a lock as another process would, until it is told to let go.
final class Keeper: Sendable {
    private let lock: Mutex<FileLock?>

    init(_ lock: consuming FileLock) { self.lock = Mutex(lock) }

    func write(_ note: String) {
        lock.withLock { $0?.write(note: Array(note.utf8)) }
    }

    func letGo() { lock.withLock { $0 = nil } }
}
