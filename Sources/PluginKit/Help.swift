import Engine

/// The overview of all commands, made from manifests alone.
package enum Help {
    /// - Parameters:
    ///   - builtIn: in any order; one without a group comes last, under "More".
    ///   - external: one without a group is under "Plugins".
    package static func overview(builtIn: [Manifest], external: [Manifest], _ style: Style) -> String {
        var text = """
            \(style.paint("awsx", .bold)) \(Version.text): sign in to AWS, see who you are, and run commands with the right credentials.

            \(style.paint("Usage:", .bold)) awsx COMMAND [options]

              awsx login PROFILE            sign in through the browser
              awsx exec -p PROFILE -- CMD   run CMD with the profile's credentials
              awsx status                   show your identity and when it expires

            """
        for group in grouped(builtIn: builtIn, external: external) {
            text += section(group.title, group.commands, style)
        }
        return text + "\nHelp on a command: awsx help COMMAND. Settings, files and exit statuses: man awsx.\n"
    }

    /// What a person may call, in groups that have members.
    package static func grouped(builtIn: [Manifest], external: [Manifest]) -> [(title: String, commands: [Manifest])] {
        let all = (builtIn + external).filter { !$0.isHidden }
        let groups = HelpGroup.allCases.map { group in
            // A sort that keeps the order of equals.
            let members = all.enumerated().filter { $0.element.group == group }
                .sorted { ($0.element.position, $0.offset) < ($1.element.position, $1.offset) }
            return (title: group.title, commands: members.map(\.element))
        }
        let rest = builtIn.filter { $0.group == nil && !$0.isHidden }
        let plugins = external.filter { $0.group == nil && !$0.isHidden }
        return (groups + [("More", rest), ("Plugins", plugins)]).filter { !$0.commands.isEmpty }
    }

    private static func section(_ title: String, _ members: [Manifest], _ style: Style) -> String {
        let lines = members.map { manifest in
            let gap = String(repeating: " ", count: max(2, 22 - ColumnWidth.of(manifest.name)))
            return "  \(manifest.name)\(gap)\(TerminalSafe.text(manifest.summary))\n"
        }
        return "\n\(style.paint(title, .bold))\n\(lines.joined())"
    }
}
