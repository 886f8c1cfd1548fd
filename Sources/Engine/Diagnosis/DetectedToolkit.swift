import SystemKit

/// An AWS Toolkit that an editor has, as the name of its folder tells (<doc:OtherTools>, AWS Toolkits).
package struct DetectedToolkit: Sendable, Hashable {
    package enum Editor: Sendable, Hashable {
        /// VS Code and what is made of it, with the Toolkit's release where the folder tells it.
        case visualStudioCode(ReleaseNumber?)
        case jetBrains
    }

    package let editor: Editor
    package let path: String

    package init(editor: Editor, path: String) {
        self.editor = editor
        self.path = path
    }

    /// One of each folder where editors keep what was added to them: the newest, since old ones lie there for a while.
    ///
    /// Reads names alone. macOS's folder is looked for everywhere, as one that isn't there costs nothing.
    package static func all(_ context: RuntimeContext) -> [DetectedToolkit] {
        guard let home = context.home else { return [] }
        let data = context.environment.text(EnvironmentKey.xdgDataHome) ?? "\(home)/.local/share"
        let config = context.environment.text(EnvironmentKey.xdgConfigHome) ?? "\(home)/.config"
        func names(_ folder: String) -> [String] { (try? context.files.list(folder)) ?? [] }
        let code = codeFolders.compactMap { folder in
            newest(of: names("\(home)/\(folder)/extensions"), in: "\(home)/\(folder)/extensions")
        }
        let products = [
            ("\(data)/JetBrains", ""), ("\(config)/JetBrains", "/plugins"),
            ("\(home)/Library/Application Support/JetBrains", "/plugins"),
        ]
        let jetBrains = products.flatMap { folder, plugins in
            names(folder).sorted().compactMap { product -> DetectedToolkit? in
                let place = "\(folder)/\(product)\(plugins)"
                let name = names(place).filter { $0.hasPrefix("aws-toolkit") }.min()
                return name.map { DetectedToolkit(editor: .jetBrains, path: "\(place)/\($0)") }
            }
        }
        return code + jetBrains
    }

    /// In a home folder, of each editor that takes extensions of VS Code, and of what it starts on another machine.
    private static let codeFolders =
        [".vscode", ".vscode-insiders", ".vscode-oss", ".cursor", ".windsurf", ".kiro"]
        .flatMap { [$0, "\($0)-server"] } + [".vscode-server-insiders"]

    private static let mark = "amazonwebservices.aws-toolkit-vscode-"

    private static func newest(of names: [String], in folder: String) -> DetectedToolkit? {
        let found = names.filter { $0.hasPrefix(mark) }.sorted()
            .map { (name: $0, release: ReleaseNumber($0.dropFirst(mark.count))) }
        let newest = found.max { left, right in
            guard let right = right.release else { return false }
            return left.release.map { $0 < right } ?? true
        }
        return newest.map { DetectedToolkit(editor: .visualStudioCode($0.release), path: "\(folder)/\($0.name)") }
    }
}
