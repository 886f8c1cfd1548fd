import Engine
import ShellKit
import TestSupport
import Testing

/// PowerShell and Nushell can't be run here: their scripts are held by their shape, and what they are sent by its words.
@Suite struct DataShellTests {
    private static let statements: [ShellStatement] = [
        .assign("_awsx_previous", "=it's"), .copyRegion, .take(["A", "B"], for: .use),
        .export("AWS_PROFILE", "$(x)\"'\n", as: .use), .tell("a line", unlessOurs: "AWS_PROFILE"),
        .giveBack(["A"], of: .auto), .watch([], since: "/state"),
    ]

    /// The lines that are no comments.
    private func code(_ shell: DataShell) -> [Substring] {
        shell.script.split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("#") }
    }

    @Test(arguments: DataShell.allCases)
    func `choices stand before the script, as it lies in the repository`(shell: DataShell) {
        let text = shell.initScript(side: .none, command: "a", executable: "/opt/it's \"/awsx")
        #expect(text.hasSuffix(shell.script))
        let lines = text.split(separator: "\n").prefix(3)
        #expect(
            lines == [
                shell == .pwsh ? "$global:_awsx_bin = '/opt/it''s \"/awsx'" : #"$env._awsx_bin = "/opt/it's \"/awsx""#,
                shell == .pwsh ? "$global:_awsx_side = 'none'" : #"$env._awsx_side = "none""#,
                shell == .pwsh ? "$global:_awsx_cmd = 'a'" : #"$env._awsx_cmd = "a""#,
            ])
    }

    @Test(arguments: DataShell.allCases)
    func `a script knows every step, evaluates nothing, and says that nobody has run it`(shell: DataShell) throws {
        let steps = try #require(ShellSteps(Self.statements).json["steps"]?.array)
        let kinds = steps.compactMap { $0["do"]?.string }
        #expect(kinds == ["assign", "copy-region", "take", "export", "tell", "give-back"])
        let code = code(shell).joined(separator: "\n")
        let quote = shell == .pwsh ? "'" : "\""
        for kind in kinds { #expect(code.contains("\(quote)\(kind)\(quote)"), "\(kind)") }
        for word in ["Invoke-Expression", "iex ", "nu -c", "source ", "eval", "ExpandString", "InvokeScript"] {
            #expect(!code.contains(word), "\(word)")
        }
        #expect(shell.script.contains("\n# Nobody has run this file yet"))
    }

    @Test(arguments: DataShell.allCases)
    func `brackets and quotes of a script are closed`(shell: DataShell) {
        var open: [Character] = []
        for line in code(shell) {
            var quote: Character?
            for character in line {
                if let inside = quote {
                    if character == inside { quote = nil }
                } else if character == "'" || character == "\"" {
                    quote = character
                } else if "([{".contains(character) {
                    open.append(character)
                } else if let index = ")]}".firstIndex(of: character) {
                    #expect(
                        open.popLast() == ["(", "[", "{"][")]}".distance(from: ")]}".startIndex, to: index)], "\(line)")
                }
            }
            #expect(quote == nil, "\(line)")
        }
        #expect(open.isEmpty)
    }

    @Test func `steps are data, with the words as they are`() {
        #expect(
            KnownShell.reading(.nu).text(Self.statements) == #"""
                {"awsx":1,"steps":[{"do":"assign","name":"_awsx_previous","value":"=it's"},{"do":"copy-region"},\#
                {"do":"take","layer":"use","names":["A","B"]},\#
                {"do":"export","layer":"use","name":"AWS_PROFILE","value":"$(x)\"'\n"},\#
                {"do":"tell","line":"a line","name":"AWS_PROFILE"},{"do":"give-back","layer":"auto","names":["A"]}]}

                """#)
    }

    @Test(arguments: [
        ("", #""""#), ("a b", #""a b""#), (#"""#, #""\"""#), (#"\"#, #""\\""#), ("$x", #""$x""#), ("'", #""'""#),
        ("\n", #""\u{a}""#), ("\u{7f}\u{0}", #""\u{7f}\u{0}""#), ("é日", #""é日""#), ("`x`(1)", #""`x`(1)""#),
    ])
    func `Nushell's words stand in double quotes`(text: String, word: String) {
        #expect(Quoting.nu.word(text) == word)
    }

    @Test func `a shell is known by its name`() {
        #expect(KnownShell.names == ["bash", "zsh", "fish", "pwsh", "nu"])
        for name in KnownShell.names { #expect(KnownShell(name: name)?.name == name) }
        #expect(KnownShell(name: "dash") == nil)
        #expect(KnownShell(name: "pwsh")?.removal(of: "X") == "Remove-Item Env:X")
        #expect(KnownShell(name: "nu")?.removal(of: "X") == "hide-env X")
        #expect(KnownShell(name: "fish")?.removal(of: "X") == "set -e X")
    }
}
