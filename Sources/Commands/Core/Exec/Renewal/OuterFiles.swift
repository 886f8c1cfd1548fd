import Engine
import SystemKit

/// The variables by which the user named both files, also where this is a run within a run; nil where none did.
struct OuterFiles {
    let config: String?
    let credentials: String?

    init(config: String?, credentials: String?) {
        self.config = config
        self.credentials = credentials
    }

    init(_ environment: Environment) {
        let run = environment.text(EnvironmentKey.awsxRunFolder)
        func own(_ name: String, _ outer: String) -> String? {
            guard let run, environment[name]?.hasPrefix("\(run)/") == true else { return environment[name] }
            return environment[outer]
        }
        config = own(EnvironmentKey.configFile, EnvironmentKey.awsxOuterConfigFile)
        credentials = own(EnvironmentKey.credentialsFile, EnvironmentKey.awsxOuterCredentialsFile)
    }
}

extension Environment {
    /// Sets a variable, or removes it for nil.
    mutating func replace(_ name: String, _ value: String?) {
        if let value { set(name, value) } else { remove(name) }
    }
}
