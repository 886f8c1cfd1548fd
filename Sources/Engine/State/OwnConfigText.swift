package import SystemKit

/// awsx's own config as it stands in its file, read once for all that is looked for in it.
package struct OwnConfigText: Sendable, Hashable {
    package let path: String
    package let bytes: [UInt8]

    package init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }

    /// Whether a header could begin so; where none does, nobody has to read the rest.
    func mayHaveSection(_ prefix: String) -> Bool {
        let mark = Array("[\(prefix)".utf8)
        var position = 0
        while let start = bytes[position...].firstIndex(of: mark[0]) {
            if bytes[start...].starts(with: mark) { return true }
            position = start + 1
        }
        return false
    }

    /// Reads the file; nil where there is none.
    ///
    /// - Throws: with the status of a configuration error, where something is there that can't be read: a rule that can't be
    ///   read must not be a rule that isn't there.
    package static func load(_ path: String?, files: any FileSystem) throws(Failure) -> OwnConfigText? {
        guard let path else { return nil }
        do {
            if let bytes = try files.read(path, limit: 1 << 20) { return OwnConfigText(path: path, bytes: bytes) }
            guard try files.status(path) != nil else { return nil }
        } catch  where error.isTooLarge {
            throw Failure(
                .configUnparsable, "awsx's config is larger than 1 MiB", at: .file(path, line: nil),
                hint: "look at it with: head -c 1000 \(DisplayedCommandWord.quoted(path))")
        } catch {
            let failure = Failure(unreadable: error)
            throw Failure(
                failure.code, failure.message, at: failure.location, hint: failure.hint, status: .configuration)
        }
        throw Failure(
            .configInvalid, "awsx's config is not a regular file", at: .file(path, line: nil),
            hint: "ls -ld \(DisplayedCommandWord.quoted(path))")
    }
}
