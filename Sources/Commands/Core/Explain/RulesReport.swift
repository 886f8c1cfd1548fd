import Engine
import PluginKit
import SystemKit

/// The rules of this machine and its user, and whether each applies.
struct RulesReport {
    private let standings: [RuleStanding]

    init(_ rules: RuleSet, _ subject: RunSubject, in environment: Environment) {
        standings = rules.standings(for: subject, in: environment)
    }

    var json: JSON {
        .array(
            standings.map { standing in
                .object([
                    "name": .string(standing.rule.name), "origin": .string(standing.rule.origin.rawValue),
                    "place": standing.rule.location.json, "state": .string(standing.state.rawValue),
                    "commands": .text(standing.commands),
                    "effects": .array(
                        standing.rule.effects.settings.map { named in
                            .object([
                                "key": .string(named.key), "value": .string(named.setting.value),
                                "place": named.setting.location.json,
                            ])
                        }),
                ])
            })
    }

    /// With a title; nothing where there are no rules.
    func part(_ style: Style) -> String {
        standings.isEmpty ? "" : "\n\(style.paint("Rules", .bold))\n\(text(style) { $0 })"
    }

    /// - Parameter short: writes a path as a person knows it.
    func text(_ style: Style, _ short: (String) -> String) -> String {
        Table(
            rows: standings.map { standing in
                let (word, ink): (String, Style.Ink) =
                    switch standing.state {
                    case .applies: ("applies", .green)
                    case .undecided: ("applies, because the account or role is not known", .yellow)
                    case .overridden: ("overridden by \(standing.rule.effects.override ?? "")", .yellow)
                    case .other: ("does not apply", .dim)
                    }
                let commands = standing.commands.map { ", to \($0)" } ?? ""
                let effects = standing.rule.effects.settings.map { "\($0.key) = \($0.setting.value)" }
                return [
                    .init("  \(standing.rule.name)"),
                    .init(standing.state == .applies ? word + commands : word, ink),
                    .init(effects.joined(separator: "; ")), .init(short("\(standing.rule.location)"), .dim),
                ]
            }
        ).text(style)
    }
}
