import Engine
import NetworkCommands
import PluginKit
import SystemKit

/// `awsx ecr configure`: names awsx as the helper of registries in Docker's config.
struct RegistryConfiguration {
    let arguments: ECRArguments.Configure
    let output: Output
    let context: RuntimeContext

    func run() async throws -> Int32 {
        let service = try OnlineCredentialService(context, observer: RequestObserver(output), warn: output.warn)
        let registries = try registries(service)
        let path = try DockerConfigFile.path(context)
        let change = try await UserFile(path, in: context).edit(isDryRun: arguments.dryRun) {
            try DockerConfigFile.adding(registries, to: $0, path: path)
        }
        if case .found = ProgramSearch.find(
            DockerCredentialHelper.name, path: context.environment[EnvironmentKey.path])
        {
        } else {
            output.warn("\(DockerCredentialHelper.name) is not in PATH, where container tools look for it")
        }
        try output.show(
            ConfigureAnswer(registries: registries, path: path, isWritten: change.isWritten, backup: change.backup))
        return ExitStatus.done.rawValue
    }

    private func registries(_ service: OnlineCredentialService) throws -> [String] {
        if arguments.all {
            var found: [String] = []
            for profile in RegistryIdentity.profiles(of: nil, in: service) {
                let identity = ActingIdentity(
                    service, try service.resolver.resolve(IdentityRequest(profile: profile.name)), login: .never)
                guard let account = identity.identity.source.accountID, let region = identity.region else { continue }
                let name = try RegistryHost(account: account, region: region).name
                if !found.contains(name) { found.append(name) }
            }
            return found + ["public.ecr.aws"]
        }
        guard arguments.registries.isEmpty else {
            return try arguments.registries.map { try RegistryHost(typed: $0).name }
        }
        let request = IdentityRequest(profile: arguments.profile, region: arguments.region)
        let identity = try service.resolver.resolve(request)
        output.tell(identity, of: service.config)
        return [try RegistryHost(of: ActingIdentity(service, identity, login: .never)).name]
    }
}

private struct ConfigureAnswer: Renderable {
    let registries: [String]
    let path: String
    let isWritten: Bool
    let backup: String?

    var json: JSON {
        .object([
            "registries": .array(registries.map(JSON.string)), "file": .string(path), "written": .bool(isWritten),
            "backup": .text(backup),
        ])
    }

    func text(_ style: Style) -> String { registries.map { "\($0)\n" }.joined() }
}
