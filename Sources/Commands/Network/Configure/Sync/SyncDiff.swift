import Engine
import PluginKit

/// A plan as a person or a program reads it.
struct SyncDiff: Renderable {
    let plan: SyncPlan
    /// The config file as it is shown.
    let path: String
    let deniedAccounts: [(session: String, account: Account)]
    /// The regions that were asked for.
    var regions: [String] = []
    /// Whole sections, as they will be in the file.
    var isWhole = false
    /// How long a line may be; nil for any length.
    var columns: Int?
    /// Nil if nothing was to be written.
    var isWritten: Bool?

    var json: JSON {
        .object([
            "add": .array(plan.inserts.map { .object(members($0.name, $0.role.session, $0.entries)) }),
            "change": .array(plan.changes.map(change)),
            "clashes": .array(
                plan.clashes.map { clash in
                    .object(["profile": .string(clash.name), "roles": .array(clash.roles.map(role))])
                }),
            "config": .string(path),
            "denied": .array(
                deniedAccounts.map { entry in
                    .object([
                        "accountId": .string(entry.account.id), "accountName": .text(entry.account.name),
                        "session": .string(entry.session),
                    ])
                }),
            "held": .array(
                plan.held.map { held in
                    .object([
                        "profile": .string(held.name), "place": held.location.json,
                        "role": role(held.role),
                    ])
                }),
            "remove": .array(plan.removals.map(stale)),
            "stale": .array((plan.isPruning ? [] : plan.stale).map(stale)),
            "unchanged": .integer(Int64(plan.unchanged)),
            "written": .bool(isWritten ?? false),
        ])
    }

    /// `+` before what comes, `~` before what changes, `-` before what goes; then what they come to.
    func text(_ style: Style) -> String { (isWhole ? sections(style) : lines(style)) + summary + "\n" }

    /// A line a profile.
    private func lines(_ style: Style) -> String {
        let removals = plan.removals.map { removal -> [Table.Cell] in
            [.init("-", .red), .init(removal.name, .red), .init(removal.reason.words), .init("")]
        }
        let changes = plan.changes.map { change -> [Table.Cell] in
            let keys = change.keys.map { "\($0.key) \($0.old.map { "\($0) → " } ?? "")\($0.new)" }
            return [
                .init("~", .yellow), .init(change.name, .yellow), .init(keys.joined(separator: ", ")), .init(""),
            ]
        }
        let inserts = plan.inserts.map { insert -> [Table.Cell] in
            let account = insert.role.account
            return [
                .init("+", .green), .init(insert.name, .green),
                .init(account.name.map { "\($0) (\(account.id))" } ?? account.id), .init(insert.role.role),
            ]
        }
        let rows = removals + changes + inserts
        guard !rows.isEmpty else { return "" }
        let narrowing = Table.Narrowing(columns: columns, dropping: [3, 2], shortening: [2: 20], last: 1)
        return Table(rows: rows, narrowing: narrowing).text(style) + "\n"
    }

    private func sections(_ style: Style) -> String {
        var text = ""
        for removal in plan.removals {
            text += line("-", "# awsx sync \(removal.session)", style, .red)
            text += line("-", "[profile \(removal.name)]", style, .red)
            for entry in removal.entries { text += line("-", "\(entry.key) = \(entry.value)", style, .red) }
            text += "\n"
        }
        for change in plan.changes {
            text += "  [profile \(TerminalSafe.text(change.name))]\n"
            for key in change.keys {
                if let old = key.old { text += line("-", "\(key.key) = \(old)", style, .red) }
                text += line("+", "\(key.key) = \(key.new)", style, .green)
            }
            text += "\n"
        }
        for insert in plan.inserts {
            text += line("+", insert.mark, style, .green)
            text += line("+", "[profile \(insert.name)]", style, .green)
            for entry in insert.entries { text += line("+", "\(entry.key) = \(entry.value)", style, .green) }
            text += "\n"
        }
        return text
    }

    var summary: String {
        let parts = [
            (plan.inserts.count, "to add"), (plan.changes.count, "to change"), (plan.removals.count, "to remove"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        let kept = plan.unchanged > 0 ? "\(plan.unchanged) up to date" : nil
        let words = (parts.isEmpty ? ["nothing to change"] : parts) + [kept].compactMap(\.self)
        return "\(TerminalSafe.text(path)): \(words.joined(separator: ", "))"
    }

    /// What is said of the region, where profiles are added.
    var regionRemark: String? {
        guard !plan.inserts.isEmpty else { return nil }
        return regions.isEmpty
            ? "new profiles get no region; --region REGION writes one"
            : "new profiles get the region \(regions.joined(separator: " or "))"
    }

    /// What a person should know beside the diff, a line each.
    var remarks: [String] {
        plan.clashes.map { clash in
            clash.name.isEmpty || clash.name == "default"
                ? "no profile for \(clash.roles.map(\.title).joined(separator: ", ")): \"\(clash.name)\" is not a valid profile name"
                : "no profile \(clash.name): \(clash.roles.map(\.title).joined(separator: " and ")) would both get that name"
        }
            + plan.held.map { held in
                "no profile for \(held.role.title): \(held.name) already exists and was not written by sync (\(held.location))"
            }
            + deniedAccounts.map { entry in
                "AWS doesn't list your roles in \(entry.account.name ?? entry.account.id) (\(entry.account.id), session \(entry.session)); its profiles are unchanged"
            }
            + unportableNames
            + (plan.isPruning || plan.stale.isEmpty
                ? [] : ["\(plan.stale.count) profiles that sync wrote are out of date: --prune removes them"])
    }

    private var unportableNames: [String] {
        let names = plan.inserts.map(\.name).filter { !PortableName.isPortable($0) }
        guard let first = names.first else { return [] }
        let others = names.count > 1 ? " and \(names.count - 1) more" : ""
        return [
            "some SDKs can't find the profile \(DisplayedCommandWord.quoted(first))\(others): use |slug in the name template"
        ]
    }

    private func line(_ sign: String, _ text: String, _ style: Style, _ ink: Style.Ink) -> String {
        style.paint("\(sign) \(TerminalSafe.text(text))", ink) + "\n"
    }

    private func members(_ name: String, _ session: String, _ entries: [ConfigEntry]) -> [JSON.Member] {
        [
            JSON.Member("profile", .string(name)), JSON.Member("session", .string(session)),
            JSON.Member("settings", settings(entries)),
        ]
    }

    private func settings(_ entries: [ConfigEntry]) -> JSON {
        .object(entries.map { JSON.Member($0.key, .string($0.value)) })
    }

    private func change(_ change: SyncPlan.Change) -> JSON {
        .object([
            "profile": .string(change.name), "session": .string(change.session),
            "settings": .object(
                change.keys.map { key in
                    JSON.Member(key.key, .object(["new": .string(key.new), "old": .text(key.old)]))
                }),
        ])
    }

    private func stale(_ stale: SyncPlan.Stale) -> JSON {
        .object(
            members(stale.name, stale.session, stale.entries) + [
                JSON.Member("reason", .string(stale.reason.rawValue))
            ])
    }

    private func role(_ role: GrantedRole) -> JSON {
        .object([
            "accountId": .string(role.account.id), "accountName": .text(role.account.name),
            "roleName": .string(role.role), "session": .string(role.session),
        ])
    }
}

extension SyncPlan.Stale.Reason {
    fileprivate var words: String {
        switch self {
        case .gone: "you no longer have this role"
        case .renamed: "renamed"
        }
    }
}
