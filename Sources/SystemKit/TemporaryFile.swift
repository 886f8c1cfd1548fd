import SystemPackage

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A new file beside the one that it will replace. It is open from its creation until it is in its place: whoever else
/// can write to the folder may take its name away, and gets none of its bytes by that.
struct TemporaryFile: ~Copyable {
    let path: String
    let file: OwnedDescriptor

    /// An empty file of mode 0600; `O_EXCL`, so nobody can have prepared it.
    ///
    /// - Parameter target: the file that it will replace, in the same folder.
    static func create(
        _ name: String, in folder: String, for target: String
    ) throws(SystemFailure) -> TemporaryFile {
        for attempt in 0..<100 {
            let path = folder.appendingPath(".\(name).\(getpid())-\(attempt)\(StaleTemporaryFiles.mark)")
            do {
                let file = try OwnedDescriptor.open(
                    path, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec, .noFollow],
                    permissions: [.ownerReadWrite])
                return TemporaryFile(path: path, file: file)
            } catch  where error.errno == .fileExists {
                continue
            }
        }
        throw SystemFailure("create a temporary file for", target, .fileExists)
    }

    /// Whether its name still leads to it, and not to what somebody else put there.
    borrowing func isInItsPlace() -> Bool {
        var (named, open) = (stat(), stat())
        guard unsafe lstat(path, &named) == 0, unsafe fstat(file.descriptor.rawValue, &open) == 0 else { return false }
        return named.st_dev == open.st_dev && named.st_ino == open.st_ino
    }

    borrowing func remove() { unsafe unlink(path) }
}
