import SystemPackage

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// One replacement of a file: temporary file beside it, fsync, rename, folder fsync; one descriptor from the creation to
/// the rename.
///
/// A crash at any point leaves the old file or the new one. A temporary file that a crash leaves behind has a name that
/// no AWS tool reads (`.NAME.PID-N.awsx-tmp`) and mode 0600; the next write of that file removes it.
struct AtomicWrite {
    let bytes: [UInt8]
    /// Symbolic links already followed, if they are to be.
    let target: String
    let privacy: FilePrivacy
    let backupFolder: String?
    private let folder: String
    private let name: String

    init(bytes: [UInt8], target: String, privacy: FilePrivacy, backupFolder: String?) {
        self.bytes = bytes
        self.target = target
        self.privacy = privacy
        self.backupFolder = backupFolder
        folder = target.parentFolder
        name = target.lastPathName ?? "file"
    }

    func perform() throws(SystemFailure) -> WriteMethod {
        let old = try LocalFiles().status(target)
        // A rename would put a file where a device or a queue was.
        if let old, old.kind == .other { throw SystemFailure("replace", target, .notSupported) }
        StaleTemporaryFiles(folder: folder).sweep(of: name)
        let temporary = try TemporaryFile.create(name, in: folder, for: target)
        do {
            try fill(temporary.file, temporary.path, modelledOn: old)
        } catch {
            temporary.remove()
            throw error
        }
        // What somebody else put in its place is not ours to put in the target's.
        guard temporary.isInItsPlace() else { throw SystemFailure("replace", target, .notPermitted) }
        if unsafe rename(temporary.path, target) == 0 {
            synchronizeFolder()
            return .replaced
        }
        let reason = currentErrno
        temporary.remove()
        guard reason == .resourceBusy || reason == .improperLink else {
            throw SystemFailure("replace", target, reason)
        }
        return try rewriteInPlace(narrowing: old)
    }

    private func fill(
        _ file: borrowing OwnedDescriptor, _ path: String, modelledOn old: FileStatus?
    ) throws(SystemFailure) {
        try file.writeAll(bytes, path)
        if privacy == .keepingMode, let old, old.kind == .regular {
            if old.owner != geteuid() { _ = fchown(file.descriptor.rawValue, old.owner, gid_t.max) }
            guard fchmod(file.descriptor.rawValue, mode_t(old.mode)) == 0 else {
                throw SystemFailure("keep the mode of", target, currentErrno)
            }
        }
        try file.synchronize(path)
    }

    private func synchronizeFolder() {
        guard let handle = try? OwnedDescriptor.open(folder, .readOnly, options: [.closeOnExec, .directory]) else {
            return
        }
        try? handle.synchronize(folder)
    }

    /// For a mount point, which can't be renamed over: the old bytes are saved first, so that nothing can be lost.
    private func rewriteInPlace(narrowing old: FileStatus?) throws(SystemFailure) -> WriteMethod {
        var backup: String?
        let saved = try LocalFiles().read(target, limit: .max) ?? []
        if let backupFolder {
            try LocalFiles().createFolder(backupFolder, mode: 0o700)
            let path = backupFolder.appendingPath("\(name).backup")
            _ = try AtomicWrite(bytes: saved, target: path, privacy: .secret, backupFolder: nil).perform()
            backup = path
        }
        let file = try OwnedDescriptor.open(target, .writeOnly, options: [.closeOnExec, .noFollow])
        if privacy != .keepingMode, let old, old.mode & 0o077 != 0 { _ = fchmod(file.descriptor.rawValue, 0o600) }
        do {
            try overwrite(file, with: bytes, over: saved.count)
        } catch {
            do {
                try overwrite(file, with: saved, over: max(saved.count, bytes.count))
            } catch {
                let location = backup.map { ", which is saved in \($0)," } ?? ""
                throw SystemFailure("restore the previous contents\(location) of", target, error.errno)
            }
            throw error
        }
        return .inPlace(backup: backup)
    }

    /// Whether the disk has room for more bytes than before is found out before any of those is gone.
    private func overwrite(
        _ file: borrowing OwnedDescriptor, with new: [UInt8], over length: Int
    ) throws(SystemFailure) {
        if new.count > length {
            try file.writeAll(new[length...], at: length, target)
            try file.synchronize(target)
        }
        try file.writeAll(new.prefix(length), at: 0, target)
        guard ftruncate(file.descriptor.rawValue, off_t(new.count)) == 0 else {
            throw SystemFailure("write", target, currentErrno)
        }
        try file.synchronize(target)
    }
}
