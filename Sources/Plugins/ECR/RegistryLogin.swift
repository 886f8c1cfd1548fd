import Engine
import NetworkCommands
import PluginKit
import SystemKit

/// `awsx ecr login`: the password goes to a container tool by its standard input, never by its words.
struct RegistryLogin {
    let arguments: ECRArguments.Login
    let output: Output
    let context: RuntimeContext

    private static let tools = ["docker", "podman"]

    func run() async throws -> Int32 {
        let service = try OnlineCredentialService(context, observer: RequestObserver(output), warn: output.warn)
        let (registry, identity) = try target(service)
        let tool = try arguments.printPassword ? nil : Self.tool(arguments.with, context)
        let token = try await RegistryTokens(identity: identity, registry: registry).token()
        var status = ExitStatus.done.rawValue
        if let tool { status = try signIn(tool, registry, token) }
        if arguments.printPassword, !arguments.json.isOn {
            try context.streams.output.print("\(token.password.reveal())\n")
        } else if arguments.json.isOn, status == 0 {
            try output.show(
                LoginAnswer(
                    registry: registry.name, profile: identity.profileName, tool: tool?.name, token: token,
                    printsPassword: arguments.printPassword, now: context.clock.now()))
        }
        return status
    }

    private func target(_ service: OnlineCredentialService) throws -> (RegistryHost, ActingIdentity) {
        let login = LoginPermission.atHand(isForbidden: arguments.login.isForbidden, otherwise: .never, in: context)
        let request = IdentityRequest(
            profile: arguments.profile, region: arguments.region, scopes: arguments.scope.selections)
        func acting(_ identity: ResolvedIdentity) throws(Failure) -> ActingIdentity {
            output.tell(identity, of: service.config)
            return try ActingIdentity(
                service, identity,
                IdentityRequest(
                    profile: identity.profile?.name, region: arguments.region, scopes: arguments.scope.selections),
                for: RequestedRun(.ecr), login: login, mfaCode: arguments.mfa.code)
        }
        guard let named = try arguments.registry.map(RegistryHost.init(typed:)) else {
            let identity = try acting(try service.resolver.resolve(request))
            return (try RegistryHost(of: identity), identity)
        }
        guard let identity = try RegistryIdentity(service).choose(named, typed: request) else {
            throw Failure(
                .noCredentials,
                "no profile is chosen for \(named.name), which can also be used without a password",
                hint: "name one with -p")
        }
        return (named, try acting(identity))
    }

    private static func tool(_ wanted: String?, _ context: RuntimeContext) throws(Failure) -> (
        name: String, path: String
    ) {
        let names = wanted.map { [$0] } ?? tools
        for name in names {
            if case .found(let path) = ProgramSearch.find(name, path: context.environment[EnvironmentKey.path]) {
                return (name, path)
            }
        }
        throw Failure(
            .commandNotFound, "there is no \(names.joined(separator: " or ")) in PATH to log in",
            hint: "awsx ecr login --print-password | PROGRAM login --username AWS --password-stdin REGISTRY")
    }

    /// The tool's own status, and its words on standard error: standard output is for awsx's answer.
    private func signIn(
        _ tool: (name: String, path: String), _ registry: RegistryHost, _ token: RegistryToken
    ) throws(Failure) -> Int32 {
        var environment = context.environment
        for name in EnvironmentKey.identity { environment.remove(name) }
        let words = [tool.name, "login", "--username", RegistryToken.userName, "--password-stdin", registry.name]
        do {
            var child = try ChildProcess.start(tool.path, words: words, environment: environment, streams: .piped)
            do {
                try child.send(token.password.reveal())
                child.endInput()
                while let line = try child.receiveLine(limit: 1 << 16) {
                    output.remark(String(decoding: line, as: UTF8.self))
                }
            } catch  where error.isBrokenPipe {
                // How it ended tells more.
            }
            return try child.wait()
        } catch {
            throw Failure(.failed, error)
        }
    }
}

private struct LoginAnswer: Renderable {
    let registry: String
    let profile: String?
    let tool: String?
    let token: RegistryToken
    let printsPassword: Bool
    let now: Instant

    var json: JSON {
        .object([
            "registry": .string(registry), "profile": .text(profile), "tool": .text(tool),
            "username": .string(RegistryToken.userName),
            "password": .text(printsPassword ? token.password.reveal() : nil), "expiresAt": .time(token.expiresAt),
            "secondsLeft": .secondsLeft(until: token.expiresAt, at: now),
        ])
    }

    func text(_ style: Style) -> String { "" }
}
