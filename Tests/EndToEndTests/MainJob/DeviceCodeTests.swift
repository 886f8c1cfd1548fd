import Engine
import TestSupport
import Testing

/// The device code as a person gets it: to read, to scan and to paste.
@Suite struct DeviceCodeTests {
    private func terminal(
        _ home: EndToEndHome, _ words: [String], rows: UInt16 = 60, columns: UInt16 = 200,
        setting variables: KeyValuePairs<String, String?> = [:]
    ) throws -> Pty {
        try Pty(
            InstallPrefix.shared.get().awsx, words, environment: home.environment.setting(variables), folder: home.path,
            rows: rows, columns: columns)
    }

    /// The code that is shown; the sign-in is confirmed with it, and all text returned.
    private func confirm(_ pty: Pty, _ sandbox: SandboxProcess, after mark: String) async throws -> String {
        let shown = try await pty.expect(mark)
        let code = try #require(shown.firstMatch(of: /code +([A-Z]{4}-[A-Z]{4})/)).output.1
        try sandbox.approve(userCode: String(code))
        #expect(await pty.wait() == 0, "\(pty.text)")
        return pty.text
    }

    private let login = ["login", "--use-device-code", "--no-browser"]

    @Test(arguments: [["login", "--use-device-code", "--no-browser"], ["exec", "--", "true"]])
    func `a sign-in by device code shows its address as a QR code`(words: [String]) async throws {
        try await EndToEndHome.with(["--auto-approve", "off"]) { home, sandbox in
            // Over SSH a sign-in that begins by itself takes a device code.
            let pty = try terminal(
                home, words, setting: ["SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22", "BROWSER": nil])
            defer { pty.end() }
            let text = try await confirm(pty, sandbox, after: "▀▀▀")
            let address = try #require(text.firstMatch(of: /link +(\S+)/)).output.1
            #expect(address.contains("user_code="))
            // Each line of the code is whole, and none other stands between.
            let lines = text.split(whereSeparator: \.isNewline).filter { $0.contains("█") }
            #expect(Set(lines.map { $0.filter { "█▀▄ ".contains($0) }.count }).count == 1, "\(lines)")
            #expect(!text.contains("\u{1b}]52;"), "nothing is copied unasked")
        }
    }

    @Test func `a screen without room and a file get the words alone`() async throws {
        try await EndToEndHome.with(["--auto-approve", "off"]) { home, sandbox in
            for (rows, columns) in [(24, 80), (60, 30)] as [(UInt16, UInt16)] {
                let pty = try terminal(home, login + ["--force"], rows: rows, columns: columns)
                defer { pty.end() }
                let text = try await confirm(pty, sandbox, after: "Ctrl-C cancels")
                #expect(!text.contains("█"), "\(text)")
            }
        }
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, _ in
            let run = try await home.awsx("login", "--use-device-code", "--copy")
            #expect(run.status == 0 && run.error.contains("confirm this code"), "\(run)")
            #expect(!run.error.contains("█") && isHarmless(run.errorBytes), "\(run)")
        }
    }

    @Test func `the address is on the clipboard when that was asked for, in either flow`() async throws {
        try await EndToEndHome.with(["--auto-approve", "off"]) { home, sandbox in
            let pty = try terminal(home, login + ["--copy"])
            defer { pty.end() }
            let text = try await confirm(pty, sandbox, after: "to your clipboard")
            #expect(text.contains("\u{1b}]52;c;"))
        }
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, _ in
            let pty = try terminal(home, ["login", "--copy"])
            defer { pty.end() }
            #expect(await pty.wait() == 0, "\(pty.text)")
            #expect(pty.text.contains("\u{1b}]52;c;") && pty.text.contains("to your clipboard"), "\(pty.text)")
        }
    }

    @Test func `the code comes with why it is one, and until when`() async throws {
        try await EndToEndHome.with(["--auto-approve", "off"]) { home, sandbox in
            let pty = try terminal(
                home, ["login"], rows: 24, columns: 80,
                setting: ["SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22", "BROWSER": nil])
            defer { pty.end() }
            let text = try await confirm(pty, sandbox, after: "Ctrl-C cancels")
            #expect(text.contains("confirm this code within 10 minutes"), "\(text)")
            #expect(text.contains("reason     over SSH, a browser can't connect back"), "\(text)")
        }
    }

    @Test(arguments: [nil, ":9"] as [String?])
    func `nothing is opened where no display could show it`(display: String?) async throws {
        try await EndToEndHome.with(["--auto-approve", "off"]) { home, sandbox in
            try home.write("#!/bin/sh\n: > \"$HOME/opened\"\n", to: "bin/xdg-open")
            _ = try await Program.run("/bin/chmod", ["755", "\(home.path)/bin/xdg-open"])
            let path = "\(home.path)/bin:\(Program.systemPath)"
            let pty = try terminal(
                home, ["login", "--use-device-code"],
                setting: ["BROWSER": nil, "WAYLAND_DISPLAY": nil, "DISPLAY": display, "PATH": path])
            defer { pty.end() }
            let text = try await confirm(
                pty, sandbox, after: display == nil ? "No browser was opened: this machine has no display." : "Opening")
            if display == nil {
                #expect(!text.contains("Opening your browser"), "\(text)")
                #expect(try home.modes()["opened"] == nil)
            } else {
                try await eventually("xdg-open ran") { try home.modes()["opened"] != nil }
            }
        }
    }

    @Test func `Ctrl-C ends the line and says that no token was written`() async throws {
        try await EndToEndHome.with(["--auto-approve", "off"]) { home, _ in
            let pty = try terminal(home, login)
            defer { pty.end() }
            _ = try await pty.expect("Ctrl-C cancels")
            pty.send("\u{3}")
            #expect(await pty.wait() == 130, "\(pty.text)")
            #expect(
                pty.text.hasSuffix("\r\nsession sandbox: the sign-in was cancelled, and no token was written\r\n"),
                "\(pty.text.suffix(200).debugDescription)")
            #expect(try home.modes()[EndToEndHome.tokenFile] == nil)
        }
    }

    @Test func `a quiet sign-in leaves the browser to speak for itself`() async throws {
        try await EndToEndHome.with([]) { home, _ in
            let login = try await home.awsx("login", "--session", "sandbox", "--quiet")
            #expect(login.status == 0, "\(login)")
            // Where the browser takes its time, the address comes all the same.
            for words in ["opening your browser", "Waiting for you", "signed in"] {
                #expect(!login.error.contains(words), "\(login)")
            }
        }
    }

    @Test func `an address is shown only where no browser opened, with why`() async throws {
        try await EndToEndHome.with(["--auto-approve", "off"]) { home, _ in
            let failed = try terminal(home, ["login"], setting: ["BROWSER": "/nope"])
            defer { failed.end() }
            let shown = try await failed.expect("/authorize?")
            #expect(
                shown.contains("No browser was opened: BROWSER is /nope, which could not be started."), "\(shown)")
            failed.send("\u{3}")
            _ = await failed.wait()

            // A browser that shows nothing: the address comes after ten seconds.
            let silent = try terminal(home, ["login", "--force"], setting: ["BROWSER": "true"])
            defer { silent.end() }
            let first = try await silent.expect("Waiting for you")
            #expect(first.contains("opening your browser") && !first.contains("/authorize?"), "\(first)")
            let later = try await silent.expect("/authorize?", within: .seconds(40))
            #expect(later.contains("If no browser was opened, open this address:"), "\(later)")
            silent.send("\u{3}")
            _ = await silent.wait()
        }
    }
}
