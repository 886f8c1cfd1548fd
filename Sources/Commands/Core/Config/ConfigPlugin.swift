import ArgumentParser
import Engine
package import PluginKit

/// `awsx config`: what was read, and from which files.
package struct ConfigPlugin: CoreCommand {
    package let declaration: any DeclaredCommand.Type = ConfigArguments.self

    package init() {}

    package func run(_ invocation: Invocation) throws -> Int32 {
        switch try ConfigArguments.understandAny(invocation.words) {
        case let dump as ConfigArguments.Dump:
            let config = try CredentialService(invocation.context).config
            try dump.common.output(json: dump.json.isOn, in: invocation.context)
                .show(
                    ConfigDumpAnswer(
                        dump: config.dump(
                            revealingSecrets: dump.revealSecrets,
                            own: (try? SessionSettings.load(invocation.context)) ?? .none)))
        case let path as ConfigArguments.Path:
            let paths = ConfigPaths.resolve(environment: invocation.context.environment, home: invocation.context.home)
            try path.common.output(json: path.json.isOn, in: invocation.context)
                .show(ConfigPathAnswer(paths: paths))
        default: throw HelpOrVersionText(text: ConfigArguments.awsxHelp)
        }
        return ExitStatus.done.rawValue
    }
}

struct ConfigArguments: DeclaredCommand {
    static var name: String { "config" }
    static let configuration = CommandConfiguration(
        commandName: name, abstract: "Show the configuration and the files it comes from.",
        subcommands: [Dump.self, Path.self])

    static let listing = CommandListing(.look, 3)

    struct Dump: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "dump", abstract: "Print the parsed configuration: profiles, sessions, services and warnings.")

        @Flag(help: "Print secret keys instead of masking them.")
        var revealSecrets = false

        @OptionGroup var json: JSONOption
        @OptionGroup var common: CommonOptions
    }

    struct Path: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "path", abstract: "Print the paths of the config and credentials files.")

        @OptionGroup var json: JSONOption
        @OptionGroup var common: CommonOptions
    }
}

private struct ConfigPathAnswer: Renderable {
    let paths: ConfigPaths

    var json: JSON {
        .object([
            "config": paths.config.map(JSON.string) ?? .null,
            "credentials": paths.credentials.map(JSON.string) ?? .null,
        ])
    }

    func text(_ style: Style) -> String {
        Table(
            head: ["file", "path"],
            rows: [
                [.init("config"), .init(paths.config ?? "none: there is no home directory")],
                [.init("credentials"), .init(paths.credentials ?? "none: there is no home directory")],
            ]
        ).text(style)
    }
}

private struct ConfigDumpAnswer: Renderable {
    let dump: JSON

    var json: JSON { dump }

    /// The sections as a config file would hold them, warnings last.
    func text(_ style: Style) -> String {
        var text = ""
        for (member, type) in [
            ("profiles", "profile"), ("sso-sessions", "sso-session"), ("services", "services"),
            ("own-sessions", "session"),
        ] {
            for section in dump[member]?.members ?? [] {
                let header = type == "profile" && section.name == "default" ? "default" : "\(type) \(section.name)"
                text += style.paint("[\(TerminalSafe.text(header))]", .bold) + "\n"
                for entry in section.value.members ?? [] { text += lines(entry) }
                text += "\n"
            }
        }
        for warning in dump["warnings"]?.array ?? [] {
            let location = warning["place"].flatMap(SourceLocation.init)?.description ?? ""
            text +=
                style.paint("warning", .yellow)
                + " \(TerminalSafe.text("\(location): \(warning["message"]?.string ?? "")"))\n"
        }
        return text
    }

    private func lines(_ entry: JSON.Member) -> String {
        guard let nested = entry.value.members else {
            return "\(TerminalSafe.text(entry.name)) = \(TerminalSafe.text(entry.value.string ?? ""))\n"
        }
        return nested.reduce(into: "\(TerminalSafe.text(entry.name)) =\n") {
            $0 += "    \(TerminalSafe.text($1.name)) = \(TerminalSafe.text($1.value.string ?? ""))\n"
        }
    }
}
