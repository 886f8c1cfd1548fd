package import SystemPackage

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// An open file that is closed exactly once, when its owner lets go of it.
package struct OwnedDescriptor: ~Copyable {
    package let descriptor: FileDescriptor

    package init(_ descriptor: FileDescriptor) { self.descriptor = descriptor }

    deinit { try? descriptor.close() }

    package static func open(
        _ path: String, _ mode: FileDescriptor.AccessMode, options: FileDescriptor.OpenOptions,
        permissions: FilePermissions? = nil
    ) throws(SystemFailure) -> OwnedDescriptor {
        let descriptor = try failing("open", path) {
            // A FilePath would be made only to be given to the kernel, at several times the cost of the call.
            try unsafe path.withCString {
                try unsafe FileDescriptor.open($0, mode, options: options, permissions: permissions)
            }
        }
        return OwnedDescriptor(descriptor)
    }

    package func status(_ path: String) throws(SystemFailure) -> FileStatus {
        var record = stat()
        guard unsafe fstat(descriptor.rawValue, &record) == 0 else {
            throw SystemFailure("read the status of", path, currentErrno)
        }
        return FileStatus(record)
    }

    /// Whether it has no second hard link.
    package var isUnderOneName: Bool {
        var record = stat()
        return unsafe fstat(descriptor.rawValue, &record) == 0 && record.st_nlink < 2
    }

    /// Everything up to the end of the file; `EFBIG` past the limit, for a file that grows while it is read.
    package func readAll(_ path: String, expected: Int, limit: Int) throws(SystemFailure) -> [UInt8] {
        var bytes: [UInt8] = []
        var room = max(expected + 1, 512)
        while true {
            let chunk = try failing("read", path) { [room] in
                try unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
                    count = try unsafe descriptor.read(into: UnsafeMutableRawBufferPointer(buffer))
                }
            }
            if chunk.isEmpty { return bytes }
            // Most files come whole, and need no second place.
            if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
            guard bytes.count <= limit else { throw SystemFailure("read", path, .fileTooLarge) }
            // The next look at a file that came whole finds its end, and needs no room for more.
            room = bytes.count == expected ? 512 : 65_536
        }
    }

    /// Hands out what can be read from here on in pieces of 64 KiB, until the body says false.
    ///
    /// - Returns: whether the end was reached, of a file that nobody changed between two pieces.
    package func readPieces(
        _ path: String, opened: FileStatus, limit: Int, _ body: (Span<UInt8>) -> Bool
    ) throws(SystemFailure) -> Bool {
        let room = min(max(Int(opened.size) + 1, 512), 65_536)
        var buffer = unsafe [UInt8](unsafeUninitializedCapacity: room) { _, count in count = room }
        var total = 0
        while true {
            let count = try failing("read", path) {
                try unsafe buffer.withUnsafeMutableBytes { try unsafe descriptor.read(into: $0) }
            }
            if count == 0 {
                guard total == opened.size else { return false }
                // What came in one piece is of one instant.
                if total <= room { return true }
                return try status(path).modified == opened.modified
            }
            total += count
            guard total <= limit else { throw SystemFailure("read", path, .fileTooLarge) }
            guard body(buffer.span.extracting(0..<count)) else { return false }
        }
    }

    package func writeAll(_ bytes: [UInt8], _ path: String) throws(SystemFailure) {
        try failing("write", path) { try descriptor.writeWhole(bytes) }
    }

    package func writeAll(_ bytes: ArraySlice<UInt8>, at location: Int, _ path: String) throws(SystemFailure) {
        _ = try failing("write", path) { try descriptor.writeAll(toAbsoluteOffset: Int64(location), bytes) }
    }

    /// Returns when the bytes are on the disk.
    package func synchronize(_ path: String) throws(SystemFailure) {
        while fsync(descriptor.rawValue) != 0 {
            let reason = currentErrno
            // A file system without fsync (some network and FUSE mounts) has done all that it can.
            if reason == .invalidArgument || reason == .notSupported { return }
            if reason != .interrupted { throw SystemFailure("save", path, reason) }
        }
    }
}

/// Runs calls of SystemPackage and tells what they were for.
func failing<Result>(
    _ action: String, _ path: String, _ body: () throws -> Result
) throws(SystemFailure) -> Result {
    do {
        return try body()
    } catch let reason as Errno {
        throw SystemFailure(action, path, reason)
    } catch {
        throw SystemFailure(action, path, .ioError)
    }
}
