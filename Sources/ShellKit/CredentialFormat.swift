package import Engine

/// The forms in which credentials are printed.
package enum CredentialFormat: String, Sendable, CaseIterable {
    case bash, zsh, fish, posix, dotenv, json, process, powershell

    /// The text, with its last line's end. Shell forms begin by removing every variable that could name another identity.
    package func text(_ change: EnvironmentChange, credentials: Credentials, process: JSON) -> String {
        switch self {
        case .bash, .zsh, .posix:
            lines(change, unset: { "unset \($0.joined(separator: " "))" }) { "export \($0)=\(Quoting.posix.word($1))" }
        case .fish:
            lines(change, unset: { $0.map { "set -e \($0)" }.joined(separator: "; ") }) {
                "set -gx \($0) \(Quoting.fish.word($1))"
            }
        case .powershell:
            lines(
                change,
                unset: { names in
                    names.map { "Remove-Item Env:\($0) -ErrorAction SilentlyContinue" }.joined(separator: "\n")
                }
            ) { "$Env:\($0) = \(Quoting.powershell.word($1))" }
        case .dotenv:
            change.settings.map { "\($0.name)=\(dotenvValue($0.value))\n" }.joined()
        case .json:
            JSON.object(change.settings.map { JSON.Member($0.name, .string($0.value)) }).serialized(.sortedPretty)
                + "\n"
        case .process:
            process.serialized(.sortedPretty) + "\n"
        }
    }

    private func lines(
        _ change: EnvironmentChange, unset: ([String]) -> String, set: (String, String) -> String
    ) -> String {
        ([unset(change.removals)] + change.settings.map { set($0.name, $0.value) }).joined(separator: "\n") + "\n"
    }

    /// Docker and most readers take the rest of the line as it is; a value with anything but plain text is quoted.
    private func dotenvValue(_ value: String) -> String {
        let isPlain = value.unicodeScalars.allSatisfy {
            $0.isASCII && $0.value > 0x20 && !"\"'\\#$`".unicodeScalars.contains($0)
        }
        return isPlain ? value : Quoting.posix.word(value)
    }
}
