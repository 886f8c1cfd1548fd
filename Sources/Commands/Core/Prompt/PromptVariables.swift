import Engine
import SystemKit

/// The variables that the segment follows from: the one list that the shells' scripts are given by `awsx init`, and that
/// tells one kept file from another.
enum PromptVariables {
    /// Where a locale is read from, the first that holds anything.
    static let locale = ["LC_ALL", "LC_CTYPE", "LANG"]

    /// Those whose values count: who one is, and how that is shown.
    static let names = EnvironmentKey.deciding + TerminalCapabilities.variables + locale

    /// Those of which it counts whether they hold anything.
    static let secrets = EnvironmentKey.decidingSecrets

    /// Their present state in one text, without a secret.
    static func state(of environment: Environment) -> String {
        let values = names.map { name in environment[name].map { "\(name)=\($0)" } ?? name }
        return (values + secrets.filter { environment.text($0) != nil }).joined(separator: "\n")
    }
}
