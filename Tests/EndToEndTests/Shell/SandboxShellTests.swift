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

    @Test func `Tab completes in zsh, and the banner is there at once`() async throws {
        let home = try EndToEndHome(config: nil)
        defer { home.remove() }
        let pty = try Pty(
            InstallPrefix.shared.get().awsx, ["sandbox", "shell"],
            environment: home.environment.setting(["SHELL": LivingShell.program(.zsh)]), folder: home.path)
        defer { pty.end() }
        _ = try await pty.expect("sandbox /")
        pty.send("awsx use prod-Read\t")
        // What zsh adds by itself is bold for a moment.
        _ = try await pty.expect("OnlyAccess\u{1b}[1m")
        pty.send("\u{15}exit\n")
        #expect(await pty.wait() == 0, "\(pty.text)")
    }

    /// Without a browser the sign-in has the terminal, and another one approves its code.
    @Test(arguments: [[], ["--tls"]])
    func `what the banner says approves a sign-in from another terminal`(options: [String]) async throws {
        let home = try EndToEndHome(config: nil)
        defer { home.remove() }
        let awsx = try InstallPrefix.shared.get().awsx
        let pty = try Pty(
            awsx, ["sandbox", "shell"] + options,
            environment: home.environment.setting(["SHELL": LivingShell.program(.bash), "BROWSER": nil, "DISPLAY": nil]
            ),
            folder: home.path)
        defer { pty.end() }
        _ = try await pty.expect("sandbox /")
        let banner = pty.text.split(whereSeparator: \.isNewline).map(String.init)
        let line = try #require(banner.first { $0.contains("awsx sandbox approve --url ") }, "\(pty.text)")
        #expect(line.hasPrefix("  ") && line.hasSuffix(" CODE"))
        pty.send("awsx login --use-device-code --no-browser\n")
        let shown = try await pty.expect("Ctrl-C cancels")
        let code = try #require(shown.firstMatch(of: /code +([A-Z]{4}-[A-Z]{4})/)).1
        let command = line.replacing(" CODE", with: " \(code)")
        let approval = try await Program.run(
            "/bin/sh", ["-c", "PATH=${0%/*}:$PATH; \(command)", awsx],
            environment: home.environment, folder: home.path)
        #expect(approval.status == 0, "\(approval)")
        _ = try await pty.expect("signed in, until")
        pty.send("exit\n")
        #expect(await pty.wait() == 0, "\(pty.text)")
    }

    @Test func `a command that isn't there gets a near name`() async throws {
        let home = try EndToEndHome(config: nil)
        defer { home.remove() }
        for (words, hint) in [
            (["rnu"], "did you mean awsx sandbox run? List all: awsx sandbox --help"),
            (["aprove", "X"], "did you mean awsx sandbox approve? List all: awsx sandbox --help"),
            (["zzzzzz"], "  → List all: awsx sandbox --help"), (["\u{1b}[31m"], "  → List all: awsx sandbox --help"),
        ] {
            let outcome = try await Program.run(
                InstallPrefix.shared.get().awsx, ["sandbox"] + words, environment: home.environment, folder: home.path)
            #expect(outcome.status == 64 && outcome.error.contains("there is no sandbox command"), "\(outcome)")
            #expect(outcome.error.hasSuffix("\(hint)\n") && outcome.output.isEmpty, "\(outcome)")
            #expect(isHarmless(outcome.errorBytes), "\(outcome)")
        }
        #expect(try await home.awsx("sandbox", "help", "run").status == 0)
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
