import Foundation
import ShellKit
import SystemKit
import TestSupport
import Testing

/// awsx beside others who live in the same shell. direnv, tmux, zsh-syntax-highlighting and atuin are the real ones; what
/// no registry has is done here as its own files do it: names, order, and what is rewritten when.
@Suite struct ShellCompanyTests {
    @Test(arguments: Shell.allCases, [true, false])
    func `direnv and awsx each do their own`(shell: Shell, isFirst: Bool) async throws {
        let hook = shell == .fish ? "direnv hook fish | source" : "eval \"$(direnv hook \(shell.rawValue))\""
        try await LivingShell.with(shell, before: isFirst ? hook : "", after: isFirst ? "" : hook) { living, home in
            try home.write("export OF_DIRENV=yes AWS_REGION=eu-west-3\n", to: "in/.envrc")
            #expect(try await home.run("direnv", "allow", "\(home.path)/in").status == 0)
            try await living.type("cd in")
            #expect(try await living.inherited("OF_DIRENV") == "yes")
            let used = try await living.type("awsx use dev-AdministratorAccess")
            #expect(used.contains("dev-AdministratorAccess eu-west-3 10d"), "\(used)")
            #expect(try await living.type("cd ..").contains("dev-AdministratorAccess 10d"))
            #expect(try await living.inherited("OF_DIRENV") == "unset")
            #expect(try await living.inherited("AWS_PROFILE") == "dev-AdministratorAccess")
            let failed = try await living.type(shell == .fish ? "false" : "! true")
            #expect(failed.contains("[1] READY>"), "\(failed)")
        }
    }

    @Test(arguments: Shell.allCases, [true, false])
    func `atuin and awsx each do their own`(shell: Shell, isFirst: Bool) async throws {
        let atuin = try await Boto3Python.tool("atuin")
        let path = shell == .fish ? "set -a PATH \(atuin.dropLast(6))" : "PATH=$PATH:\(atuin.dropLast(6))"
        let start = shell == .fish ? "atuin init fish | source" : "eval \"$(atuin init \(shell.rawValue))\""
        let hook = "\(path)\n\(start)"
        try await LivingShell.with(shell, before: isFirst ? hook : "", after: isFirst ? "" : hook) { living, home in
            let used = try await living.type("awsx use dev-AdministratorAccess")
            #expect(used.contains("dev-AdministratorAccess 10d"), "\(used)")
            let failed = try await living.type(shell == .fish ? "false" : "! true")
            #expect(failed.contains("[1] READY>") && failed.contains("dev-AdministratorAccess 10d"), "\(failed)")
            #expect(try await living.inherited("AWS_PROFILE") == "dev-AdministratorAccess")
            #expect(home.list(".atuin/data").contains("history.db"), "atuin is at work")
        }
    }

    /// The order in which bash-preexec puts itself into PROMPT_COMMAND, again at each prompt.
    @Test func `bash-preexec finds its place around awsx`() async throws {
        let theirs = """
            __bp_precmd_invoke_cmd() { __bp_status=$?; return $__bp_status; }
            __bp_interactive_mode() { __bp_mode=on; }
            __bp_preexec_invoke_exec() { if [[ -n ${__bp_mode-} ]]; then __bp_mode=; seen=$((seen + 1)); fi; }
            __bp_install() { trap '__bp_preexec_invoke_exec "$_"' DEBUG
                PROMPT_COMMAND=$'__bp_precmd_invoke_cmd\\n'${PROMPT_COMMAND//__bp_install/:}$'\\n__bp_interactive_mode'; }
            PROMPT_COMMAND="${PROMPT_COMMAND-}"$'\\n'"__bp_install"
            """
        for (before, after) in [(theirs, ""), ("", theirs)] {
            try await LivingShell.with(.bash, before: before, after: after) { living, _ in
                let used = try await living.type("awsx use dev-AdministratorAccess")
                #expect(used.contains("dev-AdministratorAccess 10d [0] READY>"), "\(used)")
                #expect(try await living.type("! true").contains("10d [1] READY>"))
                #expect(try await living.type("echo \"trap $(trap -p DEBUG | wc -l)\"").contains("trap 1"))
            }
        }
    }

