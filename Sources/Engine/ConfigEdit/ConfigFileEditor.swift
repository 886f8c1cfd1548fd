package import SystemKit

/// The user's config file, or awsx's own, changed so that no writer undoes another and no crash leaves half of it.
package struct ConfigFileEditor: Sendable {
    /// What a change did.
    package struct Change: Sendable {
        package let before: ConfigText
        package let after: ConfigText
        /// Where the version before it is; nil if there was none, or if nothing was written.
        package let backup: String?
        /// How it was written; nil if nothing was to be changed.
        package let manner: WriteMethod?

        package var isWritten: Bool { manner != nil }
    }

    /// How long a writer waits for the others, in milliseconds.
    package static let patience: Int64 = 30_000

    /// The path as the user knows it; links are followed when it is written.
    package let path: String
    private let kind: ConfigFileKind
    /// What its backup is called, where those of several files lie together.
    private let name: String
    private let context: RuntimeContext
    private let state: StateFolder

    /// - Throws: `config-invalid` if `AWS_CONFIG_FILE` is set to nothing, or there is no home folder.
    package init(_ context: RuntimeContext) throws(Failure) {
        let paths = ConfigPaths.resolve(environment: context.environment, home: context.home)
        if let homeless = paths.homeless { throw homeless }
        guard let path = paths.config else {
            throw Failure(
                .configInvalid, "there is no config file to write to: the variable is empty",
                at: paths.configOrigin, hint: "unset \(EnvironmentKey.configFile)")
        }
        try self.init(path, .config, name: path.lastPathName ?? "config", context)
    }

    private init(_ path: String, _ kind: ConfigFileKind, name: String, _ context: RuntimeContext) throws(Failure) {
        self.path = path
        self.kind = kind
        self.name = name
        self.context = context
        state = try StateFolder.of(context)
    }

    /// awsx's own config, whose headers stand for themselves.
    package static func own(_ context: RuntimeContext) throws(Failure) -> ConfigFileEditor {
        guard let path = AwsxConfig.path(context) else { throw .homeless }
        return try ConfigFileEditor(path, .credentials, name: "awsx-config", context)
    }

    /// What is there now; a file that is absent is empty.
    package func load() throws(Failure) -> ConfigText { try ConfigText(read() ?? [], path: path, kind: kind) }

    /// Throws if the file could not be written now: found out before a person answers questions in vain.
    package func requireRoom() throws(Failure) {
        try checkKind()
        let size = try read()?.count ?? 0
        let target = realPath(path) ?? path
        let folder = target.parentFolder
        try translating(.fileUnwritable) { () throws(SystemFailure) in
            // A folder that isn't there yet is made with the file.
            guard try context.files.status(folder) != nil else { return }
            try context.files.probe(folder.appendingPath(".awsx-config.probe"), size: size + 4096)
        }
    }

    /// Reads the file under its lock, asks what is to be changed in it, and writes that: the version before goes to the
    /// state folder (0600), then the new one replaces it with the old mode and owner.
    ///
    /// - Parameter decide: is given the file as it is now, perhaps more than was known before; it may be asked once only.
    /// - Throws: what `decide` throws; `config-unparsable`, `config-invalid`, `lock-timed-out`, `file-unwritable`; the file
    ///   is then as it was.
    package func edit(_ decide: (ConfigText) throws -> [ConfigEdit]) async throws -> Change {
        let purpose = "the config file \(path)"
        return try await withFileLock(at: lockPath, for: purpose, within: Self.patience, in: context) { _ in
            try checkKind()
            let bytes = try read()
            let before = try ConfigText(bytes ?? [], path: path, kind: kind)
            let edits = try decide(before)
            let after = try before.applying(edits)
            guard after.bytes != before.bytes else {
                return Change(before: before, after: before, backup: nil, manner: nil)
            }
            let backup = try bytes.map(save)
            let manner = try write(after.bytes)
            return Change(before: before, after: after, backup: backup, manner: manner)
        }
    }

    /// The same with edits that don't depend on what is there.
    package func edit(_ edits: [ConfigEdit]) async throws -> Change { try await edit { _ in edits } }

    /// Beside the file that is written in the end, so that everybody who writes it, by whatever link, meets there; in the
    /// state folder where that folder can't be written.
    private var lockPath: String {
        let target = realPath(path) ?? path
        let name = target.lastPathName ?? "config"
        let beside = target.parentFolder.appendingPath(".awsx-\(name).lock")
        return FileLock.isPossible(beside, in: context) ? beside : "\(state.path)/locks/\(name).lock"
    }

    /// A rename would replace what nobody is meant to write.
    private func checkKind() throws(Failure) {
        let status = try translating(.fileUnreadable) { () throws(SystemFailure) in try context.files.status(path) }
        guard let status else { return }
        let fault: (what: String, hint: String)? =
            switch status.kind {
            case .regular where status.mode & 0o200 == 0: ("the config file is read-only", "chmod u+w")
            case .regular: nil
            case .folder: ("the path of the config file is a folder", "ls -ld")
            case .other: ("the config file is a device or a queue, which can't be edited", "ls -ld")
            }
        guard let fault else { return }
        throw Failure(
            .fileUnwritable, fault.what, at: .file(path, line: nil),
            hint: "\(fault.hint) \(DisplayedCommandWord.quoted(path))")
    }

    private func read() throws(Failure) -> [UInt8]? {
        try translating(.fileUnreadable) { () throws(SystemFailure) in
            try context.files.read(path, limit: SharedConfig.largestFile)
        }
    }

    private func save(_ bytes: [UInt8]) throws(Failure) -> String {
        let folder = state.folder("backups", context.files)
        let file = "\(name).backup"
        try folder.write(bytes, to: file)
        return folder.path(file)
    }

    private func write(_ bytes: [UInt8]) throws(Failure) -> WriteMethod {
        try translating(.fileUnwritable) { () throws(SystemFailure) in
            try context.files.write(bytes, to: path, .keepingMode)
        }
    }
}
