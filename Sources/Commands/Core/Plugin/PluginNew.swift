import ArgumentParser
import Engine
import PluginKit
import SystemKit

struct PluginNew: PluginSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Create a plugin: a program that passes the tests, its manifest and a README.",
        discussion: """
            Creates a folder awsx-NAME here; an existing one is not changed.

            Examples:
              awsx plugin new mine --kind provider
              awsx plugin new window --kind hook --lang python
            """)

    @Argument(help: "The plugin's name: lower-case letters, digits and hyphens.")
    var name: String

    @Option(
        help: "The kind of plugin: \(Manifest.Kind.allCases.map(\.rawValue).joined(separator: ", ")).",
        completion: .list(Manifest.Kind.allCases.map(\.rawValue)))
    var kind: Manifest.Kind = .command

    @Option(
        help: "The programming language: \(PluginTemplate.Language.allCases.map(\.rawValue).joined(separator: ", ")).",
        completion: .list(PluginTemplate.Language.allCases.map(\.rawValue)))
    var lang: PluginTemplate.Language = .sh

    @OptionGroup var json: JSONOption
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard Manifest.isName(name) else {
            throw ValidationError(
                "\(name) is not a valid plugin name: use lower-case letters, digits and inner hyphens")
        }
    }

    func run(with plugins: PluginLookup) throws -> Int32 {
        let context = plugins.context
        guard !plugins.isBuiltIn(name) else {
            throw Failure(.usage, "\(name) is a command of awsx, which no plugin replaces", hint: "choose another name")
        }
        let folder = "awsx-\(name)"
        let output = common.output(json: json.isOn, in: context)
        let files = PluginTemplate(name, kind, lang).files
        let isTaken = try translating(.fileUnreadable) { () throws(SystemFailure) in
            let link = try context.files.link(folder)
            let status = try context.files.status(folder)
            return link != nil || status != nil
        }
        guard !isTaken else {
            throw Failure(
                .fileUnwritable, "this already exists, and awsx does not replace it",
                at: .file(folder, line: nil), hint: "choose another name, or run it in another folder")
        }
        try translating(.fileUnwritable) { () throws(SystemFailure) in
            try context.files.createFolder(folder, mode: 0o755)
            for file in files {
                let path = "\(folder)/\(file.name)"
                try context.files.write(Array(file.text.utf8), to: path, .keepingMode)
                try context.files.setMode(file.isProgram ? 0o755 : 0o644, of: path)
            }
        }
        try output.show(PluginNewReport(folder: folder, files: files.map(\.name)))
        let build = lang == .swift ? "\(folder)/build && " : ""
        output.remark("test it: \(build)awsx plugin test \(folder)")
        return ExitStatus.done.rawValue
    }
}

extension Manifest.Kind: ExpressibleByArgument {}
extension PluginTemplate.Language: ExpressibleByArgument {}

struct PluginNewReport: Renderable {
    let folder: String
    let files: [String]

    var json: JSON {
        .object(["folder": .string(folder), "files": .array(files.map(JSON.string))])
    }

    func text(_ style: Style) -> String { files.map { "\(folder)/\($0)\n" }.joined() }
}
