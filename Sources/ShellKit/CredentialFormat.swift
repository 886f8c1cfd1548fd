package import Engine

/// The forms in which credentials are printed.
package enum CredentialFormat: String, Sendable, CaseIterable {
    case bash, zsh, fish, posix, dotenv, json, process, powershell

    /// The text, with its last line's end. Shell forms begin by removing every variable that could name another identity.
    package func text(_ change: EnvironmentChange, credentials: Credentials, process: JSON) -> String {
        switch self {
        case .bash, .zsh, .posix:
            // Bytes, since a string that grows piece by piece costs more than all else that is written.
            var text: [UInt8] = []
            func add(_ piece: String) { text.append(contentsOf: piece.utf8) }
            add("unset")
            for name in change.removals {
                add(" ")
                add(name)
            }
            add("\n")
            for (name, value) in change.settings {
                add("export ")
                add(name)
                add("=")
                add(Quoting.posix.word(value))
                add("\n")
            }
            return String(decoding: text, as: UTF8.self)
        case .fish:
            var text = fishRemoval(change.removals) + "\n"
            for (name, value) in change.settings {
                text += "set -gx " + name + " " + Quoting.fish.word(value) + "\n"
            }
            return text
        case .powershell:
            var text = ""
            for name in change.removals { text += "Remove-Item Env:" + name + " -ErrorAction SilentlyContinue\n" }
            for (name, value) in change.settings {
                text += "$Env:" + name + " = " + Quoting.powershell.word(value) + "\n"
            }
            return text
        case .dotenv:
            return change.settings.map { "\($0.name)=\(DotenvValue.quoted($0.value))\n" }.joined()
        case .json:
            return JSON.object(change.settings.map { JSON.Member($0.name, .string($0.value)) }).serialized(
                .sortedPretty)
                + "\n"
        case .process:
            return process.serialized(.sortedPretty) + "\n"
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
}
