import SystemPackage

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// One replacement of a file: temporary file beside it, fsync, rename, folder fsync.
///
/// A crash at any point leaves the old file or the new one. A temporary file that a crash leaves behind has a name that
/// no AWS tool reads (`.NAME.PID-N.awsx-tmp`) and mode 0600; the next write of that file removes it.
struct AtomicWrite {
    let bytes: [UInt8]
    /// Symbolic links already followed.
    let target: String
    let privacy: FilePrivacy
    let backupFolder: String?

    func perform() throws(SystemFailure) -> WriteManner {
        let old = try LocalFiles().status(target)
        // A rename would put a file where a device or a queue was.
        if let old, old.kind == .other { throw SystemFailure("replace", target, .notSupported) }
        Leftovers(folder: folder).sweep(of: name)
        let temporary = try createTemporary()
        do {
            try fill(temporary, modelledOn: old)
        } catch {
            unsafe unlink(temporary)
            throw error
        }
        if unsafe rename(temporary, target) == 0 {
            synchronizeFolder()
            return .replaced
        }
        let reason = currentErrno
        unsafe unlink(temporary)
        guard reason == .resourceBusy || reason == .improperLink else {
            throw SystemFailure("replace", target, reason)
        }
        return try rewriteInPlace(narrowing: old)
    }

    private var folder: String {
        let parent = FilePath(target).removingLastComponent().string
        return parent.isEmpty ? "." : parent
    }

    private var name: String { FilePath(target).lastComponent?.string ?? "file" }

    /// An empty file of mode 0600 beside the target, closed again; `O_EXCL`, so nobody can have prepared it.
    private func createTemporary() throws(SystemFailure) -> String {
        for attempt in 0..<100 {
            let path = FilePath(folder).appending(".\(name).\(getpid())-\(attempt)\(Leftovers.mark)").string
            do {
                _ = try OwnedDescriptor.open(
                    path, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec, .noFollow],
                    permissions: [.ownerReadWrite])
                return path
            } catch  where error.errno == .fileExists {
                continue
            }
        }
        throw SystemFailure("create a temporary file for", target, .fileExists)
    }

    private func fill(_ temporary: String, modelledOn old: FileStatus?) throws(SystemFailure) {
        let file = try OwnedDescriptor.open(temporary, .writeOnly, options: [.closeOnExec, .noFollow])
        try file.writeAll(bytes, temporary)
        if privacy == .keepingMode, let old, old.kind == .regular {
            if old.owner != geteuid() { _ = fchown(file.descriptor.rawValue, old.owner, gid_t.max) }
            guard fchmod(file.descriptor.rawValue, mode_t(old.mode)) == 0 else {
                throw SystemFailure("keep the mode of", target, currentErrno)
            }
        }
        try file.synchronize(temporary)
    }

    private func synchronizeFolder() {
        guard let handle = try? OwnedDescriptor.open(folder, .readOnly, options: [.closeOnExec, .directory]) else {
            return
        }
        try? handle.synchronize(folder)
    }

    /// For a mount point, which cannot be renamed over: the old bytes are saved first, so that nothing can be lost.
    private func rewriteInPlace(narrowing old: FileStatus?) throws(SystemFailure) -> WriteManner {
        var backup: String?
        let saved = try LocalFiles().read(target, limit: .max) ?? []
        if let backupFolder {
            try LocalFiles().createFolder(backupFolder, mode: 0o700)
            let path = FilePath(backupFolder).appending("\(name).backup").string
            _ = try AtomicWrite(bytes: saved, target: path, privacy: .secret, backupFolder: nil).perform()
            backup = path
        }
        let file = try OwnedDescriptor.open(target, .writeOnly, options: [.closeOnExec])
        if privacy == .secret, let old, old.mode & 0o077 != 0 { _ = fchmod(file.descriptor.rawValue, 0o600) }
        do {
            try overwrite(file, with: bytes, over: saved.count)
        } catch {
            do {
                try overwrite(file, with: saved, over: max(saved.count, bytes.count))
            } catch {
                let place = backup.map { ", which is saved in \($0)," } ?? ""
                throw SystemFailure("put back what was\(place) in", target, error.errno)
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
