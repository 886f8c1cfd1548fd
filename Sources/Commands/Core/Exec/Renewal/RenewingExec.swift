import Engine
import PluginKit
import SystemKit

/// `exec --refresh` and `--server`: the command gets no keys but a config or a server from which awsx gives them, as often as
/// it asks, for as long as it lives (<doc:LongRuns>).
struct RenewingExec {
    /// A profile of the run, as rules allow it.
    struct Member {
        let name: String
        let request: IdentityRequest
        let minTTL: Int64?
        /// Writes its line of the log.
        let record: () -> Void
    }

    private let context: RuntimeContext
    private let config: SharedConfig
    private let members: [Member]
    private let keepsOthers: Bool
    /// Nil where no server is asked.
    private let server: RenewableRun.Server?
    /// The services of a compose file that ask it, and the override for them.
    private let compose: (request: ComposeRequest, override: String)?

    /// - Parameters:
    ///   - members: the profile that is chosen for the command, then those beside it.
    ///   - keepsOthers: whether the user's other profiles can be named in the run.
    /// - Throws: `.failed` where there is to be a server, and nobody to be one.
    init(
        _ kind: RenewalKind, _ members: [Member], _ service: CredentialService, keepsOthers: Bool,
        compose: (ComposeRequest, String)? = nil
    ) throws(Failure) {
        self.compose = compose.map { ($0.0, $0.1) }
        context = service.context
        config = service.config
        self.members = members
        self.keepsOthers = keepsOthers
        switch kind {
        case .process: server = nil
        case .server:
            _ = try NetworkHelper.find(files: context.files)
            server = RenewableRun.Server(
                profile: members[0].name, token: Secret(context.random.bytes(Self.tokenBytes).hexadecimal),
                answersContainers: compose != nil)
        }
    }

    private static let tokenBytes = 32

    /// Writes each profile's line of the log; once all of them may be used, and not before.
    func record() {
        for member in members { member.record() }
    }

    /// Makes the folder, has it watched, and becomes the command; returns only by throwing, and then nothing is left.
    ///
    /// - Parameter environment: the command's, without keys.
    func become(
        _ target: ProgramTarget, _ environment: Environment, reason: String?
    ) throws(Failure) -> Never {
        RunFolder.sweep(context)
        let folder = try RunFolder.create(context)
        defer { extendLifetime(folder) }
        do throws(Failure) {
            if compose != nil { try RunFolder.requireRoomForSocket(folder.path) }
            var environment = try prepare(folder, environment, reason)
            try RunWatchPlugin.start(folder, context)
            if let server {
                environment.set(EnvironmentKey.containerFullURI, try folder.serverURL(context))
                environment.set(EnvironmentKey.containerToken, server.token.reveal())
                try addCompose(folder, &environment)
            }
            do {
                try ProcessReplacement.become(target.program, words: target.command, environment: environment)
            } catch {
                throw Failure(.notExecutable, error)
            }
        } catch {
            ScratchFolder.remove(folder.path)
            throw error
        }
    }

    private func addCompose(
        _ folder: borrowing RunFolder, _ environment: inout Environment
    ) throws(Failure) {
        guard let (request, override) = compose else { return }
        let path: String
        if request.isWritten {
            try request.write(override, context)
            path = request.overridePath
        } else {
            try folder.write(Array(override.utf8), to: RunFolder.composeName, context)
            path = "\(folder.path)/\(RunFolder.composeName)"
        }
        environment.set(EnvironmentKey.awsxSocketFolder, RunFolder.socketFolder(of: folder.path))
        environment.set("COMPOSE_FILE", request.variable(adding: path, to: environment))
    }

    private func prepare(
        _ folder: borrowing RunFolder, _ environment: Environment, _ reason: String?
    ) throws(Failure) -> Environment {
        let program = try CoreExecutable.own()
        let path = folder.path
        let entries = members.map { member in
            RenewingConfig.Entry(
                profile: member.name,
                command: member.name == server?.profile
                    ? nil
                    : ([program] + RenewalWords.words(folder: path, profile: member.name))
                        .map(DisplayedCommandWord.quoted).joined(separator: " "))
        }
        let files = try RenewingConfig(
            entries, config: try text(config.paths.config, .config),
            credentials: try text(config.paths.credentials, .credentials), keepsOthers: keepsOthers)
        let outer = OuterFiles(context.environment)
        let run = RenewableRun(
            runID: context.runID, reason: reason, files: outer,
            entries: members.map { ($0.name, .init(request: $0.request, minTTL: $0.minTTL)) }, server: server)
        try folder.write(Array(run.json.serialized(.sortedPretty).utf8), to: RunFolder.recordName, context)
        try folder.write(files.config, to: RunFolder.configName, context)
        var inner = environment
        if let credentials = files.credentials {
            try folder.write(credentials, to: RunFolder.credentialsName, context)
            inner.set(EnvironmentKey.credentialsFile, "\(path)/\(RunFolder.credentialsName)")
        }
        inner.set(EnvironmentKey.configFile, "\(path)/\(RunFolder.configName)")
        inner.set(EnvironmentKey.awsxRunFolder, path)
        inner.replace(EnvironmentKey.awsxOuterConfigFile, outer.config)
        inner.replace(EnvironmentKey.awsxOuterCredentialsFile, outer.credentials)
        inner.set(EnvironmentKey.profile, members[0].name)
        inner.set(EnvironmentKey.sdkLoadConfig, "1")
        return inner
    }

    private func text(_ path: String?, _ kind: ConfigFileKind) throws(Failure) -> ConfigText {
        let bytes = try path.flatMap { path throws(Failure) in
            try translating(.fileUnreadable) { () throws(SystemFailure) in
                try context.files.read(path, limit: SharedConfig.largestFile)
            }
        }
        return try ConfigText(bytes ?? [], path: path ?? "config", kind: kind)
    }
}
