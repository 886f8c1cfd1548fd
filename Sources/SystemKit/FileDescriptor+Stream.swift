import SystemPackage

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

extension FileDescriptor {
    var isTerminal: Bool { isatty(rawValue) == 1 }

    /// Writes every byte.
    ///
    /// SystemPackage's `writeAll` is generic over sequences, and what the runtime looks up for that is a thirtieth of
    /// what a prompt costs.
    func writeWhole(_ bytes: [UInt8]) throws {
        try unsafe bytes.withUnsafeBytes { buffer in
            var written = 0
            while written < buffer.count {
                written += try unsafe write(UnsafeRawBufferPointer(rebasing: buffer[written...]))
            }
        }
    }
}
