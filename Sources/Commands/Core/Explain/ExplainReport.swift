import Engine
import PluginKit
import SystemKit

/// An explanation for people: what was found, aligned, part by part.
struct ExplainReport: Renderable {
    let explanation: IdentityExplanation
    var ruling = ExplainedRules.none
    let time: LocalTime
    /// The home folder, which people's text writes as `~`; nil or `/` leaves paths as they are.
    let home: String?

    /// What a terminal shows in one line at least.
    private static let width = 80

    func text(_ style: Style) -> String {
        let parts = [
            ("", head.text(style)), ("Rules", ruling.rules?.text(style, short) ?? ""), ("Settings", settings(style)),
            ("Providers", providers(style)),
            ("Role chain, outermost role first", chain(style)), ("Cache files", caches(style)),
            ("Files", files(style)), ("Remarks", remarks(style)),
        ]
        return parts.filter { !$0.1.isEmpty }.map { title, text in
            title.isEmpty ? text : "\(style.paint(title, .bold))\n\(text)"
        }.joined(separator: "\n")
    }

    private var head: KeyValueList {
        let profile = explanation.profile.map { "\($0.value) (\(short("\($0.location)")))" } ?? "none selected"
        var rows: [(String, Table.Cell)] = [("profile", .init(profile, .bold))]
        if let labels = explanation.execLabels { rows = labels.cells }
        if let scope = explanation.scope { rows.append(("scope", .init(scope, .bold))) }
        if let source = explanation.source {
            rows.append(("provider", .init(source.providerName)))
            if let account = source.accountID { rows.append(("account", .init(account))) }
            if let role = source.roleName { rows.append(("role", .init(role))) }
            if let state = explanation.ends?.state(at: time.now) { rows.append(("state", state.cell(at: time.now))) }
            if let login = explanation.login { rows.append(("", .init("→ \(login.words)"))) }
        } else if explanation.fault != nil {
            rows.append(("provider", .init("none", .red)))
        }
        if let region = explanation.region {
            rows.append(("region", .init(region.value)))
        } else if explanation.source != nil {
            let asked =
                explanation.asksMachineForRegion ? "; if one is needed, the instance metadata service is asked" : ""
            rows.append(("region", .init("not set\(asked)")))
        }
        if let agent = ruling.agentText { rows.append(("agent", .init(agent, .yellow))) }
        if let endpoint = explanation.endpoint {
            let url =
                endpoint.url.map { "\($0.value) (\(short("\($0.location)")))" }
                ?? "default for the region: no setting overrides it"
            rows.append((endpoint.id, .init(url)))
        }
        return KeyValueList(cells: rows)
    }

    /// Section by section, each as narrow as it can be: an ARN and its place fit in the width of a terminal.
    private func settings(_ style: Style) -> String {
        var text = ""
        var rest = explanation.settings[...]
        while let first = rest.first {
            let section = rest.prefix { $0.section == first.section }
            rest = rest.dropFirst(section.count)
            let name = first.section == "command" ? "all services" : first.section
            text += "  \(style.paint(TerminalSafe.text(name), .dim))\n"
            text += Table(rows: section.flatMap(rows)).text(style)
        }
        return text
    }

    private func rows(_ setting: ExplainedSetting) -> [[Table.Cell]] {
        [[.init("    \(setting.key)"), .init(setting.value), .init(short("\(setting.location)"), .dim)]]
            + setting.overrode.map { other in
                [.init(""), .init("overrides \(other.value)", .dim), .init(short("\(other.location)"), .dim)]
            }
    }

    private func providers(_ style: Style) -> String {
        // Those behind the one that decides, with nothing to go by either, are told as one.
        let (rest, told) = explanation.providers.partitioned { $0.state == .notAsked && !$0.isConfigured }
        var rows = told.map { provider -> [Table.Cell] in
            let (word, ink): (String, Style.Ink) =
                switch provider.state {
                case .answers: ("answers", .green)
                case .skipped: ("skipped", .dim)
                case .failed: ("fails", .red)
                case .notAsked: ("not tried", .yellow)
                }
            return [.init("  \(provider.name)"), .init(word, ink), .init(short(provider.reason))]
        }
        if let first = rest.first {
            rows.append([.init("  \(rest.count) more"), .init("not tried", .dim), .init(short(first.reason))])
        }
        return Table(head: ["  provider", "", "why"], rows: rows).text(style)
    }

    private func chain(_ style: Style) -> String {
        (explanation.source?.links ?? []).enumerated().map { index, link in
            let text = (link.settings.members ?? []).map {
                "\($0.name)=\($0.value.string ?? "\($0.value.integer ?? 0)")"
            }
            let name = link.source.providerName
            let line = "  \(index + 1)  \(TerminalSafe.text(([name] + text).joined(separator: "  ")))"
            guard ColumnWidth.of(line) > Self.width else { return line + "\n" }
            return (["  \(index + 1)  \(name)"] + text.map { "       \(TerminalSafe.text($0))" })
                .map { $0 + "\n" }.joined()
        }.joined()
    }

    private func caches(_ style: Style) -> String {
        explanation.caches.map { cache in
            let state = cache.expiresAt.map(time.span(to:)) ?? "not cached"
            let renewal = cache.isRenewable ? ", renewable" : ""
            let mark = cache.serves ? style.paint("✓", .green) : style.paint("·", .dim)
            return "  \(mark) \(cache.content.rawValue) of \(TerminalSafe.text(cache.owner)): \(state)\(renewal)\n"
                + "    \(style.paint(TerminalSafe.text(short(cache.path)), .dim))\n"
        }.joined()
    }

    private func files(_ style: Style) -> String {
        Table(
            head: ["  file", "path", ""],
            rows: explanation.files.map { file in
                let origin = file.variable.map { "set by $\($0)" } ?? ""
                return [
                    .init("  \(file.kind)"), .init(short(file.path)),
                    file.isThere
                        ? .init(origin, .dim) : .init(origin.isEmpty ? "missing" : "missing, \(origin)", .yellow),
                ]
            }
        ).text(style)
    }

    private func remarks(_ style: Style) -> String {
        let warnings = explanation.warnings.map { "\($0.file):\($0.line): \($0.text)" }
        return (warnings + explanation.notices).map { "  \(TerminalSafe.text(short($0)))\n" }.joined()
    }
}

extension ExplainReport {
    /// A text with the paths below the home folder as a shell would take them; each stands at the start, after a blank,
    /// or in parentheses.
    private func short(_ text: String) -> String {
        guard let home, home.count > 1 else { return text }
        let text = text.hasPrefix("\(home)/") ? "~\(text.dropFirst(home.count))" : text
        return ["(", " "].reduce(text) { $0.replacing("\($1)\(home)/", with: "\($1)~/") }
    }
}

extension Array {
    /// The members that are so, and the others, each in their order.
    fileprivate func partitioned(_ isSo: (Element) -> Bool) -> (so: [Element], others: [Element]) {
        (filter(isSo), filter { !isSo($0) })
    }
}
