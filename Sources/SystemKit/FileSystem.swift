import SystemPackage

/// The files that awsx reads and writes: absent is nil, broken is thrown.
package protocol FileSystem: Sendable {
    /// The bytes of a regular file, or nil if there is none (or something else, such as a folder, is there).
    /// Throws `EFBIG` for one that is larger than `limit` bytes, without reading it.
    func read(_ path: String, limit: Int) throws(SystemFailure) -> [UInt8]?

    /// Hands out the bytes of a regular file piece by piece, until the body says false: without room for all of them at
    /// once, which costs more than to read them.
    ///
    /// - Returns: whether it was read to the end, and nobody changed it meanwhile; nil where `read` gives nil.
    /// - Throws: as `read`.
    func readPieces(
        _ path: String, limit: Int, _ body: (Span<UInt8>) -> Bool
    ) throws(SystemFailure) -> Bool?

    /// What is at the path, symbolic links followed, or nil.
    func status(_ path: String) throws(SystemFailure) -> FileStatus?

    /// The symbolic link that is at the path itself, or nil if there is none.
    func link(_ path: String) throws(SystemFailure) -> SymbolicLink?

    /// Names in a folder, sorted, or nil if there is no such folder.
    func list(_ folder: String) throws(SystemFailure) -> [String]?

    /// Replaces or creates a file so that no reader and no crash ever sees half of it.
    @discardableResult
    func write(_ bytes: [UInt8], to path: String, _ privacy: FilePrivacy) throws(SystemFailure) -> WriteMethod

    /// Adds bytes to the end of a file by one write, so that what several processes add never mixes; a new file is 0600.
    /// Follows no link, and waits for nobody.
    ///
    /// - Returns: how long the file was before.
    /// - Throws: for anything but a regular file, and where not all of it could be added: then nothing is left of it.
    func append(_ bytes: [UInt8], to path: String) throws(SystemFailure) -> Int64

    /// Gives a file another name, in place of what had it.
    func rename(_ path: String, to other: String) throws(SystemFailure)

    /// Throws if so many bytes could not be written to a file of this name now; leaves nothing there, and follows no link.
    func probe(_ path: String, size: Int) throws(SystemFailure)

    /// Removes a file; false if there was none.
    @discardableResult
    func remove(_ path: String) throws(SystemFailure) -> Bool

    /// Removes temporary files that crashed writes of ours left in a folder.
    func removeLeftovers(in folder: String)

    /// Creates a folder and its missing parents with so many permissions, less the umask.
    func createFolder(_ path: String, mode: UInt16) throws(SystemFailure)

    /// Sets the permission bits of what is at the path, symbolic links followed. `ENOTSUP` where there are none to set.
    func setMode(_ mode: UInt16, of path: String) throws(SystemFailure)
}

extension FileSystem {
    package func setMode(_ mode: UInt16, of path: String) throws(SystemFailure) {
        throw SystemFailure("set the permissions of", path, .notSupported)
    }
}

extension FileSystem {
    package func readPieces(
        _ path: String, limit: Int, _ body: (Span<UInt8>) -> Bool
    ) throws(SystemFailure) -> Bool? {
        guard let bytes = try read(path, limit: limit) else { return nil }
        return body(bytes.span)
    }

    package func append(_ bytes: [UInt8], to path: String) throws(SystemFailure) -> Int64 {
        throw SystemFailure("add to", path, .notSupported)
    }

    package func rename(_ path: String, to other: String) throws(SystemFailure) {
        throw SystemFailure("rename", path, .notSupported)
    }

    /// Where there are no links there is none.
    package func link(_ path: String) throws(SystemFailure) -> SymbolicLink? { nil }

    package func probe(_ path: String, size: Int) throws(SystemFailure) {
        try write(Array(repeating: 0x20, count: size), to: path, .secret)
        try remove(path)
    }

    /// Nothing to remove where no write can crash.
    package func removeLeftovers(in folder: String) {}
}

/// Who may read what a write leaves behind.
package enum FilePrivacy: Sendable, Hashable {
    /// 0600 from the first byte; an existing file that is wider is narrowed.
    case secret
    /// An existing file keeps its mode; a new one is 0600.
    case keepingMode
    /// 0600 from the first byte, and a link in its place is replaced: nobody links what only awsx knows of.
    case ownNote
}

/// How a write was carried out.
package enum WriteMethod: Sendable, Hashable {
    /// A temporary file was renamed into place.
    case replaced
    /// Rename could not be (a mount point): the old bytes were saved beside, then the file was rewritten in place.
    case inPlace(backup: String?)
}
