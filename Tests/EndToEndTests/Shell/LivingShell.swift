import Foundation
import ShellKit
import SystemKit
import TestSupport

/// A real shell on a terminal, with awsx in its file, and a test at the keyboard.
struct LivingShell: Sendable {
    let shell: Shell
    let pty: Pty
    /// Shows that a line is done: no program prints it.
    private static let prompt = "READY>"

    /// - Parameters:
    ///   - before: lines of the shell's file before awsx's.
    ///   - options: of `awsx init`.
    init(
        _ shell: Shell, in home: Home, before: String = "", after: String = "", options: String = "",
        setting variables: KeyValuePairs<String, String?> = [:], under tracer: [String] = []
    ) throws {
        self.shell = shell
        let line = "awsx init \(shell.rawValue) \(options)"
        switch shell {
        case .bash:
            try home.write("PS1='[$?] \(Self.prompt) '\n\(before)\n\\eval \"$(\(line))\"\n\(after)\n", to: ".bashrc")
        case .zsh:
            try home.write("PROMPT='[%?] \(Self.prompt) '\n\(before)\neval \"$(\(line))\"\n\(after)\n", to: ".zshrc")
        case .fish:
            let own =
                "function fish_greeting; end\nfunction fish_prompt; builtin printf '[%s] \(Self.prompt) ' $status; end\n"
            try home.write("\(own)\(before)\n\(line) | source\n\(after)\n", to: ".config/fish/config.fish")
        }
        guard case .found(let program) = ProgramSearch.find(shell.rawValue, path: Program.systemPath) else {
            throw Workspace.Broken("\(shell.rawValue) is not installed, and the test needs it")
        }
        let words = tracer + [program, "-i"]
        pty = try Pty(
            words[0], Array(words.dropFirst()), environment: home.environment.setting(variables), folder: home.path)
    }

    /// Waits for the first prompt.
    func begin() async throws { _ = try await pty.expect(Self.prompt) }

    /// Types a line, waits for the prompt after it, and gives what was shown from the one to the other: both prompts'
    /// own text is in it.
    @discardableResult
    func type(_ line: String) async throws -> String {
        let before = pty.text.unicodeScalars.count
        pty.send("\(line)\n")
        let deadline = ContinuousClock.now + .seconds(30)
        while true {
            let shown = String(pty.text.unicodeScalars.dropFirst(before))
            if shown.contains("\r\n"),
                Self.plain(shown).range(of: "\n[^\n]*\(Self.prompt) [^\n]*$", options: .regularExpression) != nil
            {
                // A shell draws its prompt in several strokes.
                try await Task.sleep(for: .milliseconds(150))
                return Self.plain(String(pty.text.unicodeScalars.dropFirst(before)))
            }
            guard ContinuousClock.now < deadline else {
                throw Workspace.Broken("no prompt came after \(line): \(Self.plain(shown))")
            }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    /// The value of a variable that commands inherit; empty if there is none.
    func inherited(_ name: String) async throws -> String {
        // Spelt so that the line as it is typed doesn't look like its answer.
        let shown = try await type("/bin/sh -c 'echo \"VAL\"\"UE<${\(name)-unset}>END\"'")
        guard let open = shown.range(of: "VALUE<"),
            let close = shown.range(of: ">END", range: open.upperBound..<shown.endIndex)
        else { throw Workspace.Broken(shown) }
        return String(shown[open.upperBound..<close.lowerBound])
    }

    /// Without what colours, moves and asks.
    static func plain(_ text: String) -> String {
        text.replacingOccurrences(of: "\u{1b}\\[[0-9;?]*[a-zA-Z]", with: "", options: .regularExpression)
            .replacingOccurrences(of: "\u{1b}\\][^\u{7}]*\u{7}", with: "", options: .regularExpression)
            .replacingOccurrences(of: "\u{1b}[()=>][A-Z0-9]?", with: "", options: .regularExpression)
            .replacingOccurrences(of: "\r+\n", with: "\n", options: .regularExpression)
    }

    func end() { pty.end() }
}
