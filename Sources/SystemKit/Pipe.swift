import SystemPackage

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The two ends of a pipe, both closed in every program that is started.
struct Pipe: ~Copyable {
    let readEnd: OwnedDescriptor
    let writeEnd: OwnedDescriptor

    static func open() throws(SystemFailure) -> Pipe {
        #if canImport(Darwin)
            let ends = try failing("open", "a pipe") { try FileDescriptor.pipe() }
            for end in [ends.readEnd, ends.writeEnd] { _ = fcntl(end.rawValue, F_SETFD, FD_CLOEXEC) }
        #else
            // Closed in every other child from the first moment, also in one that another thread is starting.
            let ends = try failing("open", "a pipe") { try FileDescriptor.pipe(options: .closeOnExec) }
        #endif
        return Pipe(readEnd: OwnedDescriptor(ends.readEnd), writeEnd: OwnedDescriptor(ends.writeEnd))
    }

    /// The first byte from whoever has the other end; nil where that is closed without one.
    consuming func firstByte() throws(SystemFailure) -> UInt8? {
        let source = readEnd
        Self.close(writeEnd)
        return try failing("read", "a pipe") {
            try unsafe [UInt8](unsafeUninitializedCapacity: 1) { buffer, count in
                count = try unsafe source.descriptor.read(into: UnsafeMutableRawBufferPointer(buffer))
            }
        }.first
    }

    private static func close(_ end: consuming OwnedDescriptor) {}
}
