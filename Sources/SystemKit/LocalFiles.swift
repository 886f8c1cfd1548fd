import SystemPackage

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The machine's own files.
package struct LocalFiles: FileSystem {
    /// Where a file is saved before it is rewritten in place; nil saves nothing.
    private let backupFolder: String?

    package init(backupFolder: String? = nil) { self.backupFolder = backupFolder }

    package func read(_ path: String, limit: Int) throws(SystemFailure) -> [UInt8]? {
        guard let file = try openRegular(path, limit: limit) else { return nil }
        return try file.descriptor.readAll(path, expected: Int(file.status.size), limit: limit)
    }

    package func readPieces(
        _ path: String, limit: Int, _ body: (Span<UInt8>) -> Bool
    ) throws(SystemFailure) -> Bool? {
        guard let file = try openRegular(path, limit: limit) else { return nil }
        return try file.descriptor.readPieces(path, opened: file.status, limit: limit, body)
    }

    private struct RegularFile: ~Copyable {
        let descriptor: OwnedDescriptor
        /// When it was opened.
        let status: FileStatus
    }

    /// Nil where there is no regular file.
    private func openRegular(_ path: String, limit: Int) throws(SystemFailure) -> RegularFile? {
        let descriptor: OwnedDescriptor
        do {
            descriptor = try OwnedDescriptor.open(path, .readOnly, options: [.closeOnExec, .nonBlocking])
        } catch  where error.errno.meansAbsent {
            return nil
        }
        let status = try descriptor.status(path)
        guard status.kind == .regular else { return nil }
        guard status.size <= limit else { throw SystemFailure("read", path, .fileTooLarge) }
        return RegularFile(descriptor: descriptor, status: status)
    }

    package func status(_ path: String) throws(SystemFailure) -> FileStatus? {
        var record = stat()
        guard unsafe stat(path, &record) == 0 else {
            let reason = currentErrno
            if reason.meansAbsent { return nil }
            throw SystemFailure("read the status of", path, reason)
        }
        return FileStatus(record)
    }

    package func link(_ path: String) throws(SystemFailure) -> SymbolicLink? {
        guard let target = linkTarget(path) else { return nil }
        var record = stat()
        guard unsafe lstat(path, &record) == 0 else { throw SystemFailure("read the status of", path, currentErrno) }
        return SymbolicLink(target: target, owner: record.st_uid)
    }

    package func list(_ folder: String) throws(SystemFailure) -> [String]? {
        guard let stream = unsafe opendir(folder) else {
            let reason = currentErrno
            if reason.meansAbsent { return nil }
            throw SystemFailure("list", folder, reason)
        }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                unsafe tuple.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    @discardableResult
    package func write(
        _ bytes: [UInt8], to path: String, _ privacy: FilePrivacy
    ) throws(SystemFailure) -> WriteMethod {
        let target = privacy == .ownNote ? path : try Self.linksFollowed(path)
        return try AtomicWrite(bytes: bytes, target: target, privacy: privacy, backupFolder: backupFolder).perform()
    }

    package func probe(_ path: String, size: Int) throws(SystemFailure) {
        let bytes = [UInt8](repeating: 0x20, count: size)
        // A link in its place is replaced, and what it leads to stays as it is.
        _ = try AtomicWrite(bytes: bytes, target: path, privacy: .ownNote, backupFolder: nil).perform()
        try remove(path)
    }

    package func append(_ bytes: [UInt8], to path: String) throws(SystemFailure) -> Int64 {
        let file = try OwnedDescriptor.open(
            path, .writeOnly, options: [.append, .create, .closeOnExec, .noFollow, .nonBlocking],
            permissions: [.ownerReadWrite])
        let status = try file.status(path)
        guard status.kind == .regular else { throw SystemFailure("add to", path, .notSupported) }
        if status.mode & 0o077 != 0 { _ = fchmod(file.descriptor.rawValue, 0o600) }
        let written = unsafe bytes.withUnsafeBytes {
            unsafe Self.writeOnce(file.descriptor.rawValue, $0.baseAddress, $0.count)
        }
        if written == bytes.count { return status.size }
        let reason = written < 0 ? currentErrno : .noSpace
        // A part of a line would spoil the next one, unless somebody has added to it by now.
        if written > 0, let now = try? file.status(path), now.size == status.size + Int64(written) {
            ftruncate(file.descriptor.rawValue, off_t(status.size))
        }
        throw SystemFailure("add to", path, reason)
    }

    /// One call, since what is added in two parts can have another's between them.
    private static func writeOnce(_ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
        #if canImport(Darwin)
            unsafe Darwin.write(descriptor, start, count)
        #elseif canImport(Musl)
            unsafe Musl.write(descriptor, start, count)
        #else
            unsafe Glibc.write(descriptor, start, count)
        #endif
    }

    package func rename(_ path: String, to other: String) throws(SystemFailure) {
        #if canImport(Darwin)
            let result = unsafe Darwin.rename(path, other)
        #elseif canImport(Musl)
            let result = unsafe Musl.rename(path, other)
        #else
            let result = unsafe Glibc.rename(path, other)
        #endif
        guard result == 0 else { throw SystemFailure("rename", path, currentErrno) }
    }

    /// Where a write goes: the end of all links, also of those that lead to a file which doesn't exist yet.
    private static func linksFollowed(_ path: String) throws(SystemFailure) -> String {
        if let resolved = realPath(path) { return resolved }
        var current = path
        for _ in 0..<40 {
            guard let next = linkTarget(current) else { return current }
            let folder = FilePath(current).removingLastComponent().string
            current = next.hasPrefix("/") || folder.isEmpty ? next : "\(folder)/\(next)"
        }
        throw SystemFailure("write", path, .tooManySymbolicLinkLevels)
    }

    @discardableResult
    package func remove(_ path: String) throws(SystemFailure) -> Bool {
        if unsafe unlink(path) == 0 { return true }
        let reason = currentErrno
        if reason.meansAbsent { return false }
        throw SystemFailure("remove", path, reason)
    }

    package func removeLeftovers(in folder: String) { StaleTemporaryFiles(folder: folder).sweep() }

    package func setMode(_ mode: UInt16, of path: String) throws(SystemFailure) {
        let file = try OwnedDescriptor.open(
            realPath(path) ?? path, .readOnly, options: [.closeOnExec, .noFollow, .nonBlocking])
        guard fchmod(file.descriptor.rawValue, mode_t(mode)) == 0 else {
            throw SystemFailure("set the permissions of", path, currentErrno)
        }
    }

    package func createFolder(_ path: String, mode: UInt16) throws(SystemFailure) {
        if unsafe mkdir(path, mode_t(mode)) == 0 { return }
        let reason = currentErrno
        switch reason {
        case .fileExists where try status(path)?.kind == .folder:
            return
        case .noSuchFileOrDirectory:
            let parent = FilePath(path).removingLastComponent().string
            guard !parent.isEmpty, parent != path else { throw SystemFailure("create", path, reason) }
            try createFolder(parent, mode: mode)
            guard unsafe mkdir(path, mode_t(mode)) == 0 || currentErrno == .fileExists else {
                throw SystemFailure("create", path, currentErrno)
            }
        default:
            throw SystemFailure("create", path, reason)
        }
    }
}

/// The path with every symbolic link followed, or nil if it leads nowhere yet.
package func realPath(_ path: String) -> String? {
    guard let resolved = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
}

/// What a symbolic link says, or nil if there is none.
private func linkTarget(_ path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: 4096)
    let length = unsafe readlink(path, &buffer, buffer.count)
    guard length > 0 else { return nil }
    return String(decoding: buffer[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self)
}

extension Errno {
    /// Nothing is there: no such name, or a file where a folder would have to be.
    fileprivate var meansAbsent: Bool { self == .noSuchFileOrDirectory || self == .notDirectory }
}

extension FileStatus {
    init(_ record: stat) {
        let kind: Kind =
            switch record.st_mode & S_IFMT {
            case S_IFREG: .regular
            case S_IFDIR: .folder
            default: .other
            }
        #if canImport(Darwin)
            let modified = record.st_mtimespec
        #else
            let modified = record.st_mtim
        #endif
        self.init(
            kind: kind, mode: UInt16(record.st_mode & 0o7777), owner: record.st_uid, group: record.st_gid,
            size: Int64(record.st_size),
            modified: Instant(milliseconds: Int64(modified.tv_sec) * 1000 + Int64(modified.tv_nsec) / 1_000_000)
        )
    }
}
