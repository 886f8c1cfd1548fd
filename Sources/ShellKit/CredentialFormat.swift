package import Engine

/// The forms in which credentials are printed.
package enum CredentialFormat: String, Sendable, CaseIterable {
    case bash, zsh, fish, posix, dotenv, json, process, powershell

    /// The text, with its last line's end. Shell forms begin by removing every variable that could name another identity.
    package func text(_ change: EnvironmentChange, credentials: Credentials, process: JSON) -> String {
        switch self {
        case .bash, .zsh, .posix:
            lines(
                ["unset \(change.removals.joined(separator: " "))"],
                change.settings.map { "export \($0.name)=\(Quoting.posix.word($0.value))" })
        case .fish:
            lines(
                [fishRemoval(change.removals)],
                change.settings.map { "set -gx \($0.name) \(Quoting.fish.word($0.value))" })
        case .powershell:
            lines(
                change.removals.map { "Remove-Item Env:\($0) -ErrorAction SilentlyContinue" },
                change.settings.map { "$Env:\($0.name) = \(Quoting.powershell.word($0.value))" })
        case .dotenv:
            change.settings.map { "\($0.name)=\(DotenvValue.quoted($0.value))\n" }.joined()
        case .json:
            JSON.object(change.settings.map { JSON.Member($0.name, .string($0.value)) }).serialized(.sortedPretty)
                + "\n"
        case .process:
            process.serialized(.sortedPretty) + "\n"
        }
    }

    /// Removes what this shell alone has. A universal variable belongs to every shell of this user, now and later: it is
    /// told, not erased.
    private func fishRemoval(_ names: [String]) -> String {
        """
        for _awsx_name in \(names.joined(separator: " "))
            set -ef $_awsx_name
            set -eg $_awsx_name
            set -qU $_awsx_name; and echo "awsx: $_awsx_name is a universal variable and stays; to remove it: set -eU $_awsx_name" >&2
        end
        set -e _awsx_name
        """
    }

    private func lines(_ removals: [String], _ settings: [String]) -> String {
        (removals + settings).map { "\($0)\n" }.joined()
    }
}
