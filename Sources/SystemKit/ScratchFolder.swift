import SystemPackage

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A folder of its own for a moment, removed with what is in it.
package struct ScratchFolder: ~Copyable {
    package let path: String

    /// - Parameter parent: a folder that is there, such as `TMPDIR`.
    package init(in parent: String, named name: String) throws(SystemFailure) {
        var template = "\(parent)/\(name).XXXXXX".utf8CString
        let isMade = unsafe template.withUnsafeMutableBufferPointer { unsafe mkdtemp($0.baseAddress!) != nil }
        guard isMade else { throw SystemFailure("create a folder in", parent, currentErrno) }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit { Self.remove(path) }

    /// Removes a folder with what is in it. Links are removed, not followed.
    package static func remove(_ path: String) {
        var record = stat()
        guard unsafe lstat(path, &record) == 0 else { return }
        guard record.st_mode & S_IFMT == S_IFDIR else {
            unsafe unlink(path)
            return
        }
        unsafe chmod(path, 0o700)
        for name in (try? LocalFiles().list(path)) ?? [] { remove("\(path)/\(name)") }
        unsafe rmdir(path)
    }
}