    @Test func `zsh-syntax-highlighting and awsx share a line editor`() async throws {
        let theirs = "source /usr/share/zsh-syntax-highlighting/zsh-syntax-highlighting.zsh"
        try await LivingShell.with(.zsh, before: "autoload -U compinit; compinit -u -D", after: theirs) { living, _ in
            let used = try await living.type("awsx use dev-AdministratorAccess")
            #expect(used.contains("dev-AdministratorAccess 10d"), "\(used)")
            try await living.typeKeys("awsx use prod-R\t", expecting: "eadOnlyAccess")
            try await living.type("")
            #expect(try await living.inherited("AWS_PROFILE") == "prod-ReadOnlyAccess")
        }
    }

    /// As oh-my-zsh.sh reads its plugins and then a theme.
    @Test func `the plugin for oh-my-zsh is one`() async throws {
        let theirs = """
            autoload -U compinit; compinit -u -D
            ZSH=$HOME/.oh-my-zsh ZSH_CUSTOM=$ZSH/custom plugins=(awsx) ZSH_THEME=plain
            for plugin in $plugins; do
                [[ -f $ZSH_CUSTOM/plugins/$plugin/$plugin.plugin.zsh ]] && source $ZSH_CUSTOM/plugins/$plugin/$plugin.plugin.zsh
            done
            setopt promptsubst
            PROMPT='[%?] READY> '
            \(try GuidePage.code("PROMPT+=", on: "\(GuidePage.folder)/YourPrompt.md"))
            """
        let home = try EndToEndHome(
            config: EndToEndHome.config + "[profile 100%F{red}]\naws_access_key_id = A\naws_secret_access_key = s\n")
        defer { home.remove() }
        try home.writeToken("t", secondsLeft: LivingShell.days)
        let folder = "\(home.path)/.oh-my-zsh/custom/plugins"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            atPath: "\(Workspace.root)/shell/glue/oh-my-zsh/awsx", toPath: "\(folder)/awsx")
        let living = try LivingShell(.zsh, in: home, line: theirs, setting: ["AWS_PROFILE": "dev-ReadOnlyAccess"])
        defer { living.end() }
        try await living.begin()
        #expect(try await living.type("").contains("[0] READY> dev-ReadOnlyAccess 10d "))
        #expect(try await living.type("awsx use '100%F{red}'").contains("READY> 100%F{red} "))
        let info = try await living.type("print -r -- \"=$(awsx_prompt_info)=\"")
        #expect(info.contains("=100%%F{red} ="), "\(info)")
        try await living.type("awsx use dev-ReadOnlyAccess")
        try await living.typeKeys("awsx use legac\t", expecting: "awsx use legacy")
        try await living.type("")
        #expect(try await living.inherited("AWS_PROFILE") == "legacy")
    }

    @Test func `tmux shows the segment in its status line`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.writeToken("t", secondsLeft: LivingShell.days)
        let path = ProgramSearch.find("tmux", path: Program.systemPath)
        guard case .found(let tmux) = path else { throw Workspace.Broken("tmux is not installed") }
        let socket = "\(home.path)/.tmp/tmux"
        let living = try Pty(
            tmux, ["-S", socket, "-f", "\(Workspace.root)/shell/glue/tmux.conf", "new-session", "/bin/cat"],
            environment: home.environment.setting([
                "AWS_PROFILE": "dev-ReadOnlyAccess", "TERM": "xterm-256color", "SHELL": "/bin/sh",
            ]), folder: home.path)
        defer { living.end() }
        // The first drawing of a status line comes before what it runs has answered.
        _ = try await living.expect("dev-ReadOnlyAccess 10d", within: .seconds(90))
        _ = try await home.run("tmux", "-S", socket, "kill-server")
    }
}
