import Engine

/// The overview of all commands, made from manifests alone.
package enum Help {
    /// Commands in the groups that a person looks for them in; whatever no group names comes last.
    private static let groups: [(title: String, names: [String])] = [
        ("Set up", ["configure"]),
        ("Sign in", ["login", "logout", "status", "whoami"]),
        ("Use credentials", ["exec", "env", "credential-process", "token"]),
        ("Look around", ["profiles", "accounts", "config", "explain", "doctor"]),
        ("Live in the shell", ["init", "use", "unuse", "prompt", "complete", "completion", "allow"]),
        ("Extend", ["plugin"]),
    ]

    package static func overview(builtIn: [Manifest], external: [Manifest], _ style: Style) -> String {
        var text = """
            \(style.paint("awsx", .bold)) \(Version.text): who you are in AWS, until when, and every command with exactly those credentials.

            \(style.paint("Usage:", .bold)) awsx COMMAND [options]

              awsx login PROFILE            sign in through the browser
              awsx exec -p PROFILE -- CMD   run CMD with the profile's credentials
              awsx status                   who you are and until when

            """
        for group in grouped(builtIn) { text += section(group.title, group.commands, style) }
        text += section("Plugins", external, style)
        return text + "\nHelp on one command: awsx help COMMAND. Exit statuses and files: README.\n"
    }

    /// What a person may call, in those groups; what no group names is in the last.
    package static func grouped(_ builtIn: [Manifest]) -> [(title: String, commands: [Manifest])] {
        var rest = builtIn.filter { !$0.isHidden }
        var found: [(title: String, commands: [Manifest])] = []
        for (title, names) in groups {
            found.append((title, names.compactMap { name in rest.first { $0.name == name } }))
            rest.removeAll { names.contains($0.name) }
        }
        return (found + [("More", rest)]).filter { !$0.commands.isEmpty }
    }

    private static func section(_ title: String, _ members: [Manifest], _ style: Style) -> String {
        guard !members.isEmpty else { return "" }
        let lines = members.map { manifest in
            let gap = String(repeating: " ", count: max(2, 22 - ColumnWidth.of(manifest.name)))
            return "  \(manifest.name)\(gap)\(TerminalSafe.text(manifest.summary))\n"
        }
        return "\n\(style.paint(title, .bold))\n\(lines.joined())"
    }
}
