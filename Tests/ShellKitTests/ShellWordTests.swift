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
    func `a variable holds what was assigned`(shell: Shell) async throws {
        let code = ShellCode(shell, [.assign("one", "$(touch x)'\\ \n%")])
        let outcome = try await run(shell, "\(code.text)builtin printf '%s|' \"$one\"\n")
        #expect(outcome.output == "$(touch x)'\\ \n%|", "\(outcome)")
    }

    /// Each step changes a file, asks whether what is known still holds, and puts the file back.
    @Test(arguments: Shell.allCases)
    func `a change of any watched file is seen by age alone, whatever the file's name`(shell: Shell) async throws {
        let folder = try Workspace.shared.folder("watch")
        defer { Workspace.shared.remove(folder) }
        let path = { (name: String) in "\(folder)/\(name) $(touch ran)'\\" }
        for (name, age) in [("state", 1000), ("old", 900), ("listed", 900)] {
            _ = try LocalFiles().write([], to: path(name), .secret)
            try FileTimestamp.set(path(name), Int64(age))
        }
        let word = shell.quoting.word
        let files = [
            WatchedFile(path: path("old"), modified: 900, isListed: false),
            WatchedFile(path: path("absent"), modified: nil, isListed: false),
            WatchedFile(path: path("listed"), modified: 900, isListed: true),
        ]
        // The end of it is far off; of bash the scripts know the time.
        let code = ShellCode(
            shell,
            [
                .assign("_awsx_known", "1"), .assign("_awsx_age", "1000"), .assign("now", "1000"),
                .watch(files, since: path("state"), until: 99_999_999_999),
            ])
        let (old, absent) = (word(path("old")), word(path("absent")))
        let (listed, state) = (word(path("listed")), word(path("state")))
        let touch = { (file: String, second: Int) in "command touch -d @\(second) \(file)" }
        let steps = [
            ("true", "true"), (touch(old, 1001), touch(old, 900)), (touch(listed, 1001), touch(listed, 900)),
            (touch(absent, 900), "command rm \(absent)"),
            ("command mv \(old) \(old).b", "command mv \(old).b \(old)"), ("true", "true"),
            ("command rm \(state)", "true"),
        ]
        let ask =
            shell == .fish ? "_awsx_fresh; and echo fresh; or echo stale" : "_awsx_fresh && echo fresh || echo stale"
        let script = steps.map { "\($0.0)\n\(ask)\n\($0.1)\n" }.joined()
        let outcome = try await run(shell, "cd \(word(folder))\n\(code.text)\(script)")
        #expect(
            outcome.output.split(separator: "\n") == ["fresh", "stale", "stale", "stale", "stale", "fresh", "stale"],
            "\(outcome)")
        #expect(outcome.error.isEmpty)
        #expect(try LocalFiles().status("\(folder)/ran") == nil)
    }

    private func run(_ shell: Shell, _ script: String) async throws -> ProgramOutcome {
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
