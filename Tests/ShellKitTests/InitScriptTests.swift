import ShellKit
import Testing

@Suite struct InitScriptTests {
    @Test(arguments: [
        ("awsx", true), ("a", true), ("my-aws_2", true), ("", false), ("2a", false), ("-a", false), ("a b", false),
        ("a;b", false), ("$(x)", false), ("é", false), ("_a", false), ("a.b", false), ("a\n", false), ("Z9", true),
        (String(repeating: "a", count: 64), true), (String(repeating: "a", count: 65), false), ("a-", true),
        ("a_", true),
    ])
    func `a command's name is a plain word`(name: String, isName: Bool) {
        #expect(InitScript.isName(name) == isName)
    }

    @Test(arguments: Shell.allCases)
    func `the script is printed as it stands, with the choices before it`(shell: Shell) {
        let text = InitScript(
            shell, side: .none, command: "a", isAuto: true, executable: "/opt/it's/awsx",
            variables: ["AWS_ONE", "TWO"], secrets: ["AWS_SECRET"]
        ).text
        for choice in ["AWS_ONE TWO", "AWS_SECRET"] { #expect(text.contains(choice), "\(choice)") }
        let path = shell.quoting.word("/opt/it's/awsx")
        let plain =
            shell == .zsh
            ? "_awsx_bin=\(path)".replacing("'", with: "'\\''")
            : shell == .fish ? "set -g _awsx_bin \(path)" : "_awsx_bin=\(path)"
        #expect(text.contains(plain))
        if shell != .zsh { #expect(text.contains(shell.script)) }
    }

    @Test func `each shell's edition is its own, a plain word, and in the script`() {
        let editions = Shell.allCases.map(\.edition)
        #expect(Set(editions).count == Shell.allCases.count)
        for (shell, edition) in zip(Shell.allCases, editions) {
            #expect(edition.allSatisfy(\.isHexDigit) && !edition.isEmpty)
            let text = InitScript(
                shell, side: .none, command: "a", isAuto: false, executable: "/a", variables: [], secrets: []
            ).text
            #expect(text.contains(edition))
        }
    }

    @Test(arguments: [
        ("/bin/bash", Shell.bash), ("/usr/local/bin/zsh", .zsh), ("fish", .fish), ("/bin/dash", nil), ("", nil),
    ])
    func `a shell is known by the last part of its path`(path: String, shell: Shell?) {
        #expect(Shell(path: path) == shell)
    }
}
