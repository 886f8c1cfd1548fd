import ShellKit
import SystemKit
import TestSupport
import Testing

struct QuotingTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(arguments: [
        (Quoting.posix, "", "''"), (.posix, "a b", "'a b'"), (.posix, "it's", #"'it'\''s'"#),
        (.posix, #"a\b"#, #"'a\b'"#),
        (.fish, "it's", #"'it\'s'"#), (.fish, #"a\b"#, #"'a\\b'"#), (.fish, "$x", "'$x'"),
        (.powershell, "it's", "'it''s'"), (.powershell, "\u{2018}x\u{2019}", "'\u{2018}\u{2018}x\u{2019}\u{2019}'"),
        (.powershell, #"a\b$c`d"#, #"'a\b$c`d'"#),
    ])
    func `One word of each language`(quoting: Quoting, text: String, word: String) {
        #expect(quoting.word(text) == word)
    }

    @Test(arguments: RealShell.allCases, ["C.UTF-8", "C"])
    func `Real shells read each of three thousand odd strings as itself`(shell: RealShell, locale: String) async throws
    {
        let texts = OddStrings.make(3000, seed: 42)
        let script = texts.map { "printf '%s\\0' \(shell.quoting.word($0))\n" }.joined()
        let output = try await shell.run(script, in: folder, environment: Environment(["LC_ALL": locale]))
        let read = output.split(separator: 0, omittingEmptySubsequences: false).dropLast()
        #expect(read.count == texts.count)
        for (bytes, text) in zip(read, texts) where !bytes.elementsEqual(text.utf8) {
            Issue.record("\(text.debugDescription) became \(String(decoding: bytes, as: UTF8.self).debugDescription)")
        }
        #expect(try folder.names().filter { $0 == "pwned" }.isEmpty)
    }

    @Test(arguments: [RealShell.zsh, .bash])
    func `Options that change quoting change nothing`(shell: RealShell) async throws {
        let texts = OddStrings.make(500, seed: 43)
        let options =
            shell == .zsh
            ? "setopt rcquotes extendedglob ksharrays shwordsplit globsubst banghist cshjunkiehistory 2>/dev/null\n"
            : "set -euo pipefail; set -H; shopt -s extglob; set -o noclobber; IFS=\"'\\\\\"\n"
        let script = options + texts.map { "printf '%s\\0' \(shell.quoting.word($0))\n" }.joined()
        let output = try await shell.run(script, in: folder)
        let read = output.split(separator: 0, omittingEmptySubsequences: false).dropLast()
        #expect(read.elementsEqual(texts) { $0.elementsEqual($1.utf8) })
    }
}
