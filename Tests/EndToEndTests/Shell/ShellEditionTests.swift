import ShellKit
import TestSupport
import Testing

/// What a shell says of the script that it loaded.
@Suite struct ShellEditionTests {
    @Test(arguments: Shell.allCases)
    func `a shell tells doctor which script it loaded`(shell: Shell) async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.write("#!/bin/sh\necho \"$AWSX_SHELL:$AWSX_SHELL_EDITION\"\n", to: "told", mode: 0o755)
        let load = shell == .fish ? "awsx init fish | source" : "eval \"$(awsx init \(shell.rawValue))\""
        let place = shell == .fish ? "set -g _awsx_bin ~/told" : "_awsx_bin=~/told"
        let plain = shell == .bash ? "--norc" : shell == .zsh ? "-f" : "--no-config"
        let loaded = try await home.run(shell.rawValue, plain, "-c", "\(load)\n\(place)\nawsx doctor")
        #expect(loaded.output == "\(shell.rawValue):\(shell.edition)\n", "\(loaded)")
        let file = "\(Workspace.root)/shell/awsx.\(shell.rawValue)"
        let sourced = try await home.run(shell.rawValue, plain, "-c", "\(place)\nsource '\(file)'\nawsx doctor")
        #expect(sourced.output == "\(shell.rawValue):\n", "\(sourced)")
    }

    @Test func `zsh tells doctor whether Tab completes`() async throws {
        for (before, mends) in [("", true), ("autoload -U compinit && compinit -u", false)] {
            try await LivingShell.with(.zsh, before: before) { shell, _ in
                let shown = try await shell.type("awsx doctor --offline")
                #expect(shown.contains("[completion-not-loaded]") == mends, "\(shown)")
                #expect(shown.contains("autoload -U compinit && compinit") == mends, "\(shown)")
            }
        }
    }
}
