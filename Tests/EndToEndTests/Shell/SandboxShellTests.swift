import Foundation
import ShellKit
import TestSupport
import Testing

/// `awsx sandbox shell`: a shell that knows awsx as one's own does.
@Suite(.serialized) struct SandboxShellTests {
    private func open(_ shell: Shell, _ home: EndToEndHome, _ options: [String] = []) throws -> Pty {
        try Pty(
            InstallPrefix.shared.get().awsx, ["sandbox", "shell", "--auto-approve", "visit"] + options,
            environment: home.environment.setting(["SHELL": LivingShell.program(shell)]), folder: home.path)
    }

    @Test(arguments: Shell.allCases)
    func `use works there at once`(shell: Shell) async throws {
        let home = try EndToEndHome(config: nil)
        defer { home.remove() }
        let pty = try open(shell, home)
        defer { pty.end() }
        _ = try await pty.expect("awsx use")
        _ = try await pty.expect("sandbox /")
        pty.send("awsx use prod-ReadOnlyAccess\n")
        _ = try await pty.expect("prod-ReadOnlyAccess (222222222222 ReadOnlyAccess)")
        pty.send("/bin/sh -c 'echo \"A\"\"S<$AWS_PROFILE>\"'\n")
        _ = try await pty.expect("AS<prod-ReadOnlyAccess>")
        pty.send("exit\n")
        #expect(await pty.wait() == 0, "\(pty.text)")
    }

    @Test func `Tab completes in zsh, and the banner names commands that are there`() async throws {
        let home = try EndToEndHome(config: nil)
        defer { home.remove() }
        let pty = try Pty(
            InstallPrefix.shared.get().awsx, ["sandbox", "shell"],
            environment: home.environment.setting(["SHELL": LivingShell.program(.zsh)]), folder: home.path)
        defer { pty.end() }
        _ = try await pty.expect("sandbox /")
        #expect(pty.text.contains("`awsx sandbox approve CODE`"), "\(pty.text)")
        pty.send("awsx use prod-Read\t")
        // What zsh adds by itself is bold for a moment.
        _ = try await pty.expect("OnlyAccess\u{1b}[1m")
        pty.send("\u{15}exit\n")
        #expect(await pty.wait() == 0, "\(pty.text)")
    }

    @Test func `a file of one's own in a HOME that is kept stays as it is`() async throws {
        let home = try EndToEndHome(config: nil)
        defer { home.remove() }
        try home.write("PS1='mine: '\n", to: "kept/.bashrc")
        let pty = try open(.bash, home, ["--home", "\(home.path)/kept"])
        defer { pty.end() }
        _ = try await pty.expect("mine: ")
        #expect(!pty.text.contains("awsx use"))
        pty.send("exit\n")
        #expect(await pty.wait() == 0)
        #expect(try home.read("kept/.bashrc") == "PS1='mine: '\n")
    }
}
