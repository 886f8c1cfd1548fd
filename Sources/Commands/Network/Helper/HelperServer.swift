package import Engine
import PluginKit
import Synchronization
import SystemKit
import Wire

/// Answers the core's questions, one JSON object a line, until its input ends.
package struct HelperServer: Sendable {
    private let context: RuntimeContext
    private let servers: OpenServers

    package init(context: RuntimeContext) { self.init(context, OpenServers()) }

    private init(_ context: RuntimeContext, _ servers: OpenServers) {
        self.context = context
        self.servers = servers
    }

    /// What goes on until this process ends.
    private final class OpenServers: Sendable {
        private let servers = Mutex<[CredentialServer]>([])

        func keep(_ server: CredentialServer) { servers.withLock { $0.append(server) } }
    }

    /// The answer to one line.
    package func answer(_ line: String) async throws -> String {
        let reply: JSON
        do {
            guard let json = JSON(Array(line.utf8)), let request = HelperProtocol.Request(json) else {
                throw Failure(.usage, "awsx-connect received an unknown request")
            }
            let runID = json["run_id"]?.string.flatMap(RunID.init)
            reply = HelperProtocol.ok(
                try await HelperServer(runID.map(context.with) ?? context, servers).answer(
                    request, reason: json["reason"]?.string ?? "other", isVerbose: json["verbose"]?.bool ?? false))
        } catch let failure as Failure {
            reply = HelperProtocol.err(failure)
        } catch let refusal as ServiceError {
            reply = HelperProtocol.err(Failure(refusal))
        }
        return reply.serialized(.sortedLine)
    }

    private func answer(
        _ request: HelperProtocol.Request, reason: String, isVerbose: Bool
    ) async throws -> JSON {
        let output = Output(
            isJSON: false, Verbosity(color: .auto, isVerbose: isVerbose, isQuiet: false), in: context)
        switch request {
        case .credentials(let identity, let minTTL, let login, let mfaCode):
            return try await credentials(identity, minTTL, login, mfaCode, reason, output)
        case .token(let identity, let login): return try await token(identity, login, output)
        case .pickProfile(let command, let query):
            return .object(["profile": .text(try await ProfilePick(context).run(for: command, query: query))])
        case .accountID(let name, let session, let login):
            return .object(["accountId": .string(try await accountID(name, session, login, output))])
        case .callerIdentity(let identity, let login):
            let service = try OnlineCredentialService(context, observer: RequestObserver(output), warn: output.warn)
            let caller = try await CallerLookup(service: service)
                .callerIdentity(try service.resolver.resolve(identity), login: login)
            return .object([
                "accountId": .string(caller.account), "arn": .string(caller.arn), "userId": .string(caller.userID),
            ])
        case .health(let targets, let deadline):
            let results = try await HealthCheck(context: context, observer: RequestObserver(output))
                .results(of: targets, within: deadline)
            return .object(["results": .array(results.map(\.json))])
        case .composeOverride(let path):
            let file = try ComposeFile.load(path, context.files)
            return .object([
                "text": .string(ComposeOverride(services: file.services).text),
                "alone": .array(file.alone.map(JSON.string)),
            ])
        case .serveCredentials(let folder, let profile, let token, let socket):
            let source = try RunCredentialSource(folder: folder, profile: profile, context)
            let server = try await CredentialServer.start(socket: socket, token: token) { await source.answer() }
            servers.keep(server)
            return .object(["url": .string(server.url)])
        }
    }

    private func credentials(
        _ identity: IdentityRequest, _ minTTL: Int64?, _ login: LoginPermission, _ mfaCode: Secret?,
        _ reason: String, _ output: Output
    ) async throws -> JSON {
        // An SDK's stderr is no place for remarks.
        let isSilent = login == .never
        var service = try OnlineCredentialService(context, observer: RequestObserver(output)) {
            if !isSilent { output.warn($0) }
        }
        service.reason = reason
        let policy = CredentialRenewalPolicy(typedMinimum: minTTL)
        let credentials = try await service.credentials(
            try service.resolver.resolve(identity), policy: policy, login: login, mfaCode: mfaCode)
        return credentials.processJSON
    }

    private func accountID(
        _ name: String, _ session: String?, _ login: LoginPermission, _ output: Output
    ) async throws -> String {
        let service = try OnlineCredentialService(context, observer: RequestObserver(output), warn: output.warn)
        let session = try SessionResolver(config: service.config).only(named: session)
        return try await service.connected(nil) { connection in
            let onDemand = LoginOnDemand(connection: connection, login: login, profile: nil)
            return try await onDemand.retrying(.identityCenter(session)) {
                let portal = try connection.portal(session)
                let accounts = try await connection.tokens(session).withToken(of: session, profile: nil) {
                    try await portal.listAccounts(accessToken: $0.accessToken)
                }
                return try accounts.only(named: name).id
            }
        }
    }

    private func token(_ identity: IdentityRequest, _ login: LoginPermission, _ output: Output) async throws
        -> JSON
    {
        let service = try OnlineCredentialService(context, observer: RequestObserver(output), warn: output.warn)
        let (session, profile) = try SessionChoice(config: service.config, context: context)
            .resolve(profile: identity.profile, session: identity.session)
        let token = try await service.token(of: session, profile, login: login)
        return .object([
            "accessToken": .string(token.accessToken.reveal()), "expiresAt": .string(token.expiresAt.iso8601),
        ])
    }
}
