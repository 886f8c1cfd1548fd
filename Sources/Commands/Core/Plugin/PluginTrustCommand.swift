import ArgumentParser
import Engine
import PluginKit
import SystemKit

struct PluginTrustCommand: PluginSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "trust", abstract: "Trust a plugin in its present state.",
        discussion: """
            Shows its path, owner, sha256 and what it asks for, and asks you. You have to trust it again when its \
            manifest or one of its programs has changed.
            """)

    @Argument(help: "The plugin's name, or the path of its program.", completion: .plugins)
    var name: String

    @Flag(name: .shortAndLong, help: "Don't ask for confirmation. Variables with keys also require --with-keys.")
    var yes = false

    @Flag(help: "With --yes: grant the variables with keys that it asks for, too.")
    var withKeys = false

    @OptionGroup var json: JSONOption
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if withKeys, !yes { throw ValidationError("--with-keys requires --yes") }
    }

    func run(with plugins: PluginLookup) throws -> Int32 {
        let context = plugins.context
        let output = common.output(json: json.isOn, in: context)
        let plugin = try plugins.plugin(name)
        let authorization = PluginAuthorization(context)
        func done(_ remark: String, _ environment: [String]) throws -> Int32 {
            output.remark(remark)
            if json.isOn { try output.show(report(plugin, authorization, environment)) }
            return ExitStatus.done.rawValue
        }
        let files: PluginFiles
        let earlier: PluginGrant?
        switch authorization.standing(of: plugin) {
        case .installed(let installed):
            return try done(
                "plugin \(plugin.name) came with awsx, and needs no trust", PluginRequest(installed.manifest).labels)
        case .trusted(let grant, let present):
            let withheld = Set(PluginRequest(present.manifest).keys).subtracting(grant.environment)
            guard withKeys, !withheld.isEmpty else {
                return try done("plugin \(plugin.name) is trusted already", grant.environment)
            }
            (files, earlier) = (present, grant)
        case .changed(let grant, let present): (files, earlier) = (present, grant)
        case .untrusted(let present): (files, earlier) = (present, nil)
        case .refused(let failure): throw failure
        }
        let question = TrustQuestion(plugin: plugin, files: files, earlier: earlier, context: context) { readLine() }
        let keys: Bool
        if yes {
            if !output.isQuiet { question.show() }
            keys = withKeys
        } else {
            guard context.hasPerson else {
                throw Failure(
                    .usage, "confirmation is required without a terminal",
                    hint: "awsx plugin trust \(DisplayedCommandWord.quoted(name)) --yes")
            }
            guard let answer = question.ask() else {
                output.remark("nothing was changed")
                return ExitStatus.failure.rawValue
            }
            keys = answer
        }
        let grant = try authorization.trust(plugin, files, withKeys: keys)
        if !plugins.isMeant(plugin) {
            let why =
                plugins.isBuiltIn(plugin.name)
                ? "a built-in command has its name"
                : "its folder is not searched, or another one of its name is found first"
            output.warn("it is not found by its name: \(why)")
        }
        return try done("plugin \(plugin.name) is now trusted", grant.environment)
    }

    private func report(
        _ plugin: ExternalPlugin, _ authorization: PluginAuthorization, _ environment: [String]
    ) -> PluginTrustReport {
        let standing = authorization.standing(of: plugin)
        return PluginTrustReport(
            plugin: plugin, trust: standing.word, digest: standing.files?.sha256, environment: environment)
    }
}

private struct PluginTrustReport: Renderable {
    let plugin: ExternalPlugin
    let trust: String
    let digest: String?
    let environment: [String]

    var json: JSON {
        .object([
            "name": .string(plugin.name), "place": plugin.location.json, "trust": .string(trust),
            "sha256": .text(digest), "variables": .array(environment.map(JSON.string)),
        ])
    }

    /// A person was told on standard error.
    func text(_ style: Style) -> String { "" }
}
