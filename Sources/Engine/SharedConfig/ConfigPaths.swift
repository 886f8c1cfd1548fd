package import SystemKit

/// Where the two files are, and what said so (<doc:ConfigurationFiles>, Where the files are).
package struct ConfigPaths: Sendable, Hashable {
    /// The config file; nil if there is no home folder, or if the variable is set to nothing: then it reads as empty.
    package let config: String?
    /// The credentials file; nil likewise.
    package let credentials: String?
    /// The variable or the default path that chose `config`; nil if there is neither.
    package let configOrigin: SourceLocation?
    /// The variable or the default path that chose `credentials`; nil if there is neither.
    package let credentialsOrigin: SourceLocation?
    /// awsx's own config; nil if there is no place for one.
    package let own: String?

    package init(
        config: String?,
        credentials: String?,
        configOrigin: SourceLocation? = nil,
        credentialsOrigin: SourceLocation? = nil,
        own: String? = nil
    ) {
        self.config = config
        self.credentials = credentials
        self.configOrigin = configOrigin ?? config.map { .file($0, line: nil) }
        self.credentialsOrigin = credentialsOrigin ?? credentials.map { .file($0, line: nil) }
        self.own = own
    }

    /// Why nothing is configured, if it is for want of a home folder.
    package var homeless: Failure? { configOrigin == nil ? .homeless : nil }

    /// The variables' paths, expanded; else those under the home folder. In a run whose credentials renew, those of before.
    package static func resolve(environment: Environment, home: String?) -> ConfigPaths {
        let expansion = PathExpansion(environment: environment, home: home)
        let run = environment.text(EnvironmentKey.awsxRunFolder)
        func choose(
            _ named: String, _ outer: String, _ usual: String
        ) -> (path: String?, origin: SourceLocation?) {
            let isOfRun = run.map { environment[named]?.hasPrefix("\($0)/") == true } ?? false
            let variable = isOfRun ? outer : named
            if let chosen = environment[variable] {
                return (chosen.isEmpty ? nil : expansion.expand(chosen), .variable(variable))
            }
            guard let home else { return (nil, nil) }
            let path = PathExpansion.join(home, usual)
            return (path, .file(path, line: nil))
        }
        let config = choose(
            EnvironmentKey.configFile, EnvironmentKey.awsxOuterConfigFile, ".aws/config")
        let credentials = choose(
            EnvironmentKey.credentialsFile, EnvironmentKey.awsxOuterCredentialsFile, ".aws/credentials")
        return ConfigPaths(
            config: config.path,
            credentials: credentials.path,
            configOrigin: config.origin,
            credentialsOrigin: credentials.origin,
            own: AwsxConfig.path(environment, home: home)
        )
    }
}

extension Failure {
    /// Nobody knows where the user's files are.
    static let homeless = Failure(
        .configInvalid, "there is no home directory: HOME is unset and this user has no line in /etc/passwd",
        at: .variable(EnvironmentKey.home), hint: "export HOME=/path/to/your/home")
}
