package import SystemKit

/// A folder of files that are their owner's alone: made with the first of them, each of mode 0600 from its first byte and
/// replaced whole.
package struct PrivateFolder: Sendable {
    /// No cache file that any tool writes comes near this size.
    package static let sizeLimit = 1 << 20

    package let path: String
    private let files: any FileSystem
    /// Permission bits of the folder, should it have to be made.
    private let mode: UInt16
    private let holdsSecrets: Bool

    /// - Parameters:
    ///   - mode: 0o755 for a folder that other tools make so.
    ///   - holdsSecrets: nothing is written where others could change the files.
    package init(_ path: String, mode: UInt16 = 0o700, holdsSecrets: Bool = false, _ files: any FileSystem) {
        self.path = path
        self.files = files
        self.mode = mode
        self.holdsSecrets = holdsSecrets
    }

    /// The path of a file in it.
    package func path(_ name: String) -> String { "\(path)/\(name)" }

    /// Whether there is such a file.
    package func holds(_ name: String) -> Bool { (try? files.status(path(name)))?.kind == .regular }

    /// When a file was written; nil where there is none.
    package func writtenAt(_ name: String) -> Instant? { (try? files.status(path(name)))?.modified }

    /// The names in it, sorted.
    ///
    /// - Throws: `.fileUnreadable`.
    package func names() throws(Failure) -> [String] {
        try translating(.fileUnreadable) { () throws(SystemFailure) in try files.list(path) } ?? []
    }

    /// The bytes of a file; nil where there is none, empty for one that is larger than any that is written here.
    ///
    /// - Throws: `.fileUnreadable`.
    package func read(_ name: String, limit: Int = sizeLimit) throws(Failure) -> [UInt8]? {
        do {
            return try files.read(path(name), limit: limit)
        } catch  where error.isTooLarge {
            return []
        } catch {
            throw Failure(unreadable: error)
        }
    }

    /// Writes a file.
    ///
    /// - Throws: `.fileUnwritable`; with the status of a rule that denies where nothing secret may be kept.
    package func write(_ text: String, to name: String, _ privacy: FilePrivacy = .secret) throws(Failure) {
        try write(Array(text.utf8), to: name, privacy)
    }

    /// Writes a file.
    package func write(_ bytes: [UInt8], to name: String, _ privacy: FilePrivacy = .secret) throws(Failure) {
        try make()
        _ = try translating(.fileUnwritable) { () throws(SystemFailure) in
            try files.write(bytes, to: path(name), privacy)
        }
    }

    /// Removes a file; false if there was none.
    @discardableResult
    package func remove(_ name: String) throws(Failure) -> Bool {
        try translating(.fileUnwritable) { () throws(SystemFailure) in try files.remove(path(name)) }
    }

    /// Writes a file of a size and removes it: a full or closed disk is found out before something is used up that could
    /// not be kept.
    ///
    /// - Throws: as `write`.
    package func requireRoom(_ size: Int, under name: String) throws(Failure) {
        try make()
        try translating(.fileUnwritable) { () throws(SystemFailure) in try files.probe(path(name), size: size) }
    }

    /// Makes the folder where there is none; for secrets, looks at the whole way to it.
    package func make() throws(Failure) {
        let found = try translating(.fileUnwritable) { () throws(SystemFailure) in
            try files.createFolder(path, mode: mode)
            guard holdsSecrets else { return (part: String, fault: PathTrust.Fault)?.none }
            // A relative one can come from a variable.
            let way = path.hasPrefix("/") ? path : realPath(path) ?? path
            return try PathTrust.firstFault(forSecretsIn: way, files)
        }
        if let found { throw untrusted(found.part, found.fault) }
    }

    private func untrusted(_ part: String, _ fault: PathTrust.Fault) -> Failure {
        let what =
            switch fault {
            case .foreign: "this belongs to another user"
            case .writable: "other users can write here"
            }
        let status = try? files.status(part)
        let isOurs = status.map { $0.owner == effectiveUserID && $0.mode & 0o1000 == 0 } ?? false
        return Failure(
            .fileUnwritable, "\(what), so no secrets are stored in \(path)", at: .file(part, line: nil),
            hint: fault == .writable && isOurs
                ? "chmod go-w \(DisplayedCommandWord.quoted(part))" : "use a folder that only you can change",
            status: .denied)
    }
}
