import Engine
import PluginKit
import SystemKit

/// What was asked for and allowed when a run began, kept in its folder: its renewals ask for the same, and never for more.
struct RenewableRun {
    /// One profile of the run.
    struct Entry {
        /// With all that rules took.
        let request: IdentityRequest
        let minTTL: Int64?
    }

    let runID: RunID
    let reason: String?
    let files: OuterFiles
    let entries: [(profile: String, entry: Entry)]
    /// What the server of the run gives, and to whom; nil for a run without one.
    let server: Server?

    struct Server {
        let profile: String
        let token: Secret
        let answersContainers: Bool
    }

    subscript(profile: String) -> Entry? { entries.first { $0.profile == profile }?.entry }

    /// The context of a renewal: a part of the run, with the user's own files.
    func context(_ context: RuntimeContext) -> RuntimeContext {
        var environment = context.environment
        environment.replace(EnvironmentKey.configFile, files.config)
        environment.replace(EnvironmentKey.credentialsFile, files.credentials)
        return context.with(environment: environment).with(runID: runID)
    }

    var json: JSON {
        .object([
            "runId": .string(runID.text), "reason": reason.map(JSON.string), "config": files.config.map(JSON.string),
            "credentials": files.credentials.map(JSON.string),
            "entries": .array(
                entries.map { profile, entry in
                    .object([
                        "profile": .string(profile), "identity": entry.request.json,
                        "minTTL": entry.minTTL.map(JSON.integer),
                    ])
                }),
            "server": server.map {
                .object([
                    "profile": .string($0.profile), "token": .string($0.token.reveal()),
                    "containers": .bool($0.answersContainers),
                ])
            },
        ])
    }

    /// Reads that of a folder.
    ///
    /// - Throws: `.configInvalid` for a folder that is no running run's.
    static func load(_ folder: String, _ context: RuntimeContext) throws(Failure) -> RenewableRun {
        guard RunFolder.isOfRun(folder, context),
            let bytes = try PrivateFolder(folder, context.files).read(RunFolder.recordName),
            let json = JSON(bytes), let run = RenewableRun(json)
        else {
            throw Failure(
                .configInvalid, "this is not the folder of a running command", at: .file(folder, line: nil),
                hint: "awsx exec --refresh -- COMMAND")
        }
        return run
    }

    private init?(_ json: JSON) {
        guard let runID = json["runId"]?.string.flatMap(RunID.init), let told = json["entries"]?.array else {
            return nil
        }
        var entries: [(String, Entry)] = []
        for entry in told {
            guard let profile = entry["profile"]?.string,
                let request = entry["identity"].flatMap(IdentityRequest.init(json:))
            else { return nil }
            entries.append((profile, Entry(request: request, minTTL: entry["minTTL"]?.integer)))
        }
        self.init(
            runID: runID, reason: json["reason"]?.string,
            files: OuterFiles(config: json["config"]?.string, credentials: json["credentials"]?.string),
            entries: entries,
            server: json["server"].flatMap { server in
                server["profile"]?.string.flatMap { profile in
                    server["token"]?.string.map {
                        Server(
                            profile: profile, token: Secret($0),
                            answersContainers: server["containers"]?.bool ?? false)
                    }
                }
            })
    }

    init(
        runID: RunID, reason: String?, files: OuterFiles, entries: [(profile: String, entry: Entry)], server: Server?
    ) {
        self.runID = runID
        self.reason = reason
        self.files = files
        self.entries = entries
        self.server = server
    }
}
