import Foundation
import ShellKit
import SystemKit
import TestSupport
import Testing

/// What people copy from README or the guide into their shell's file.
@Suite struct ShellLineTests {
    @Test(arguments: Shell.allCases, ["README.md", "\(GuidePage.folder)/InYourShell.md"])
    func `the line that awsx tells is the one to copy`(shell: Shell, page: String) throws {
        let (line, file) = shell.initLine
        #expect(try GuidePage.code("echo '\(line)'", on: page) == "echo '\(line)' >> \(file)")
    }

    /// fish reads its file for `fish -c`, too, where nobody types.
    @Test func `fish brings awsx in only where somebody types`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.write("\(Shell.fish.initLine.line)\n", to: ".config/fish/config.fish")
        let script = "functions -q _awsx_main; and echo there; or echo not there"
        #expect(try await home.run("fish", "-c", script).output == "not there\n")
        let typed = try await home.run("fish", "-i", "-c", script)
        #expect(typed.output.contains("there\n") && !typed.output.contains("not"), "\(typed)")
    }
}

/// What a new shell finds by itself after `shell/install`, with no line in its file.
@Suite struct ShellInstallTests {
    @Test func `completions lie where each shell looks`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        let configuration = Workspace.products.hasSuffix("release") ? "release" : "debug"
        let installed = try await Program.run(
            "\(Workspace.root)/shell/install",
            ["--prefix", "\(home.path)/.local", "--configuration", configuration, "--no-build"],
            environment: home.environment.setting(["PATH": ProcessInfo.processInfo.environment["PATH"]]),
            limit: .seconds(120))
        #expect(installed.status == 0, "\(installed)")
        for file in ["share/awsx/shell/glue/starship.toml", "share/awsx/shell/glue/oh-my-zsh/awsx/awsx.plugin.zsh"] {
            #expect(installed.output.contains("\(home.path)/.local/\(file)\n"))
        }
        let lines: [(Shell, String)] = [
            (.bash, "source /usr/share/bash-completion/bash_completion"),
            (.zsh, "fpath=(~/.local/share/zsh/site-functions $fpath); autoload -U compinit; compinit -u -D"),
            (.fish, ""),
        ]
        for (shell, line) in lines {
            let path = "\(home.path)/.local/bin:\(Program.systemPath)"
            let living = try LivingShell(shell, in: home, line: line, setting: ["PATH": path])
            defer { living.end() }
            try await living.begin()
            living.pty.send("awsx login lega\t")
            let deadline = ContinuousClock.now + .seconds(20)
            while !LivingShell.plain(living.pty.text).contains("awsx login legacy"), ContinuousClock.now < deadline {
                try await Task.sleep(for: .milliseconds(50))
            }
            #expect(LivingShell.plain(living.pty.text).contains("awsx login legacy"), "\(shell)")
        }
    }
}
