import Foundation
import ShellKit
import TestSupport
import Testing

/// Prompts that others build in zsh at their turn among the functions before a prompt: powerlevel10k, oh-my-posh and one
/// of the test's own, with the names, the order and the moves among those functions that their files make.
@Suite struct ShellZshPromptTests {
    /// powerlevel10k: its function goes last, again after each prompt, and calls `prompt_awsx` for the element `awsx`.
    private static let p10k = """
        function p10k {
            if [[ $1 == segment ]]; then _p9k_seen="${(j:|:)@[2,-1]}"; fi
        }
        function _p9k_do_nothing { true }
        function _p9k_precmd_first { precmd_functions=(${precmd_functions:#_p9k_precmd_first}) }
        function _p9k_precmd {
            local last=$?
            if (( ${+__p9k_instant_prompt_active} )); then
                exec 1>&$_p9k_fd_1 2>&$_p9k_fd_2 {_p9k_fd_1}>&- {_p9k_fd_2}>&-
                unset __p9k_instant_prompt_active
            fi
            _p9k_seen=
            if typeset -f prompt_awsx >/dev/null; then prompt_awsx; fi
            PROMPT="p10k<${_p9k_seen//\\%/%%}>[$last] READY> "
            precmd_functions=(_p9k_do_nothing ${${precmd_functions:#_p9k_do_nothing}:#_p9k_precmd} _p9k_precmd)
        }
        precmd_functions=(_p9k_do_nothing _p9k_precmd_first $precmd_functions _p9k_precmd)

        """
    /// What stands at the top of a `~/.zshrc` with instant prompt: all that is printed goes to a file.
    private static let instant = """
        exec {_p9k_fd_1}>&1 {_p9k_fd_2}>&2 1>$HOME/instant 2>&1
        typeset -gi __p9k_instant_prompt_active=1

        """
    private static let glue = "source \(Workspace.root)/shell/glue/p10k.zsh"

    @Test(arguments: [true, false])
    func `powerlevel10k shows the segment from the first prompt on`(isFirst: Bool) async throws {
        try await LivingShell.with(
            .zsh, before: isFirst ? Self.p10k : "", after: (isFirst ? "" : Self.p10k) + Self.glue,
            profile: "dev-ReadOnlyAccess"
        ) { living, home in
            let first = LivingShell.plain(living.pty.text)
            #expect(first.contains("p10k<-s|VALID|-f|6|-t|dev-ReadOnlyAccess 10d>[0] READY>"), "\(first)")
            let used = try await living.type("awsx use prod-ReadOnlyAccess")
            #expect(used.contains("p10k<-s|VALID|-f|1|-t|prod-ReadOnlyAccess 10d>[0] READY>"), "\(used)")
            #expect(!used.contains("10d p10k<"), "p10k draws the prompt")
            #expect(try await living.type("false").contains("10d>[1] READY>"))
            try home.delete(EndToEndHome.tokenFile)
            #expect(try await living.type("").contains("p10k<-s|LOGIN_NEEDED|-f|yellow|-t|prod-ReadOnlyAccess login"))
            try await living.type("eval \"$(command awsx init zsh)\"")
            #expect(try await living.type("print $#precmd_functions").contains("\n4\n"), "no more after a second time")
        }
    }

    @Test(arguments: [true, false])
    func `nothing is printed under an instant prompt, and the folder's line comes after it`(
        isAllowed: Bool
    ) async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.write("profile = prod-ReadOnlyAccess\n", to: ".awsx")
        if isAllowed { #expect(try await home.awsx("allow").status == 0) }
        let living = try LivingShell(
            .zsh, in: home, before: Self.instant + Self.p10k, after: Self.glue, options: "--auto")
        defer { living.end() }
        try await living.begin()
        let first = LivingShell.plain(living.pty.text)
        #expect(try home.read("instant").isEmpty)
        let line = isAllowed ? "using prod-ReadOnlyAccess from " : ".awsx file selects profile prod-ReadOnlyAccess"
        #expect(first.contains(line), "\(first)")
        #expect(first.contains("p10k<-s|LOGIN_NEEDED|-f|yellow|-t|prod-ReadOnlyAccess login needed>") == isAllowed)
        #expect(!(try await living.type("")).contains(line), "it is said once")
        #expect(try await living.inherited("AWS_PROFILE") == (isAllowed ? "prod-ReadOnlyAccess" : "unset"))
    }

