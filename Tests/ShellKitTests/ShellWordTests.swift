import ShellKit
import SystemKit
import TestSupport
import Testing

/// What comes out of the real shells against what went into the quoting.
@Suite struct ShellWordTests {
    static let hostile = [
        "", " ", "a b", "$(touch x)", "`touch x`", "'", "''", "\"", "\\", "\\'", "a\nb", "\n", "\t", "%F{red}%n",
        "\\[\\]", "\u{1b}[31m",
        "*", "~", "-n", "--", "!x", "{a,b}", "#", "&", ";", "é", "日本", "👩‍🚀", "\u{7f}", "$", "${x}", "a'b\\'c\\\\'d",
        "=ls", "^x", "\\n", "(", ")", "[", "|", "<", ">", "\u{2018}",
    ]

    /// 10,000 strings of the characters that shells read something into, from a fixed seed.
    static let random: [String] = {
        let alphabet = Array("'\"\\$`!%{}()[]<>|&;*?~#=-+:@^ \t\n\u{1b}\u{1}abnuxF0é日").map(String.init)
        var seed: UInt64 = 0x9e37_79b9_7f4a_7c15
        func next(_ bound: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((seed >> 33) % UInt64(bound))
        }
        return (0..<10_000).map { _ in (0..<(next(24))).map { _ in alphabet[next(alphabet.count)] }.joined() }
    }()

    @Test(arguments: Shell.allCases)
    func `nothing in a word runs, and all of it comes out`(shell: Shell) async throws {
        let texts = Self.hostile + Self.random
        let script = texts.map { "builtin printf '%s\\0' \(shell.quoting.word($0))\n" }.joined()
        let outcome = try await run(shell, script)
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(outcome.error.isEmpty)
        let shown = outcome.output.split(separator: "\0", omittingEmptySubsequences: false).dropLast().map(String.init)
        #expect(shown.count == texts.count)
        for (given, got) in zip(texts, shown) where given != got {
            Issue.record("\(given.debugDescription) became \(got.debugDescription)")
        }
    }

    @Test(arguments: Shell.allCases)
    func `a variable and a list hold what was assigned`(shell: Shell) async throws {
        var code = ShellCode(shell)
        code.assign("one", "$(touch x)'\\ \n%")
        code.assign("many", ["a b", "", "'c'"])
        let show =
            shell == .fish
            ? "builtin printf '%s|' \"$one\" $many" : "builtin printf '%s|' \"$one\" \"${many[@]}\""
        let outcome = try await run(shell, "\(code.text)\(show)\n")
        #expect(outcome.output == "$(touch x)'\\ \n%|a b||'c'|", "\(outcome)")
    }

    private func run(_ shell: Shell, _ script: String) async throws -> Outcome {
        guard case .found(let program) = ProgramSearch.find(shell.rawValue, path: Program.systemPath) else {
            throw Workspace.Broken("\(shell.rawValue) is not installed, and the test needs it")
        }
        let folder = try Workspace.shared.folder("words")
        defer { Workspace.shared.remove(folder) }
        let words = shell == .bash ? ["--norc"] : shell == .zsh ? ["-f"] : ["--no-config"]
        return try await Program.run(
            program, words, environment: Program.environment(home: folder), input: script, folder: folder)
    }
}
