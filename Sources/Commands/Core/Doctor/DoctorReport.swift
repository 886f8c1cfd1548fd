import Engine
import PluginKit

/// What doctor found, for programs and for people.
struct DoctorReport: Renderable {
    let found: [Diagnosis]
    /// What was looked at.
    let groups: [Diagnosis.Group]
    /// What could not be looked at.
    var unexamined: [Diagnosis.Group] = []
    /// What `--fix` did; nil without it.
    let repairs: [FixResult]?
    /// Every finding has a line of its own, however many are alike.
    var listsAll = false
    /// How long a line may be; nil for any length.
    let columns: Int?
    /// How times are shown to people.
    let time: LocalTime

    var json: JSON {
        .object([
            "findings": .array(found.map(\.json)),
            "counts": .object(
                Diagnosis.Severity.allCases.map { severity in
                    JSON.Member(severity.rawValue, .integer(Int64(count(severity))))
                }),
            "fixed": repairs.map { .array($0.map(\.json)) } ?? .null,
        ])
    }

    func text(_ style: Style) -> String {
        var text = (repairs ?? []).map { $0.text(style) }.joined()
        for group in Diagnosis.Group.allCases {
            let members = found.filter { $0.code.group == group }
            guard !members.isEmpty else { continue }
            text += "\(text.isEmpty ? "" : "\n")\(style.paint(group.title, .bold))\n"
            text += (listsAll ? members.map { ($0, 0) } : Self.folded(members)).map {
                $0.text(style, columns, time, alike: $1)
            }
            .joined()
        }
        let quiet = groups.filter { group in !found.contains { $0.code.group == group } }
        let clean = quiet.filter { !unexamined.contains($0) }
        let unread = quiet.filter(unexamined.contains)
        guard !found.isEmpty else { return text + "\(style.paint("✓", .green)) no problems found\n" }
        if !clean.isEmpty {
            let said = "✓ \(clean.map(\.title).joined(separator: ", ")): no problems found"
            text += "\n\(style.paint("✓", .green))\(WordWrap.wrap(said, columns: columns).dropFirst())\n"
        }
        if !unread.isEmpty {
            let said = "· \(unread.map(\.title).joined(separator: ", ")): not checked, because a file can't be read"
            text +=
                "\(clean.isEmpty ? "\n" : "")\(style.paint("·", .dim))\(WordWrap.wrap(said, columns: columns).dropFirst())\n"
        }
        return text + "\n\(WordWrap.wrap(summary, columns: columns))\n"
    }

    /// Of findings of one code that one thing mends, the first, with how many more there are; two are told both.
    private static func folded(_ found: [Diagnosis]) -> [(Diagnosis, alike: Int)] {
        let kinds = Dictionary(grouping: found, by: Kind.init)
        var told: Set<Kind> = []
        return found.compactMap { diagnosis in
            let kind = Kind(diagnosis)
            let all = kinds[kind] ?? []
            guard all.count > 2 else { return (diagnosis, 0) }
            guard told.insert(kind).inserted else { return nil }
            return (diagnosis, all.count - 1 + all.reduce(0) { $0 + $1.others })
        }
    }

    private struct Kind: Hashable {
        let code: String
        let severity: Diagnosis.Severity
        let hint: String?
        let fix: Fix?

        init(_ diagnosis: Diagnosis) {
            code = diagnosis.code.word
            severity = diagnosis.severity
            hint = diagnosis.hint?.words
            fix = diagnosis.fix
        }
    }

    private var summary: String {
        let counts = Diagnosis.Severity.allCases.compactMap { severity -> String? in
            let count = count(severity)
            return count == 0 ? nil : "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
        }
        let mendable = found.count { $0.fix != nil }
        let offer =
            mendable == 0 || repairs != nil
            ? "" : "; awsx doctor --fix fixes \(mendable == found.count ? "all" : "\(mendable)") of them"
        return counts.joined(separator: ", ") + offer
    }

    private func count(_ severity: Diagnosis.Severity) -> Int { found.count { $0.severity == severity } }
}

extension Diagnosis {
    fileprivate var json: JSON {
        .object([
            "code": .string(code.word), "group": .string(code.group.rawValue), "severity": .string(severity.rawValue),
            "message": .string(message), "place": location?.json ?? .null, "hint": .text(hint?.words),
            "fix": .text(fix?.command),
            "equivalentSettings": plainProfile.isEmpty
                ? .null : .object(plainProfile.map { JSON.Member($0.key, .string($0.value)) }),
        ])
    }

    /// What, and what to do: a line each, or more where the screen is narrow.
    ///
    /// - Parameter alike: how many more of this kind there are.
    fileprivate func text(_ style: Style, _ columns: Int?, _ time: LocalTime, alike: Int) -> String {
        let (mark, ink): (String, Style.Ink) =
            switch severity {
            case .error: ("✗", .red)
            case .warning: ("!", .yellow)
            case .note: ("·", .dim)
            }
        let location = location.map { " (\($0))" } ?? ""
        // Broken first and painted then, as paint takes no room on a screen.
        let end = "[\(code.word)]"
        let more = alike > 0 ? ", and \(alike) more; --verbose lists all" : ""
        let said = WordWrap.wrap(
            "  \(TerminalSafe.text(message(time) + location + more)) \(end)", columns: columns, after: 2)
        var text = "  \(style.paint(mark, ink)) \(said.dropFirst(2).dropLast(end.count))\(style.paint(end, .dim))\n"
        if let hint { text += FailureReport.hint(hint.words, "    ", style, columns: columns) }
        return text
    }
}

extension FixResult {
    fileprivate var json: JSON {
        .object([
            "fix": .string(fix.command), "done": .bool(failure == nil), "message": .text(failure?.message),
        ])
    }

    fileprivate func text(_ style: Style) -> String {
        let mark = failure == nil ? style.paint("✓", .green) : style.paint("✗", .red)
        let why = failure.map { ": \($0.message)" } ?? ""
        return "\(mark) \(TerminalSafe.text(fix.command + why))\n"
    }
}
