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

    /// How many seconds a login has left whose time is told in days: it is shown alike however slow the machine is.
    static let days = 10 * 86_400 + 43_200

    /// - Parameters:
    ///   - before: lines of the shell's file before awsx's.
    ///   - options: of `awsx init`.
    ///   - own: lines in the place of awsx's.
    init(
        _ shell: Shell, in home: EndToEndHome, before: String = "", after: String = "", options: String = "",
        line own: String? = nil, setting variables: KeyValuePairs<String, String?> = [:], under tracer: [String] = []
    ) throws {
        self.shell = shell
        let line = "awsx init \(shell.rawValue) \(options)"
        let program = try Self.program(shell)
        let prompt: String
        let file: String
        switch shell {
        case .bash: (prompt, file) = ("PS1='[$?] \(Self.prompt) '", ".bashrc")
        case .zsh: (prompt, file) = ("PROMPT='[%?] \(Self.prompt) '", ".zshrc")
        case .fish:
            file = ".config/fish/config.fish"
            // Else fish reads every manual page of the machine behind its first prompt. Its place since fish 4 is the
            // second.
            try home.makeFolder(".local/share/fish/generated_completions")
            try home.makeFolder(".cache/fish/generated_completions")
            prompt =
                "function fish_greeting; end\nfunction fish_prompt; builtin printf '[%s] \(Self.prompt) ' $status; end"
        }
        let middle = own ?? (shell == .fish ? "\(line) | source" : "\\eval \"$(\(line))\"")
        try home.write("\(prompt)\n\(before)\n\(middle)\n\(after)\n", to: file)
        let words = tracer + [program, "-i"]
        pty = try Pty(
            words[0], Array(words.dropFirst()), environment: home.environment.setting(variables), folder: home.path)
    }

    /// Where a shell is: in a folder that `AWSX_TEST_SHELLS` names, for a run with other versions, else the system's.
    static func program(_ shell: Shell) throws -> String {
        let others = ProcessInfo.processInfo.environment["AWSX_TEST_SHELLS"].map { "\($0):" } ?? ""
        guard case .found(let program) = ProgramSearch.find(shell.rawValue, path: others + Program.systemPath) else {
            throw Workspace.Broken("\(shell.rawValue) is not installed, and the test needs it")
        }
        return program
    }

    /// Waits for the first prompt.
    func begin() async throws {
        _ = try await pty.expect(Self.prompt)
        try await ready()
    }

    /// Waits until the shell's line editor has the keys: what is typed before is shown by the terminal, and once more by
    /// the editor, with the prompt before it drawn anew.
    private func ready() async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while !pty.isRaw {
            guard ContinuousClock.now < deadline else { throw Workspace.Broken("no line is edited: \(pty.text)") }
            try await Task.sleep(for: .milliseconds(2))
        }
    }

    /// Types a line, waits for the prompt after it, and gives what was shown from the one to the other: both prompts'
    /// own text is in it.
    @discardableResult
    func type(_ line: String) async throws -> String {
        try await ready()
        let before = pty.text.unicodeScalars.count
        pty.send("\(line)\n")
        try await shown(since: before, line) { shown in
            shown.contains("\n")
                && shown.range(of: "\n[^\n]*\(Self.prompt) [^\n]*$", options: .regularExpression) != nil
        }
        // A shell draws its prompt in several strokes; it answers a key once it has drawn all of them.
        let drawn = String(pty.text.unicodeScalars.dropFirst(before))
        pty.send(Self.key)
        let count = drawn.components(separatedBy: Self.key).count
        try await shown(since: before, line) { $0.components(separatedBy: Self.key).count > count }
        let answer = Self.plain(String(pty.text.unicodeScalars.dropFirst(before)))
        // Taken back before anything else is typed.
        pty.send("\u{15}")
        guard let location = answer.range(of: Self.key, options: .backwards) else { return answer }
        return answer.replacingCharacters(in: location, with: "")
    }

    /// Types a line, and gives the prompt after it: of what was shown the last line. A shell may draw the prompt before it
    /// anew until then.
    func prompt(after line: String = "") async throws -> String {
        String(try await type(line).split(separator: "\n", omittingEmptySubsequences: false).last ?? "")
    }

    /// What nobody types and no test shows.
    private static let key = "§"

    /// Waits until what was shown since is as it should be, for a minute in which nothing more is shown.
    private func shown(since before: Int, _ line: String, _ isThere: (String) -> Bool) async throws {
        var deadline = ContinuousClock.now + .seconds(60)
        var length = 0
        while true {
            let text = String(pty.text.unicodeScalars.dropFirst(before))
            if text.utf8.count > length {
                length = text.utf8.count
                deadline = .now + .seconds(60)
            }
            let shown = Self.plain(text)
            if isThere(shown) { return }
            guard ContinuousClock.now < deadline else {
                throw Workspace.Broken("nothing as awaited came after \(line): \(shown)")
            }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Types keys without Enter, such as a Tab, and waits for what the shell puts there.
    func typeKeys(_ keys: String, expecting text: String) async throws {
        let before = pty.text.unicodeScalars.count
        pty.send(keys)
        try await shown(since: before, keys) { $0.contains(text) }
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

extension LivingShell {
    /// Lends a shell in which a login has days left.
    static func with(
        _ shell: Shell, before: String = "", after: String = "", options: String = "", profile: String? = "legacy",
        files: [String: String] = [:], _ body: (LivingShell, EndToEndHome) async throws -> Void
    ) async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.writeToken("t", secondsLeft: days)
        for (name, text) in files { try home.write(text, to: name) }
        let living = try LivingShell(
            shell, in: home, before: before, after: after, options: options, setting: ["AWS_PROFILE": profile])
        defer { living.end() }
        try await living.begin()
        try await body(living, home)
    }
}
