package import Engine
import NetworkCommands
import PluginKit
import SystemKit

/// `docker-credential-awsx`: Docker's protocol for helpers that know a registry's password, which podman, buildah and
/// skopeo speak, too (<doc:ConsoleAndClusters>, Docker's credential helpers).
///
/// One word says what is wanted, standard input what for. Failures go to standard output, where the caller looks for them,
/// with 1; nothing goes to standard error.
package struct DockerCredentialHelper: Sendable {
    package static let name = "docker-credential-awsx"

    /// Callers compare these to the letter.
    enum Refusal {
        /// Another helper, or nobody, has it: the caller goes on without a password.
        static let notMine = "credentials not found in native keychain"
        static let noServer = "no credentials server URL"
        static let noUser = "no credentials username"
    }

    private struct Refused: Error {
        let words: String
    }

    private let context: RuntimeContext

    package init(_ context: RuntimeContext) { self.context = context }

    /// - Parameter input: reads standard input to its end.
    /// - Returns: the exit status.
    package func run(_ words: [String], input: @Sendable () -> String) async -> Int32 {
        do {
            context.streams.output.write(try await answer(words, input))
            return ExitStatus.done.rawValue
        } catch {
            context.streams.output.write("\(TerminalSafe.text(Self.line(error)))\n")
            return ExitStatus.failure.rawValue
        }
    }

    private func answer(_ words: [String], _ input: () -> String) async throws -> String {
        switch words.count == 1 ? words[0] : "" {
        case "get": return try await get(input())
        case "store":
            try checkStored(input())
            return ""
        case "erase":
            let server = try Self.server(input())
            // A password that a registry refused is asked for anew.
            if let registry = RegistryHost(server) { try RegistryTokens.cache(context).remove(registry: registry.name) }
            return ""
        case "list": return try list()
        case "version", "--version": return "\(Self.name) (awsx) \(Version.text)\n"
        default: throw Refused(words: "Usage: \(Self.name) <store|get|erase|list|version>")
        }
    }

    private func get(_ input: String) async throws -> String {
        let server = try Self.server(input)
        guard let registry = RegistryHost(server) else { throw Refused(words: Refusal.notMine) }
        let output = Output(isJSON: false, Verbosity(color: .never, isVerbose: false, isQuiet: true), in: context)
        let service = try OnlineCredentialService(context, observer: RequestObserver(output)) { _ in }
        guard let identity = try RegistryIdentity(service).choose(registry, typed: IdentityRequest()) else {
            throw Refused(words: Refusal.notMine)
        }
        let acting = try ActingIdentity(
            service, identity, IdentityRequest(profile: identity.profile?.name), for: RequestedRun(.ecr),
            login: .atHand(isForbidden: false, otherwise: .never, in: context))
        let token = try await RegistryTokens(identity: acting, registry: registry).token()
        return JSON.object([
            "ServerURL": .string(server), "Username": .string(RegistryToken.userName),
            "Secret": .string(token.password.reveal()),
        ]).serialized(.minified) + "\n"
    }

    /// What a caller wants kept is awsx's own password, which it has anyway.
    private func checkStored(_ input: String) throws {
        guard let json = JSON(Array(input.utf8)), json.members != nil else {
            throw Refused(words: "what was to be stored is not a JSON object")
        }
        if json["ServerURL"]?.string?.isEmpty ?? true { throw Refused(words: Refusal.noServer) }
        if json["Username"]?.string?.isEmpty ?? true { throw Refused(words: Refusal.noUser) }
    }

    private func list() throws -> String {
        let registries = try RegistryTokens.cache(context).registries(at: context.clock.now())
        let members = registries.map { JSON.Member("https://\($0)", .string(RegistryToken.userName)) }
        return JSON.object(members).serialized(.minified) + "\n"
    }

    private static func server(_ input: String) throws -> String {
        let server = input.trimmingPrefix { $0.isWhitespace }.prefix { !$0.isWhitespace }
        guard !server.isEmpty else { throw Refused(words: Refusal.noServer) }
        return String(server)
    }

    /// One line, with what mends it.
    private static func line(_ error: any Error) -> String {
        switch error {
        case let refused as Refused: return refused.words
        case let refusal as ServiceError: return line(Failure(refusal))
        case let failure as Failure:
            let place = failure.location.map { " (\($0))" } ?? ""
            let hint = failure.hint.map { "; \($0.words)" } ?? ""
            return "awsx: \(failure.message)\(place)\(hint)"
        default: return "awsx: \(error)"
        }
    }
}
