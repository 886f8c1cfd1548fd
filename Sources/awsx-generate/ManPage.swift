import Engine
import Foundation
import PluginKit

/// A manual page in the macros of man(7).
struct ManPage {
    let name: String
    private(set) var text: String

    /// - Parameter name: the page's, such as `awsx-exec`.
    init(_ name: String, _ summary: String) {
        self.name = name
        text = """
            .\\" Written by `swift run awsx-generate`; what is changed here is lost.
            .TH \(name.uppercased()) 1 "" "awsx \(Version.text)" "awsx"
            .SH NAME
            \(Self.escaped(name)) \\- \(Self.escaped(Self.plain(summary)))

            """
    }

    mutating func section(_ title: String) { text += ".SH \(title.uppercased())\n" }

    private mutating func subsection(_ title: String) { text += ".SS \"\(Self.escaped(title))\"\n" }

    /// Paragraphs, as they are broken by empty lines.
    mutating func paragraphs(_ body: String) {
        for paragraph in body.split(separator: "\n\n") {
            let lines = paragraph.split(separator: "\n")
            guard !lines.allSatisfy({ $0.hasPrefix("  ") }) else {
                example(lines.map { String($0.dropFirst(2)) })
                continue
            }
            text += ".PP\n" + lines.map { Self.escaped(String($0)) + "\n" }.joined()
        }
    }

    /// Lines that stay as they are.
    private mutating func example(_ lines: [String]) {
        text += ".PP\n.RS 4\n.nf\n" + lines.map { Self.escaped($0) + "\n" }.joined() + ".fi\n.RE\n"
    }

    /// A term and what is said of it.
    mutating func item(_ term: String, _ body: String) { text += ".TP\n\(term)\n\(Self.escaped(body))\n" }

    static func bold(_ words: String) -> String { "\\fB\(escaped(words))\\fR" }

    static func italic(_ words: String) -> String { "\\fI\(escaped(words))\\fR" }

    /// A first letter that is small, and no full stop: how NAME is written.
    private static func plain(_ summary: String) -> String {
        let text = summary.hasSuffix(".") ? String(summary.dropLast()) : summary
        return text.prefix(1).lowercased() + text.dropFirst()
    }

    /// Text of which nothing is a request or an escape, nor a letter that a terminal of few letters lacks.
    static func escaped(_ text: String) -> String {
        let safe = text.replacing("\\", with: "\\e").replacing("-", with: "\\-").replacing("'", with: "\\(aq")
            .replacing("`", with: "").replacing("…", with: "...")
        return safe.hasPrefix(".") ? "\\&" + safe : safe
    }
}

extension ManPage {
    /// The page of a command.
    ///
    /// - Parameters:
    ///   - answers: what commands print in JSON, by their words.
    static func of(
        _ command: CommandDeclaration, _ needs: CommandRequirements, answers: [[String]: AnswerSchema],
        tables: PageTables
    ) -> ManPage {
        var page = ManPage(command.words.joined(separator: "-"), command.abstract)
        page.section("Synopsis")
        page.paragraphs(command.usage)
        page.describe(command, needs)
        var common: [CommandDeclaration.Argument] = []
        for subcommand in command.subcommands {
            page.section(subcommand.words.dropFirst().joined(separator: " "))
            page.paragraphs(subcommand.abstract)
            let hasOptions = subcommand.arguments.contains { !$0.names.isEmpty }
            page.paragraphs(
                subcommand.words.joined(separator: " ") + (hasOptions ? " [options]" : "") + subcommand.synopsis)
            page.paragraphs(subcommand.discussion)
            page.list(subcommand.arguments.filter { !$0.isCommon })
            common += subcommand.arguments.filter { new in new.isCommon && !common.contains { $0.key == new.key } }
        }
        if !common.isEmpty {
            page.section(HelpPage.commonTitle)
            page.list(common)
        }
        for command in [command] + command.subcommands {
            if let answer = answers[command.words] { page.show(answer, of: command) }
        }
        // What identifies nobody reads none of these.
        page.tables(tables, withEnvironmentAndFiles: needs.credentials != .none || needs.network)
        page.section("See also")
        page.paragraphs("awsx(1)")
        return page
    }

    private mutating func describe(_ command: CommandDeclaration, _ needs: CommandRequirements) {
        section("Description")
        paragraphs(command.abstract)
        let parts = command.discussion.components(separatedBy: "Examples:\n")
        paragraphs(parts[0])
        paragraphs(needs.sentence)
        let own = command.arguments.filter { !$0.isCommon }
        if !own.isEmpty {
            section("Options")
            list(own)
        }
        // Those of subcommands stand once, behind all of them.
        if command.subcommands.isEmpty {
            section(HelpPage.commonTitle)
            list(command.arguments.filter(\.isCommon))
        }
        if parts.count > 1 {
            section("Examples")
            paragraphs(parts[1])
        }
    }

    /// Arguments under the titles that help has for them.
    private mutating func list(_ arguments: [CommandDeclaration.Argument]) {
        let arguments = arguments.filter(\.isDisplayed)
        var title: String?
        for argument in arguments.filter({ $0.section == nil }) + arguments.filter({ $0.section != nil }) {
            if argument.section != title, let next = argument.section { subsection(next) }
            title = argument.section
            let value = argument.value.map { Self.italic($0.uppercased().replacing("-", with: "_")) }
            let names = argument.names.map(Self.bold)
            let term = names.isEmpty ? value ?? "" : names.joined(separator: ", ") + (value.map { " \($0)" } ?? "")
            item(term, argument.help + (argument.defaultValue.map { " (default: \($0))" } ?? ""))
        }
    }

    private mutating func show(_ answer: AnswerSchema, of command: CommandDeclaration) {
        section("JSON of \(command.words.dropFirst().joined(separator: " "))")
        paragraphs(answer.description)
        for field in answer.fields { item(Self.bold(field.name), field.text) }
    }

    mutating func tables(_ tables: PageTables, withEnvironmentAndFiles: Bool) {
        section("Exit status")
        for row in tables.exitStatuses { item(Self.bold(row.term), row.text) }
        guard withEnvironmentAndFiles else { return }
        section("Environment")
        for row in tables.environment { item(Self.bold(row.term), row.text) }
        section("Files")
        for row in tables.files { item(Self.italic(row.term), row.text) }
    }
}

extension CommandRequirements {
    /// For a reader of the manual.
    fileprivate var sentence: String {
        let who =
            switch credentials {
            case .none: ""
            case .profile: "It acts with the credentials of an identity"
            case .any: "It is about an identity, whether that gives credentials or not"
            }
        let whom = network ? "talks to AWS." : ""
        if who.isEmpty { return whom.isEmpty ? "" : "It \(whom)" }
        return whom.isEmpty ? "\(who)." : "\(who), and \(whom)"
    }
}
