import SystemPackage

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A kernel lock on a file of its own: held while this value lives, released by a crash.
package struct FileLock: ~Copyable, Sendable {
    private let file: OwnedDescriptor
    private let path: String

    /// For a program that is started and holds the lock on.
    var descriptor: FileDescriptor { file.descriptor }

    private init(_ file: consuming OwnedDescriptor, path: String) {
        self.file = file
        self.path = path
    }

    /// Unlocks by name: a child that another thread is just starting has a copy of the file until it becomes its program,
    /// and the lock would last as long as that.
    deinit { flock(file.descriptor.rawValue, LOCK_UN) }

    /// The lock, or nil while another process (or another part of this one) holds it. The file is created 0600 and
    /// stays behind: removing it would let two holders in.
    package static func attempt(_ path: String) throws(SystemFailure) -> FileLock? {
        let file = try open(path)
        while flock(file.descriptor.rawValue, LOCK_EX | LOCK_NB) != 0 {
            let reason = currentErrno
            if reason == .wouldBlock { return nil }
            if reason != .interrupted { throw SystemFailure("lock", path, reason) }
        }
        return FileLock(file, path: path)
    }

    /// Creates the lock's file without locking it, which shows whether there can be a lock.
    package static func makeFile(_ path: String) throws(SystemFailure) { _ = try open(path) }

    private static func open(_ path: String) throws(SystemFailure) -> OwnedDescriptor {
        let file = try OwnedDescriptor.open(
            path, .readWrite, options: [.create, .closeOnExec, .noFollow, .nonBlocking],
            permissions: [.ownerReadWrite])
        guard try file.status(path).kind == .regular else { throw SystemFailure("lock", path, .notSupported) }
        return file
    }

    /// What a holder wrote into the lock, whether it still holds it or not; nothing of another file that a link leads to.
    package static func note(in path: String) -> [UInt8] {
        let options: FileDescriptor.OpenOptions = [.closeOnExec, .noFollow, .nonBlocking]
        guard let file = try? OwnedDescriptor.open(path, .readOnly, options: options), file.isUnderOneName,
            (try? file.status(path))?.kind == .regular
        else { return [] }
        return (try? file.readAll(path, expected: 64, limit: 4096)) ?? []
    }

    /// What the last holder wrote, read by the present one.
    package func lastNote() -> [UInt8] { FileLock.note(in: path) }

    /// Writes a note for those who wait: who holds the lock, or how it went. A file that has another name as well may be
    /// anything, and is left as it is.
    package func write(note: [UInt8]) {
        guard file.isUnderOneName, ftruncate(file.descriptor.rawValue, 0) == 0 else { return }
        _ = try? file.descriptor.writeAll(toAbsoluteOffset: 0, note)
    }
}
