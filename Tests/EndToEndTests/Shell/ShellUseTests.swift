import Foundation
import ShellKit
import TestSupport
import Testing

/// `awsx use` and `unuse` as they are typed, in every shell.
@Suite struct ShellUseTests {
    private func withShell(
        _ shell: Shell, config: String = "", before: String = "", options: String = "",
        _ body: (LivingShell, EndToEndHome) async throws -> Void
    ) async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.configure(config)
        try home.writeToken("t", secondsLeft: LivingShell.days)
        let living = try LivingShell(shell, in: home, before: before, options: options)
        defer { living.end() }
        try await living.begin()
        try await body(living, home)
    }

    @Test(arguments: Shell.allCases)
    func `use, use -, and unuse change who commands are`(shell: Shell) async throws {
        try await withShell(shell) { living, _ in
            try await living.type("export AWS_ACCESS_KEY_ID=AKIAOLD")
            try await living.type("export AWS_PROFILE=legacy")
            let used = try await living.type("awsx use dev-AdministratorAccess")
            #expect(used.contains("dev-AdministratorAccess (111111111111 AdministratorAccess); removed"))
            #expect(used.contains("AWS_ACCESS_KEY_ID"))
            #expect(used.contains("dev-AdministratorAccess 10d"), "the prompt: \(used)")
            #expect(try await living.inherited("AWS_PROFILE") == "dev-AdministratorAccess")
            #expect(try await living.inherited("AWS_ACCESS_KEY_ID") == "unset")
            try await living.type("awsx use prod-ReadOnlyAccess --region eu-north-1")
            #expect(try await living.inherited("AWS_REGION") == "eu-north-1")
            let back = try await living.type("awsx use -")
            #expect(back.contains("dev-AdministratorAccess 10d"))
            #expect(try await living.inherited("AWS_REGION") == "unset")
            try await living.type("awsx use -")
            #expect(try await living.inherited("AWS_PROFILE") == "prod-ReadOnlyAccess")
            #expect(try await living.inherited("AWS_REGION") == "eu-north-1")
            try await living.type("awsx unuse")
            #expect(try await living.inherited("AWS_PROFILE") == "legacy")
            #expect(try await living.inherited("AWS_ACCESS_KEY_ID") == "AKIAOLD")
            #expect(try await living.inherited("AWS_REGION") == "unset")
        }
    }

    /// zsh shows nothing of a stopped function, whatever runs in it.
    @Test(arguments: [Shell.bash, .fish])
    func `a stopped command is listed with the words that were typed`(shell: Shell) async throws {
        try await withShell(shell) { living, _ in
            try await living.type("export AWS_ACCESS_KEY_ID=AKIAJOB AWS_SECRET_ACCESS_KEY=s")
            try await living.type(#"awsx exec -- sh -c 'kill -STOP $$; printf "it %s on" went' 'two words'"#)
            let jobs = try await living.type("jobs")
            #expect(jobs.contains("/awsx exec -- sh -c "), "\(jobs)")
            #expect(jobs.contains("two") && !jobs.contains("$@") && !jobs.contains("$argv"), "\(jobs)")
            #expect(try await living.type("fg").contains("it went on"))
        }
    }

    @Test(arguments: Shell.allCases)
    func `words reach a command as they were typed`(shell: Shell) async throws {
        try await withShell(shell) { living, _ in
            try await living.type("export AWS_ACCESS_KEY_ID=AKIAWORDS AWS_SECRET_ACCESS_KEY=s")
            try await living.type("alias -g G=never 2>/dev/null; alias G=never")
            let shown = try await living.type(
                #"awsx exec -- printf '<%s>' 'a  b' '$HOME' '' "it's" '*' '`x`' ';' G '日本' "(echo no)" '~'"#)
            #expect(shown.contains(#"<a  b><$HOME><><it's><*><`x`><;><G><日本><(echo no)><~>"#), "\(shown)")
        }
    }

    /// zsh runs what is planned between a command and its prompt, too.
    @Test func `a look that comes due while a command of zsh runs keeps the command's status`() async throws {
        try await LivingShell.with(.zsh, before: "zmodload zsh/sched") { living, _ in
            let late = #"sched +1 '_awsx_tick "$?" "$-"'; sleep 2;"#
            for status in [7, 0] {
                let shown = try await living.type("\(late) (exit \(status))")
                #expect(shown.contains("[\(status)] READY>"), "\(shown)")
            }
            // There a status would end the shell: what awsx has planned doesn't run.
            let planned = "_awsx_next=$((EPOCHSECONDS + 1));"
            let shown = try await living.type("setopt err_exit; \(planned) \(late) ! true")
            #expect(shown.contains("[1] READY>"), "\(shown)")
            #expect(try await living.inherited("AWS_PROFILE") == "legacy")
        }
    }

    /// With `err_return` zsh leaves out the line that is being typed when what was planned ends with a status.
    @Test func `a look that comes due while a line is typed lets it run`() async throws {
        try await LivingShell.with(.zsh, before: "zmodload zsh/sched") { living, _ in
            // What awsx plans, earlier.
            let planned = "${${(M)zsh_scheduled_events:#*_awsx_tick*}#*:*:}"
            try await living.type("setopt err_return; sched +2 \(planned); ! true")
            try await living.typeKeys("export TYPED=", expecting: "TYPED=")
            try await Task.sleep(for: .seconds(3))
            try await living.type("whole")
            let inherited = try await living.inherited("TYPED")
            #expect(inherited == "whole", "\(LivingShell.plain(living.pty.text))")
        }
    }

    @Test(arguments: Shell.allCases)
    func `use - back to no profile says that default is in use, where there is one`(shell: Shell) async throws {
        try await withShell(shell) { living, home in
            try await living.type("awsx use prod-ReadOnlyAccess")
            let back = try await living.type("awsx use -")
            #expect(
                back.contains("AWS_PROFILE is unset: profile default is used, unless keys are set"), "\(back)")
            #expect(try await living.inherited("AWS_PROFILE") == "unset")
            try home.write(
                "[profile only]\nregion = us-east-1\naws_access_key_id = A\naws_secret_access_key = s",
                to: ".aws/config")
            try await living.type("awsx use only")
            let none = try await living.type("awsx use -")
            #expect(none.contains("AWS_PROFILE is unset: no profile is selected"), "\(none)")
        }
    }

    @Test(arguments: Shell.allCases)
    func `what fails changes nothing and has its status`(shell: Shell) async throws {
        try await withShell(shell) { living, _ in
            let nobody = try await living.type("awsx use nobody")
            #expect(nobody.contains("there is no profile nobody"))
            #expect(try await living.type("awsx use nobody").contains("[66] READY>"))
            #expect(try await living.type("awsx use -").contains("[64] READY>"))
            #expect(try await living.type("awsx use --help").contains("USAGE: awsx use"))
            #expect(try await living.inherited("AWS_PROFILE") == "unset")
            #expect(try await living.type("awsx config path --color never").contains("/.aws/config"))
        }
    }

    @Test(arguments: Shell.allCases)
    func `a login that is needed is said, and the prompt says so too`(shell: Shell) async throws {
        try await withShell(shell) { living, home in
            try home.delete(EndToEndHome.tokenFile)
            let used = try await living.type("awsx use dev-ReadOnlyAccess")
            #expect(used.contains("login needed: awsx login dev-ReadOnlyAccess"), "\(used)")
            #expect(used.contains("dev-ReadOnlyAccess login needed"), "\(used)")
        }
    }

    @Test(arguments: Shell.allCases)
    func `nothing in a profile's name runs, and it comes out as it is`(shell: Shell) async throws {
        let name = #"a$(touch pwned)`touch pwned`%F{red}%n\[x: *"#
        try await withShell(
            shell, config: "[profile '\(name)']\nregion = us-east-1\naws_access_key_id = A\naws_secret_access_key = s"
        ) {
            living, home in
            let shown = try await living.type("awsx use \(shell.quoting.word(name))")
            #expect(shown.contains("[0] READY>"), "\(shown)")
            #expect(shown.components(separatedBy: name).count >= 3, "once told, once in the prompt: \(shown)")
            #expect(try await living.inherited("AWS_PROFILE") == name)
            try await living.type("")
            #expect(home.list("").contains("pwned") == false)
        }
    }

    @Test(arguments: Shell.allCases)
    func `nothing in an account, a role or a region runs, and no escape of theirs reaches the terminal`(
        shell: Shell
    ) async throws {
        let odd = "$(touch pwned)`touch pwned`%F{red}'\"\\[x\u{1b}]0;owned\u{7}\u{1b}[31m"
        let config = """
            [profile hostile]
            sso_session = sandbox
            sso_account_id = \(odd)
            sso_role_name = \(odd)
            region = \(odd)
            """
        let before = shell == .zsh ? "autoload -U compinit; compinit -u -D" : ""
        try await withShell(shell, config: config, before: before) { living, home in
            try home.write("[prompt]\nformat = {profile}/{account}/{role}/{region}\n", to: ".config/awsx/config")
            try await living.type("awsx use hostile")
            try await living.type("export AWS_PROFILE=hostile")
            try await living.type("export AWS_REGION=\(shell.quoting.word("$(touch pwned)`touch pwned`%n"))")
            try await living.type("")
            for line in ["awsx use hos", "awsx exec --account ", "awsx exec --role "] {
                if shell == .fish {
                    // What Tab would offer, without the pager, out of which no key leads to an empty line.
                    try await living.type("complete -C '\(line)'")
                    continue
                }
                // The shell takes the last key once it is done with those before.
                try await living.typeKeys("\(line)\t\t§", expecting: "§")
                living.pty.send("\u{3}")
                try await living.type("")
            }
            #expect(try await living.inherited("AWS_PROFILE") == "hostile")
            #expect(!living.pty.text.contains("\u{1b}]0;owned"), "\(living.pty.text.debugDescription)")
            #expect(!home.list("").contains("pwned"))
        }
    }

    @Test func `the binary alone says which line is missing`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        for (path, line) in [
            ("/bin/zsh", "~/.zshrc"), ("/usr/bin/fish", "awsx init fish | source"), ("/bin/sh", "~/.bashrc"),
        ] {
            let outcome = try await home.awsx("use", "dev", setting: ["SHELL": path])
            #expect(outcome.status == 64)
            #expect(outcome.error.contains(line), "\(outcome)")
        }
        #expect(try await home.awsx("unuse").status == 64)
        #expect(try await home.awsx("use", "--help").status == 0)
    }

    @Test(arguments: [Shell.bash, .zsh])
    func `a subshell says that the shell outside keeps its identity`(shell: Shell) async throws {
        try await withShell(shell) { living, _ in
            let shown = try await living.type("(awsx use legacy)")
            #expect(shown.contains("this is a pipe or subshell"))
            #expect(try await living.inherited("AWS_PROFILE") == "unset")
        }
    }

    @Test(arguments: Shell.allCases)
    func `keys are exported only when asked for`(shell: Shell) async throws {
        try await withShell(shell) { living, home in
            try home.writeRole(key: "ASIAEXPORTED")
            let shown = try await living.type("awsx use dev-AdministratorAccess --export-keys")
            #expect(!shown.contains("secret-of-"), "\(shown)")
            #expect(shown.contains(#/its keys are set in this shell, [0-9]+(m|h[0-9]+m) left/#), "\(shown)")
            #expect(try await living.inherited("AWS_ACCESS_KEY_ID") == "ASIAEXPORTED")
            #expect(try await living.inherited("AWS_PROFILE") == "unset")
            try await living.type("awsx unuse")
            #expect(try await living.inherited("AWS_SECRET_ACCESS_KEY") == "unset")
        }
    }

    @Test(arguments: Shell.allCases)
    func `unuse tells what it leaves since another shell used it, and how to drop that`(shell: Shell) async throws {
        try await withShell(shell) { living, _ in
            try await living.type("awsx use prod-ReadOnlyAccess")
            #expect(!(try await living.type("awsx unuse")).contains("stays"), "what this shell used is dropped")
            try await living.type("awsx use prod-ReadOnlyAccess")
            try await living.type("exec \(try LivingShell.program(shell)) -i")
            let left = try await living.type("awsx unuse")
            let words = shell == .fish ? "set -e AWS_PROFILE" : "unset AWS_PROFILE"
            #expect(left.contains("AWS_PROFILE is unchanged, because awsx use did not set it in this shell"), "\(left)")
            #expect(left.contains("to unset it: \(words)"), "\(left)")
            #expect(try await living.inherited("AWS_PROFILE") == "prod-ReadOnlyAccess")
            try await living.type(words)
            #expect(!(try await living.type("awsx unuse")).contains("stays"))
            // What was there before `use` comes back, as it always did, and only the next `unuse` has nothing to undo.
            try await living.type("export AWS_PROFILE=legacy")
            try await living.type("awsx use prod-ReadOnlyAccess")
            #expect(!(try await living.type("awsx unuse")).contains("is unchanged"))
            #expect(try await living.inherited("AWS_PROFILE") == "legacy")
            #expect(try await living.type("awsx unuse").contains("AWS_PROFILE is unchanged"))
        }
    }

    @Test(arguments: Shell.allCases)
    func `another name for the command works alike`(shell: Shell) async throws {
        try await withShell(shell, options: "--cmd aw") { living, _ in
            try await living.type("aw use legacy")
            #expect(try await living.inherited("AWS_PROFILE") == "legacy")
        }
    }

    @Test(arguments: Shell.allCases)
    func `use --login signs in first, and what ends the session shows in the prompt`(shell: Shell) async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, sandbox in
            let living = try LivingShell(shell, in: home)
            defer { living.end() }
            try await living.begin()
            let used = try await living.type("awsx use dev-AdministratorAccess --login")
            #expect(used.contains("opening your browser"), "\(used)")
            #expect(used.contains("signed in, until"), "\(used)")
            #expect(used.contains(#/dev-AdministratorAccess (1h00m|[1-5]?[0-9]m)/#), "the prompt: \(used)")
            #expect(!used.contains("login needed"), "\(used)")
            #expect(try await living.inherited("AWS_PROFILE") == "dev-AdministratorAccess")
            #expect(try await living.type("awsx logout").contains("dev-AdministratorAccess login needed"))
        }
    }

    @Test func `a universal variable of fish is hidden, not erased`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.writeRole(key: "ASIAEXPORTED")
        #expect(
            try await home.run("fish", "-c", "set -Ux AWS_PROFILE legacy; set -Ux AWS_ACCESS_KEY_ID AKIAOLD").status
                == 0)
        let living = try LivingShell(.fish, in: home)
        defer { living.end() }
        try await living.begin()
        try await living.type("awsx use dev-AdministratorAccess")
        #expect(try await living.inherited("AWS_PROFILE") == "dev-AdministratorAccess")
        #expect(try await living.inherited("AWS_ACCESS_KEY_ID") == "")
        try await living.type("awsx unuse")
        #expect(try await living.inherited("AWS_PROFILE") == "legacy")
        #expect(try await living.inherited("AWS_ACCESS_KEY_ID") == "AKIAOLD")
        let shown = try await living.type("awsx env dev-AdministratorAccess --format fish | source")
        #expect(shown.contains("AWS_PROFILE is a universal variable and stays"), "\(shown)")
        #expect(try await living.inherited("AWS_ACCESS_KEY_ID") == "ASIAEXPORTED")
        let later = try await home.run("fish", "-c", "echo $AWS_PROFILE $AWS_ACCESS_KEY_ID")
        #expect(later.output == "legacy AKIAOLD\n", "\(later)")
    }
}
