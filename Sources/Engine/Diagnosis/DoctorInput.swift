package import SystemKit

/// What doctor looks at: everything read beforehand, so that a check is a function of values.
package struct DoctorInput: Sendable {
    package let environment: Environment
    package let home: String?
    package let userID: UInt32
    package let now: Instant
    package let paths: ConfigPaths
    /// What could be read of the two files; one that couldn't is absent here.
    package let config: SharedConfig
    /// Why a file couldn't be read.
    package let faults: [Failure]
    package let inventory: FileInventory
    /// Why the site's policy on plugins can't be read.
    package let sitePolicyFault: Failure?
    /// Why the rules can't be understood.
    package let ruleFault: Failure?
    /// Why scopes of one's own can't be understood, each for itself.
    package let scopeFaults: [Failure]
    /// Why what awsx's own config says of sessions can't be meant, each for itself.
    package let sessionSettingFaults: [Failure]
    /// The agent that asks.
    package let agent: DetectedAgent?
    /// Where a command's program is.
    package let find: @Sendable (_ command: String) -> ProgramSearch.Outcome
    /// The AWS Toolkits of editors.
    package let toolkits: [DetectedToolkit]
    /// Each awsx that a shell could find, the one that it runs first.
    package let installations: [String]
    /// What the hosts answered; nil if they weren't asked.
    package var health: HealthCheckOutcome?
    /// What `aws --version` said; nil if there is no `aws`, or it wasn't asked.
    package var awsCLI: DetectedAWSCLI?
    /// How a file names this awsx.
    package var program = "awsx"
    /// The shell that a person types in; nil where nobody does.
    package let shell: DetectedShell?

    /// Reads everything but the network and `aws`.
    ///
    /// - Parameters:
    ///   - userID: who is asking.
    ///   - isPersonThere: whether the shell's set-up matters.
    ///   - prefixes: where awsx is installed: folders that hold `share`.
    ///   - editions: the words for this awsx's scripts for shells.
    package static func load(
        _ context: RuntimeContext, userID: UInt32, isPersonThere: Bool, prefixes: [String],
        editions: [DetectedShell.Name: String]
    ) -> DoctorInput {
        let paths = ConfigPaths.resolve(environment: context.environment, home: context.home)
        let (config, faults) = readable(paths, context.files)
        let path = context.environment[EnvironmentKey.path]
        return DoctorInput(
            environment: context.environment, home: context.home, userID: userID, now: context.clock.now(),
            paths: paths,
            config: config, faults: faults, inventory: .load(context, paths: paths, config: config, userID: userID),
            sitePolicyFault: sitePolicyFault(context), ruleFault: ruleFault(context), scopeFaults: scopeFaults(context),
            sessionSettingFaults: sessionSettingFaults(context, config), agent: context.agent,
            find: { ProgramSearch.find($0, path: path) }, toolkits: DetectedToolkit.all(context),
            // What hands on to another program, as a version manager's shim does, is no awsx of its own.
            installations: ProgramSearch.all("awsx", path: path)
                .filter { (realPath($0) ?? $0).lastPathName == "awsx" },
            shell: isPersonThere ? .load(context, prefixes: prefixes, editions: editions) : nil)
    }

    private static func sitePolicyFault(_ context: RuntimeContext) -> Failure? {
        do throws(Failure) {
            _ = try PluginPolicy.load(context)
            return nil
        } catch {
            return error
        }
    }

    private static func ruleFault(_ context: RuntimeContext) -> Failure? {
        do throws(Failure) {
            let own = try OwnConfigText.load(AwsxConfig.path(context), files: context.files)
            _ = try RuleSet.load(context, own: own)
            return nil
        } catch {
            return error
        }
    }

    /// Nothing where the file itself can't be read, which the rules' fault tells.
    private static func sessionSettingFaults(_ context: RuntimeContext, _ config: SharedConfig) -> [Failure] {
        ((try? SessionSettings.load(context)) ?? .none).faults(in: config)
    }

    /// Nothing where the files themselves can't be read, which the rules' fault tells.
    private static func scopeFaults(_ context: RuntimeContext) -> [Failure] {
        let catalog = ScopeCatalog(context)
        return ((try? catalog.userNames()) ?? []).compactMap { name in
            do throws(Failure) {
                _ = try catalog.userScope(named: name)
                return nil
            } catch {
                return error
            }
        }
    }

    /// Each file for itself where the two together can't be read.
    private static func readable(_ paths: ConfigPaths, _ files: any FileSystem) -> (SharedConfig, [Failure]) {
        var faults: [Failure] = []
        var config = paths.config
        var credentials = paths.credentials
        for _ in 0..<3 {
            do throws(Failure) {
                let origin = (paths.configOrigin, paths.credentialsOrigin)
                let rest = ConfigPaths(
                    config: config, credentials: credentials, configOrigin: origin.0, credentialsOrigin: origin.1)
                return (try SharedConfig.load(rest, files: files), faults)
            } catch {
                faults.append(error)
                // The config file is read first.
                if config != nil, error.isAbout(config) { config = nil } else { credentials = nil }
            }
        }
        return (SharedConfig(paths: paths, config: nil, credentials: nil), faults)
    }
}

extension DoctorInput {
    /// What could not be looked at, since the file that tells of it can't be read.
    package var unexamined: [Diagnosis.Group] {
        if faults.contains(where: { $0.isAbout(paths.config) }) { return [.sessions, .portability, .network] }
        return faults.isEmpty ? [] : [.portability]
    }

    /// Every profile that is there.
    var profiles: [Profile] { config.profileNames.compactMap(config.profile) }

    /// The profile that a variable names, and which.
    var namedProfile: (name: String, location: SourceLocation)? {
        for variable in [EnvironmentKey.profile, EnvironmentKey.defaultProfile] {
            if let value = environment[variable] { return (value, .variable(variable)) }
        }
        return nil
    }

    /// The profile that commands act as here, unless keys are in the environment.
    var activeProfile: Profile? { config.profile(namedProfile?.name ?? "default") }
}

extension Failure {
    fileprivate func isAbout(_ path: String?) -> Bool {
        guard case .file(let file, _)? = location else { return false }
        return file == path
    }
}
