import ShellKit
import TestSupport
import Testing

/// A living shell whose `awsx` writes down the words that it is called with, once its completion is there.
struct TabbedShell {
    private let living: LivingShell
    private let home: EndToEndHome

    /// Lends such a shell to a body, and sees afterwards that nothing ran which makes the file `pwned`.
    static func with(
        _ shell: Shell, config: String, before: String = "", after: String = "",
        preparing: (EndToEndHome) async throws -> Void = { _ in },
        _ body: (TabbedShell) async throws -> Void
    ) async throws {
        let home = try EndToEndHome(config: config)
        defer { home.remove() }
        try await preparing(home)
        let witness =
            switch shell {
            case .bash: "function awsx { \\builtin printf '%s\\n' \"$@\" >|words; }"
            case .zsh: "function awsx { builtin printf '%s\\n' \"$@\" >|words }"
            case .fish: "function awsx; builtin printf '%s\\n' $argv >words; end"
            }
        let system = shell == .zsh ? "autoload -U compinit; compinit -u -D\n" : ""
        let living = try LivingShell(shell, in: home, before: system + before, after: "\(after)\n\(witness)")
        defer { living.end() }
        try await living.begin()
        try await body(TabbedShell(living: living, home: home))
        #expect(!home.list("").contains("pwned"), "\(LivingShell.plain(living.pty.text))")
    }

    /// Types the beginning of a line, a key, and Enter: the words of `awsx` then.
    func tab(_ line: String, key: String = "\t") async throws -> [String] {
        try home.write("", to: "words")
        try await living.type("\(line)\(key)")
        return try home.read("words").split(separator: "\n").map(String.init)
    }

    func write(_ text: String, to file: String) throws { try home.write(text, to: file) }
}
