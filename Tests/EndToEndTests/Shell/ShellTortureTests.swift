import Foundation
import ShellKit
import SystemKit
import TestSupport
import Testing

/// Shells with odd options, aliases and company.
@Suite struct ShellTortureTests {
    static let odd: [(Shell, String)] = [
        (.bash, "set -u"), (.bash, "set -e"), (.bash, "set -o posix"), (.bash, "set -o noclobber"), (.bash, "IFS=:"),
        (.bash, "shopt -s failglob extdebug"), (.bash, "shopt -u sourcepath; set -f"),
        (.bash, "alias printf=false local=false unset=false export=false eval=false read=false case=false awsx=false"),
        (.bash, "PROMPT_COMMAND='true ; '"), (.bash, "PROMPT_COMMAND=(true 'true;')"),
        (.bash, "PROMPT_COMMAND=true; export PROMPT_COMMAND"),
        (.bash, "set -euo pipefail; set -o posix; set -C; IFS=x"),
        (.zsh, "setopt ksh_arrays sh_word_split"), (.zsh, "setopt posix_identifiers sh_glob posix_builtins"),
        (.zsh, "setopt nounset"), (.zsh, "setopt err_exit"), (.zsh, "setopt noclobber all_export promptsubst"),
        (.zsh, "setopt glob_subst null_glob ksh_glob no_bang_hist"), (.zsh, "IFS=:"),
        (.zsh, "setopt no_unset err_return"),
        (.zsh, "alias printf=false local=false unset=false typeset=false read=false awsx=false; alias -g print=false"),
        (.zsh, "precmd_functions=(); function precmd { true }"),
        (.fish, "function cd; end; function echo; end; function math2; end"),
        (.fish, "set -g fish_handle_reflow 0; set -g IFS x"),
    ]

    @Test(arguments: odd)
    func `awsx lives with it, twice as well as once`(shell: Shell, options: String) async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.writeToken("t", secondsLeft: LivingShell.days)
        let again =
            shell == .fish ? "awsx init fish | source" : "\\eval \"$(command awsx init \(shell.rawValue))\""
        let living = try LivingShell(shell, in: home, before: options, after: again)
        defer { living.end() }
        try await living.begin()
        let used = try await living.type("awsx use dev-AdministratorAccess")
        #expect(used.components(separatedBy: "dev-AdministratorAccess 10d").count - 1 >= 1, "\(used)")
        #expect(!used.contains("dev-AdministratorAccess 10d dev-AdministratorAccess 10d"), "\(used)")
        let status = shell == .fish ? "false" : "! true"
        let after = try await living.type(status)
        #expect(after.contains("[1] READY>"), "\(after)")
        #expect(try await living.inherited("AWS_PROFILE") == "dev-AdministratorAccess")
        let undone = try await living.type("awsx unuse")
        #expect(!undone.contains("dev-AdministratorAccess 10d [0] READY"), "\(undone)")
        #expect(try await living.inherited("AWS_PROFILE") == "unset")
        for word in [
            "not found", "unbound", "bad substitution", "syntax error", "parse error", "Unknown command", "readonly",
        ] {
            #expect(!living.pty.text.contains(word), "\(LivingShell.plain(living.pty.text))")
        }
    }

    static let quiet: [(Shell, [String])] = [
        (.bash, ["--norc", "-e", "-u", "-o", "pipefail"]), (.bash, ["--norc", "--posix", "-e", "-u"]),
        (.bash, ["--norc"]),
        (.zsh, ["-f", "-e", "-u"]), (.zsh, ["-f"]),
        (.zsh, ["--emulate", "sh", "-f"]), (.zsh, ["--emulate", "ksh", "-f"]), (.fish, ["--no-config"]),
    ]

    @Test(arguments: quiet, ["xterm", "dumb"])
    func `a script sources it in silence and can use it`(of: (Shell, [String]), terminal: String) async throws {
        let (shell, words) = of
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.writeToken("t", secondsLeft: LivingShell.days)
        let source =
            shell == .fish ? "awsx init fish --auto | source" : "eval \"$(awsx init \(shell.rawValue) --auto)\""
        let program = try LivingShell.program(shell)
        let environment = home.environment.setting(["TERM": terminal])
        let silent = try await Program.run(
            program, words, environment: environment, input: "\(source)\n\(source)\n", folder: home.path)
        #expect(silent.status == 0 && silent.output.isEmpty && silent.error.isEmpty, "\(silent)")
        let used = try await Program.run(
            program, words, environment: environment,
            input: "\(source)\nawsx use -q legacy\n/usr/bin/printenv AWS_PROFILE\n", folder: home.path)
        #expect(used.output == "legacy\n" && used.error.isEmpty, "\(used)")
    }

    @Test(arguments: Shell.allCases)
    func `a dumb terminal is sent no escape`(shell: Shell) async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.writeToken("t", secondsLeft: LivingShell.days)
        let outcome = try await home.awsx(
            "shell-hook", shell.rawValue, "prompt", setting: ["TERM": "dumb", "AWS_PROFILE": "legacy"])
        #expect(outcome.output.contains("_awsx_ink") && !outcome.output.contains("\u{1b}"))
        let ink = outcome.output.split(separator: "\n").filter { $0.contains("ink") }
        #expect(ink.allSatisfy { $0.hasSuffix("''") }, "\(ink)")
    }

    @Test func `shellcheck and each shell's own parser find nothing`() async throws {
        let root = Workspace.root
        for (words, files) in [
            (["/usr/bin/shellcheck"], ["shell/awsx.bash", "completions/awsx-completion.bash"]),
            (["/usr/bin/zsh", "-n"], ["shell/awsx.zsh", "completions/_awsx"]),
            (["/usr/bin/fish", "-n"], ["shell/awsx.fish", "completions/awsx.fish"]),
            (["/bin/bash", "-n"], ["shell/awsx.bash", "completions/awsx-completion.bash"]),
        ] {
            for file in files {
                let outcome = try await Program.run(words[0], Array(words.dropFirst()) + ["\(root)/\(file)"])
                #expect(outcome.status == 0 && outcome.output.isEmpty && outcome.error.isEmpty, "\(file): \(outcome)")
            }
        }
    }
}
