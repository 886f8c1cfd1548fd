import Engine
import SystemKit
import TestSupport
import Testing

/// Which folders tell that an AWS Toolkit is there.
struct DetectedToolkitTests {
    private static let mark = "amazonwebservices.aws-toolkit-vscode-"

    private func found(_ folders: [String], _ variables: KeyValuePairs<String, String> = [:]) throws
        -> [DetectedToolkit]
    {
        let home = try TestHome()
        for folder in folders { try home.folder.put("", at: "\(folder)/x") }
        var environment = Environment()
        for (name, value) in variables { environment.set(name, value.replacing("HOME", with: home.path)) }
        return DetectedToolkit.all(home.context().with(environment: environment)).map {
            DetectedToolkit(editor: $0.editor, path: $0.path.replacing("\(home.path)/", with: ""))
        }
    }

    @Test(arguments: [".vscode", ".vscode-server", ".vscode-insiders", ".cursor", ".windsurf", ".kiro"])
    func `What is added to VS Code and its kin is found with its release`(editor: String) throws {
        let path = "\(editor)/extensions/\(Self.mark)3.91.0"
        #expect(
            try found([path, "\(editor)/extensions/ms-python.python-2026.1.0"]) == [
                DetectedToolkit(editor: .visualStudioCode(ReleaseNumber(3, 91, 0)), path: path)
            ])
    }

    @Test(arguments: [
        (["3.9.0", "3.91.0", "3.90.1"], "3.91.0"), (["3.91.0-linux-x64", "4.0.0-linux-x64"], "4.0.0-linux-x64"),
        (["odd", "3.1.0"], "3.1.0"), (["odd"], "odd"),
    ])
    func `Of several releases the newest counts`(releases: [String], newest: String) throws {
        let toolkits = try found(releases.map { ".vscode/extensions/\(Self.mark)\($0)" })
        #expect(toolkits.map(\.path) == [".vscode/extensions/\(Self.mark)\(newest)"])
        #expect(toolkits.first?.editor == .visualStudioCode(ReleaseNumber(newest)))
    }

    @Test(arguments: [
        ".local/share/JetBrains/IntelliJIdea2026.1/aws-toolkit-jetbrains",
        ".config/JetBrains/PyCharm2026.1/plugins/aws-toolkit-core",
        "Library/Application Support/JetBrains/GoLand2026.1/plugins/aws-toolkit-jetbrains",
    ])
    func `What is added to JetBrains' editors is found`(path: String) throws {
        #expect(try found([path]) == [DetectedToolkit(editor: .jetBrains, path: path)])
    }

    @Test func `Folders that variables move are looked at where they are`() throws {
        let toolkits = try found(["data/JetBrains/P/aws-toolkit-jetbrains"], ["XDG_DATA_HOME": "HOME/data"])
        #expect(toolkits.map(\.path) == ["data/JetBrains/P/aws-toolkit-jetbrains"])
    }

    @Test(arguments: [
        ".vscode/extensions/amazonwebservices.amazon-q-vscode-1.90.0", ".vscode/aws-toolkit-vscode-3.91.0",
        ".local/share/JetBrains/IntelliJIdea2026.1/plugin-amazonq",
        ".config/JetBrains/PyCharm2026.1/aws-toolkit-core", ".aws/aws-toolkit",
    ])
    func `Anything else is none`(path: String) throws { #expect(try found([path]).isEmpty) }
}