    @Test(arguments: [true, false])
    func `oh-my-posh is never a prompt behind`(isFirst: Bool) async throws {
        let theirs = """
            function _omp_precmd { PROMPT="omp<$(printenv AWSX_PROMPT_TEXT)>[$?] READY> " }
            autoload -Uz add-zsh-hook; add-zsh-hook precmd _omp_precmd

            """
        try await LivingShell.with(
            .zsh, before: isFirst ? theirs : "", after: (isFirst ? "" : theirs) + "export AWSX_PROMPT_TEXT",
            profile: "dev-ReadOnlyAccess"
        ) { living, _ in
            let first = LivingShell.plain(living.pty.text)
            #expect(first.contains("omp<dev-ReadOnlyAccess 10d>"), "\(first)")
            #expect(!first.contains("10d omp<"))
            let used = try await living.type("awsx use prod-ReadOnlyAccess")
            #expect(used.contains("omp<prod-ReadOnlyAccess 10d>") && !used.contains("10d omp<"), "\(used)")
        }
    }

    @Test(arguments: ["precmd_functions+=(mine)", "function precmd { mine }"])
    func `a prompt that is built anew each time gets the segment each time, once`(hook: String) async throws {
        let theirs = "function mine { PROMPT=\"mine[$?] READY> \" }\n\(hook)"
        try await LivingShell.with(.zsh, before: theirs, profile: "dev-ReadOnlyAccess") { living, _ in
            let first = LivingShell.plain(living.pty.text)
            #expect(first.contains("dev-ReadOnlyAccess 10d mine[0] READY>"), "\(first)")
            for (line, profile, status) in [
                ("awsx use prod-ReadOnlyAccess", "prod-ReadOnlyAccess", 0), ("false", "prod-ReadOnlyAccess", 1),
                ("awsx unuse", "dev-ReadOnlyAccess", 0),
            ] {
                let shown = try await living.type(line)
                #expect(shown.contains("\(profile) 10d mine[\(status)] READY>"), "\(shown)")
                #expect(shown.components(separatedBy: "ReadOnlyAccess 10d").count == 2, "once: \(shown)")
            }
        }
    }

    /// What a prompt of one's own takes from the variables is of this prompt, in both shells that have such functions.
    @Test(arguments: [
        (Shell.zsh, "function mine { PROMPT=\"mine<$AWSX_PROMPT_TEXT>[$?] READY> \" }; precmd_functions+=(mine)"),
        (Shell.bash, "mine() { PS1=\"mine<$AWSX_PROMPT_TEXT>[$?] READY> \"; }; PROMPT_COMMAND=mine"),
    ])
    func `with --prompt none a prompt of one's own has the variables before`(shell: Shell, theirs: String) async throws
    {
        try await LivingShell.with(
            shell, before: theirs, options: "--prompt none", profile: "dev-ReadOnlyAccess"
        ) { living, _ in
            #expect(LivingShell.plain(living.pty.text).contains("mine<dev-ReadOnlyAccess 10d>[0] READY>"))
            let used = try await living.type("awsx use prod-ReadOnlyAccess")
            #expect(used.contains("mine<prod-ReadOnlyAccess 10d>[0] READY>"), "\(used)")
            #expect(try await living.type("! true").contains("mine<prod-ReadOnlyAccess 10d>[1] READY>"))
        }
    }
}
