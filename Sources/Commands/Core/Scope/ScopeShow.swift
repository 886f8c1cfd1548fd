import ArgumentParser
import Engine
import PluginKit

struct ScopeShow: ScopeSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show what a scope allows, and what it does not.",
        discussion: "--json includes the policy that awsx sends to AWS.")

    @Argument(
        help: ArgumentHelp("The scope, or several joined: read,logs:read.", valueName: "scope"), completion: .scopes)
    var selection: ScopeSelection

    @OptionGroup var json: JSONOption
    @OptionGroup var common: CommonOptions

    func run(in context: RuntimeContext) throws -> Int32 {
        let catalog = ScopeCatalog(context)
        let policy = try ScopePolicy([selection], in: catalog)
        let report = ScopeReport(
            name: selection.text, presets: selection.names.compactMap(ScopePreset.named),
            grant: try ScopePolicy.union(selection, catalog), policy: policy.text)
        try common.output(json: json.isOn, in: context).show(report)
        return ExitStatus.done.rawValue
    }
}

struct ScopeReport: Renderable {
    let name: String
    /// Those of awsx's own among its parts.
    let presets: [ScopePreset]
    let grant: ScopeGrant
    let policy: String

    private var allowed: [String] {
        switch grant.allows {
        case .every: ["*"]
        case .only(let list): list.map(\.text)
        }
    }

    private var denied: [String] { grant.denies.map(\.text) }
    private var withheld: [String] { each(\.withheld) }
    private var traps: [String] { each(\.traps) }

    private func each(_ notes: (ScopePreset) -> [String]) -> [String] {
        var all: [String] = []
        for preset in presets {
            for note in notes(preset) where !all.contains(note) { all.append(note) }
        }
        return all
    }

    var json: JSON {
        func texts(_ list: [String]) -> JSON { .array(list.map(JSON.string)) }
        return .object([
            "name": .string(name), "allows": texts(allowed), "denies": texts(denied),
            "deniesTheRest": .bool(grant.isStrict), "withheld": texts(withheld), "traps": texts(traps),
            "policy": .string(policy), "characters": .integer(Int64(policy.unicodeScalars.count)),
            "longest": .integer(Int64(ScopePolicy.longest)),
        ])
    }

    func text(_ style: Style) -> String {
        var text = "\(style.paint(TerminalSafe.text(name), .bold))"
        if presets.count == 1 { text += ": \(presets[0].summary)" }
        text += "\n\(policy.unicodeScalars.count) of \(ScopePolicy.longest) characters\n"
        text += part("Allows", [allowed.joined(separator: " ")], style)
        if !grant.document.isEmpty { text += part("And everything in this policy", [policy], style) }
        text += part("Denies", denied.isEmpty ? [] : [denied.joined(separator: " ")], style)
        text += part("Does not allow", withheld + [rest], style)
        text += part("Note: also allows", traps, style)
        return text
    }

    /// What becomes of all that isn't named.
    private var rest: String {
        if grant.allows == .every { return "nothing else: permissions that are not listed here do not change" }
        return grant.isStrict
            ? "anything else, even if a resource-based policy allows it"
            : "anything else, unless a resource-based policy names this session"
    }

    private func part(_ title: String, _ lines: [String], _ style: Style) -> String {
        guard lines.contains(where: { !$0.isEmpty }) else { return "" }
        let body = lines.filter { !$0.isEmpty }.map { line in
            WordWrap.wrap("  \(TerminalSafe.text(line))", columns: 80) + "\n"
        }
        return "\n\(style.paint(title, .bold))\n\(body.joined())"
    }
}
