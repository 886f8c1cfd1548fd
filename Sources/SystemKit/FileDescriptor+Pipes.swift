import SystemPackage

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

extension FileDescriptor {
    /// What a program has written to a pipe, at most 64 KiB of it; nil at its end.
    func nextChunk() -> [UInt8]? {
        let chunk = try? unsafe [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
            count = try unsafe read(into: UnsafeMutableRawBufferPointer(buffer))
        }
        return chunk.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Which descriptors have something to read, or have ended, within so many milliseconds.
    ///
    /// - Parameter wanted: which of them are looked at.
    static func ready(_ descriptors: [FileDescriptor], _ wanted: [Bool], within milliseconds: Int64) -> [Bool] {
        // A negative descriptor is passed over.
        var list = zip(descriptors, wanted).map { descriptor, isWanted in
            pollfd(fd: isWanted ? descriptor.rawValue : -1, events: Int16(POLLIN), revents: 0)
        }
        guard unsafe poll(&list, nfds_t(list.count), Int32(clamping: milliseconds)) > 0 else {
            return list.map { _ in false }
        }
        return list.map { $0.revents != 0 }
    }
}
