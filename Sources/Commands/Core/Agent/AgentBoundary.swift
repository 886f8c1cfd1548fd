import Engine
import PluginKit
import SystemKit

/// The fence of `awsx agent run --boundary`: what the command and all below it can't open.
struct AgentBoundary {
    private let plan: Landlock.Plan

    /// - Throws: `.unreachable` with the reason, where this machine can't keep it.
    static func checked(_ context: RuntimeContext) throws(Failure) -> AgentBoundary {
        do {
            _ = try Landlock.version()
        } catch {
            throw failure(error)
        }
        return AgentBoundary(plan: try plan(context))
    }

    /// Why there is no fence here; nil where there is one.
    static var absence: String? {
        do {
            _ = try Landlock.version()
            return nil
        } catch {
            return failure(error).message
        }
    }

    /// - Throws: as `checked`.
    func enforce() throws(Failure) {
        do {
            try Landlock.enforce(plan)
        } catch {
            throw Self.failure(error)
        }
    }

    /// The environment of the command: the files that it can't open are said to be empty, since the SDKs stop at one that
    /// is there and can't be read.
    func applied(to environment: Environment) -> Environment {
        var environment = environment
        environment.set(EnvironmentKey.configFile, "/dev/null")
        environment.set(EnvironmentKey.credentialsFile, "/dev/null")
        environment.set(EnvironmentKey.metadataDisabled, "true")
        return environment
    }

    /// Everything that holds keys, tokens, or leads to some, by its real path.
    private static func plan(_ context: RuntimeContext) throws(Failure) -> Landlock.Plan {
        let folders = try CacheFolders.of(context)
        let paths = ConfigPaths.resolve(environment: context.environment, home: context.home)
        var hidden = [try StateFolder.of(context).path, folders.sso, folders.cli, folders.login]
        hidden += [paths.config, paths.credentials].compactMap { $0 }
        if let home = context.home { hidden += ["\(home)/.aws", "\(home)/.boto"] }
        if let runtime = context.environment.text(EnvironmentKey.xdgRuntimeFolder) { hidden.append("\(runtime)/awsx") }
        for name in [EnvironmentKey.credentialFile, EnvironmentKey.botoConfig, EnvironmentKey.webIdentityTokenFile] {
            if let path = context.environment.text(name) { hidden.append(path) }
        }
        let own = AwsxConfig.path(context).map { [$0.parentFolder] } ?? []
        return Landlock.Plan(hidden: hidden.compactMap(realFile), readOnly: own.compactMap(realPath))
    }

    /// The real path of what is there; a device such as `/dev/null` holds nothing to hide.
    private static func realFile(_ path: String) -> String? {
        guard let real = realPath(path), (try? LocalFiles().status(real))??.kind != .other else { return nil }
        return real
    }

    private static func failure(_ cause: Landlock.Unavailability) -> Failure {
        let reason =
            switch cause {
            case .missing: "this system has no Landlock; Linux 6.2 or later is required"
            case .disabled: "Landlock is turned off in this kernel"
            case .tooOld(let version):
                "this kernel's Landlock is version \(version), and version 3 is required (Linux 6.2)"
            case .failed(let failure): "Landlock failed: \(failure.description)"
            case .leaking(let path): "\(path) can still be opened"
            }
        return Failure(
            .unreachable, "--boundary is not available: \(reason)",
            hint: "without --boundary the command runs as an agent, and can read what you can")
    }
}
