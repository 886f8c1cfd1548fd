import Engine
import SystemKit

/// The private folder of a run whose credentials renew: it lives as long as the command, and holds a lock by which anybody
/// can tell whether it does.
struct RunFolder: ~Copyable {
    let path: String
    let lock: FileLock

    static let configName = "config"
    static let credentialsName = "credentials"
    static let recordName = "run.json"
    /// Where the run's server is.
    static let serverName = "server"
    /// An override for a compose file.
    static let composeName = "compose.yaml"
    private static let lockName = "lock"
    /// A folder that is being made.
    private static let draftPrefix = "."

    /// Makes one, in the folder for what ends with a login, else in awsx's state.
    ///
    /// - Throws: `.fileUnwritable`, where there is room in neither.
    static func create(_ context: RuntimeContext) throws(Failure) -> RunFolder {
        if let runtime = runtimeBase(context), let folder = try? create(in: runtime, context) { return folder }
        return try create(in: try stateBase(context), context)
    }

    private static func create(in base: String, _ context: RuntimeContext) throws(Failure) -> RunFolder {
        let id = context.runID.text
        let draft = PrivateFolder("\(base)/\(draftPrefix)\(id)", holdsSecrets: true, context.files)
        try draft.make()
        guard
            let lock = try translating(
                .fileUnwritable,
                { () throws(SystemFailure) in
                    try FileLock.attempt(draft.path(lockName))
                })
        else {
            throw Failure(
                .fileUnwritable, "the folder of this run is in use by another process", at: .file(draft.path, line: nil)
            )
        }
        let path = "\(base)/\(id)"
        try translating(.fileUnwritable) { () throws(SystemFailure) in try context.files.rename(draft.path, to: path) }
        return RunFolder(path: path, lock: lock)
    }

    func write(_ bytes: [UInt8], to name: String, _ context: RuntimeContext) throws(Failure) {
        try PrivateFolder(path, holdsSecrets: true, context.files).write(bytes, to: name)
    }

    /// The folder that containers see, for the socket of the run's server alone.
    static func socketFolder(of path: String) -> String {
        "\(path)/\(CredentialServerAddress.socketFolderName)"
    }

    /// - Throws: `.failed` where the socket's path would be longer than the system takes.
    static func requireRoomForSocket(_ path: String) throws(Failure) {
        let socket = "\(socketFolder(of: path))/\(CredentialServerAddress.socketName)"
        guard socket.utf8.count > CredentialServerAddress.longestSocketPath else { return }
        throw Failure(
            .failed,
            "the path of the socket for containers is longer than \(CredentialServerAddress.longestSocketPath) bytes",
            at: .file(socket, line: nil), hint: "set \(EnvironmentKey.xdgRuntimeFolder) to a folder with a short path")
    }

    /// Keeps where the run's server is.
    static func write(serverURL url: String, to folder: String, _ context: RuntimeContext) throws(Failure) {
        try PrivateFolder(folder, holdsSecrets: true, context.files).write(Array(url.utf8), to: serverName)
    }

    /// Where the run's server is, once it has begun.
    func serverURL(_ context: RuntimeContext) throws(Failure) -> String {
        guard let bytes = try PrivateFolder(path, holdsSecrets: true, context.files).read(Self.serverName) else {
            throw Failure(.failed, "the credential server of this run did not start")
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Removes what runs left behind that have ended without removing it.
    static func sweep(_ context: RuntimeContext) {
        for base in [runtimeBase(context), try? stateBase(context)].compactMap({ $0 }) {
            for name in (try? context.files.list(base)) ?? [] {
                let path = "\(base)/\(name)"
                if name.hasPrefix(draftPrefix) {
                    // One that is being made is not an hour old.
                    let made = (try? context.files.status(path))??.modified
                    guard let made, context.clock.now().seconds(since: made) > 3600 else { continue }
                } else if isAlive(path) {
                    continue
                }
                ScratchFolder.remove(path)
            }
        }
    }

    /// Whether a path is such a folder, of a run that goes on.
    static func isOfRun(_ path: String, _ context: RuntimeContext) -> Bool {
        let bases = [runtimeBase(context), try? stateBase(context)].compactMap { $0 }
        return bases.contains(path.parentFolder) && isAlive(path)
    }

    /// Whether somebody holds its lock.
    private static func isAlive(_ path: String) -> Bool {
        do {
            return try FileLock.attempt("\(path)/\(lockName)") == nil
        } catch {
            return false
        }
    }

    private static func runtimeBase(_ context: RuntimeContext) -> String? {
        guard let folder = context.environment.text(EnvironmentKey.xdgRuntimeFolder), folder.hasPrefix("/"),
            (try? context.files.status(folder))??.kind == .folder
        else { return nil }
        return "\(folder)/awsx/runs"
    }

    private static func stateBase(_ context: RuntimeContext) throws(Failure) -> String {
        "\(try StateFolder.of(context).path)/runs"
    }
}
