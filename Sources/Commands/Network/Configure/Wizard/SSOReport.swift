import Engine
import PluginKit
import SystemKit

/// What a wizard wrote, and what to type next.
struct SSOReport: Renderable {
    /// The config file.
    let path: String
    let isWritten: Bool
    /// Nil where only a session was written.
    var profile: String?
    let session: String?
    /// The session that was added to stand by for it.
    var standby: String?
    var accountID: String?
    var role: String?
    /// How long a line may be; nil for any length.
    let columns: Int?

    var json: JSON {
        .object([
            "accountId": .text(accountID), "config": .string(path), "profile": .text(profile), "roleName": .text(role),
            "session": .text(session), "standby": .text(standby), "written": .bool(isWritten),
        ])
    }

    func text(_ style: Style) -> String {
        let parts = [
            profile.map { "profile \(TerminalSafe.text($0))" }, session.map { "sso-session \(TerminalSafe.text($0))" },
            standby.map { "its standby \(TerminalSafe.text($0))" },
        ].compactMap(\.self).joined(separator: " and ")
        let first =
            isWritten
            ? "Wrote \(parts) to \(TerminalSafe.text(path))." : "\(parts) in \(TerminalSafe.text(path)): unchanged."
        let shown = WordWrap.wrap(first, columns: columns)
        return "\n\(shown)\nNext:\n"
            + next.map { command, what in
                "  \(style.paint(command, .bold))\n" + (what.isEmpty ? "" : "    \(what)\n")
            }.joined()
    }

    private var next: [(String, String)] {
        main
            + (standby.map {
                [("awsx login --session \(DisplayedCommandWord.quoted($0))", "to sign in to the standby")]
            } ?? [])
    }

    private var main: [(String, String)] {
        guard let profile else {
            let name = DisplayedCommandWord.quoted(session ?? "")
            return [
                ("awsx login --session \(name)", "to sign in"),
                ("awsx configure sync --session \(name)", "to write a profile for every account and role"),
            ]
        }
        let all = session.map {
            [
                (
                    "awsx configure sync --session \(DisplayedCommandWord.quoted($0))",
                    "to write a profile for every other account and role"
                )
            ]
        }
        let isDefault = profile == "default"
        let word = DisplayedCommandWord.quoted(profile)
        return [
            isDefault
                ? ("aws sts get-caller-identity", "")
                : ("aws sts get-caller-identity --profile \(word)", ""),
            ("awsx exec -p \(word) -- COMMAND", "to run a command with this profile"),
            ("awsx use \(word)", "to use this profile in the current shell"),
        ] + (all ?? [])
    }
}
