import CPluginFiles
import Engine

/// What an author of a plugin begins with: a program that passes the tests, its manifest, and a page.
package struct PluginTemplate: Sendable {
    package enum Language: String, Sendable, CaseIterable { case sh, python, swift }

    package struct File: Sendable {
        package let name: String
        package let text: String
        package let isProgram: Bool
    }

    private let name: String
    private let kind: Manifest.Kind
    private let language: Language

    package init(_ name: String, _ kind: Manifest.Kind, _ language: Language) {
        self.name = name
        self.kind = kind
        self.language = language
    }

    package var files: [File] {
        let main = "awsx-\(name)"
        var files = [File(name: "\(main).json", text: manifest.json.serialized(.sortedPretty) + "\n", isProgram: false)]
        switch language {
        case .sh, .python: files.append(File(name: main, text: filled(program), isProgram: true))
        case .swift:
            files.append(File(name: "\(main).swift", text: filled(program), isProgram: false))
            files.append(
                File(name: "build", text: filled(unsafe String(cString: awsx_template_build())), isProgram: true))
        }
        let page = unsafe String(cString: awsx_template_readme())
        let build = language == .swift ? "\nCompile it first, with `./build`.\n" : ""
        let text = filled(page.replacing("`PROGRAM` is the program", with: "`\(source)` is the program"))
        files.append(File(name: "README.md", text: text + build, isProgram: false))
        return files
    }

    /// The file that an author changes.
    private var source: String { language == .swift ? "awsx-\(name).swift" : "awsx-\(name)" }

    private func filled(_ text: String) -> String { text.replacing("NAME", with: name) }

    private var manifest: Manifest {
        let (name, kind) = (name, kind)
        let summary =
            switch kind {
            case .command: "Show the active profile"
            case .provider: "Give the keys in ~/.keys"
            case .hook: "Refuse commands as production outside of working hours"
            }
        return Manifest(
            name: name, version: "0.1.0", kinds: [kind], summary: summary,
            environment: kind == .command ? [EnvironmentKey.profile] : [], hooks: kind == .hook ? [.preExec] : [],
            words: {
                guard kind == .command else { return CommandSyntax() }
                return CommandSyntax(options: [
                    CommandSyntax.Option(["--account"], nil, "The account instead of the profile.")
                ])
            })
    }

    private var program: String {
        switch (kind, language) {
        case (.command, .sh): unsafe String(cString: awsx_template_command_sh())
        case (.command, .python): unsafe String(cString: awsx_template_command_py())
        case (.command, .swift): unsafe String(cString: awsx_template_command_swift())
        case (.provider, .sh): unsafe String(cString: awsx_template_provider_sh())
        case (.provider, .python): unsafe String(cString: awsx_template_provider_py())
        case (.provider, .swift): unsafe String(cString: awsx_template_provider_swift())
        case (.hook, .sh): unsafe String(cString: awsx_template_hook_sh())
        case (.hook, .python): unsafe String(cString: awsx_template_hook_py())
        case (.hook, .swift): unsafe String(cString: awsx_template_hook_swift())
        }
    }
}
