import Engine
import Foundation
import SystemKit
import TestSupport
import Testing

/// awsx started by a parent that ignores or blocks signals: it does its work, and the command finds all as it was.
@Suite(.serialized) struct ExecSignalsTests {
    private static let parents = [
        SignalAlteringParent(), SignalAlteringParent(ignoring: [SIGCHLD]), SignalAlteringParent(ignoring: [SIGHUP]),
        SignalAlteringParent(ignoring: [SIGINT, SIGQUIT]), SignalAlteringParent(ignoring: [SIGPIPE]),
        SignalAlteringParent(blocking: Array(1...31).filter { $0 != SIGKILL && $0 != SIGSTOP }),
        SignalAlteringParent(ignoring: [SIGCHLD, SIGPIPE], blocking: [SIGCHLD, SIGPIPE]),
    ]

    private static let own = """
        [profile own]
        region = us-east-1
        credential_process = /bin/sh script

        """

    /// A program's keys: those of the sandbox's user.
    private func writeScript(in home: EndToEndHome) throws {
        let user = SandboxSettings.User.standard
        try home.write(
            """
            grep -E '^Sig(Ign|Blk)' /proc/self/status > seen
            echo '{"Version": 1, "AccessKeyId": "\(user.accessKeyID)", "SecretAccessKey": "\(user.secretAccessKey)"}'
            """, to: "script")
    }

    @Test(arguments: parents)
    func `every way to credentials works, and the command's signals are as without awsx`(parent: SignalAlteringParent)
        async throws
    {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, _ in
            try home.configure(Self.own)
            try writeScript(in: home)
            try await home.signIn()
            let look = ["grep", "-E", "^Sig(Blk|Ign|Cgt)|^SigPnd|^ShdPnd", "/proc/self/status"]
            let plain = try await home.run(under: parent, look)
            #expect(plain.output.split(separator: "\n").count == 5, "\(plain)")
            // awsx-connect is asked, then the cache has it; a program is run; keys are asked for AWS's word.
            for words in [["exec", "--"], ["exec", "--"], ["exec", "-p", "own", "--"]] {
                let through = try await home.run(
                    under: parent, ["awsx"] + words + look, setting: ["AWSX_PROCESS_TIMEOUT": "30"])
                #expect(through.output == plain.output, "\(words): \(through)")
                #expect(through.status == 0 && through.error.isEmpty, "\(words): \(through)")
            }
            let whoami = try await home.run(
                under: parent, ["awsx", "whoami", "own", "--json"], setting: ["AWSX_PROCESS_TIMEOUT": "30"])
            #expect(whoami.json?["accountId"]?.string == "111111111111", "\(whoami)")
        }
    }

    @Test(arguments: ["exec", "whoami"])
    func `a program stays immune to what nohup and scripts made awsx immune to, and to nothing else`(
        command: String
    ) async throws {
        try await EndToEndHome.with { home, _ in
            try home.configure(Self.own)
            try writeScript(in: home)
            let words = command == "exec" ? ["exec", "-p", "own", "--", "true"] : ["whoami", "own"]
            for (parent, mask) in [
                (SignalAlteringParent(), 0),
                (SignalAlteringParent(ignoring: [SIGHUP, SIGPIPE, SIGCHLD], blocking: [SIGTERM]), 1),
                (SignalAlteringParent(ignoring: [SIGINT, SIGQUIT], blocking: [SIGCHLD]), 6),
            ] as [(SignalAlteringParent, UInt64)] {
                let outcome = try await home.run(under: parent, ["awsx"] + words)
                #expect(outcome.status == 0, "\(outcome)")
                let seen = try home.read("seen").split(separator: "\n").map { $0.split(whereSeparator: \.isWhitespace) }
                // Those of the C library's own threads are nobody's.
                let masks = seen.map { (UInt64($0.last ?? "", radix: 16) ?? .max) & 0x7fff_ffff }
                #expect(masks == [0, mask], "\(parent): \(seen)")
            }
        }
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
    func `a sign-in that a signal stops is seen to end by that signal`(number: Int32) async throws {
        try await EndToEndHome.with { home, _ in
            let script = """
                import signal, subprocess, sys
                login = subprocess.Popen(["awsx", "login", "--no-browser"], stderr=subprocess.PIPE, text=True)
                for line in login.stderr:
                    if "Waiting for you" in line: break
                login.send_signal(int(sys.argv[1]))
                print(-login.wait())
                """
            let outcome = try await home.run("python3", "-c", script, "\(number)")
            #expect(outcome.output == "\(number)\n", "\(outcome)")
        }
    }

    @Test(arguments: [("\u{3}", SIGINT), ("\u{1c}", SIGQUIT)] as [(String, Int32)])
    func `a key that ends awsx-connect ends awsx by the same signal`(key: String, number: Int32) async throws {
        try await EndToEndHome.with { home, _ in
            // No file of memory is left where the system would write one.
            let script = """
                import resource, signal, subprocess
                resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
                for number in signal.SIGINT, signal.SIGQUIT: signal.signal(number, lambda *_: None)
                print("ended by", -subprocess.Popen(["awsx", "exec", "--", "true"]).wait())
                """
            let terminal = try Pty(
                "/usr/bin/env", ["python3", "-c", script],
                environment: home.environment.setting([
                    "BROWSER": try home.heldBrowser(),
                    // Where Swift's toolchain is, SIGQUIT would be a reason to explain itself.
                    "SWIFT_BACKTRACE": "enable=no",
                ]), folder: home.path)
            defer { terminal.end() }
            _ = try await terminal.expect("Waiting for you")
            terminal.send(key)
            _ = try await terminal.expect("ended by \(number)")
            #expect(await terminal.wait() == 0)
        }
    }

    @Test(arguments: [SIGKILL])
    func `a signal that was meant for awsx-connect alone is told, and awsx ends by itself`(number: Int32) async throws {
        try await EndToEndHome.with { home, _ in
            let script = """
                import os, subprocess, sys
                awsx = subprocess.Popen(["awsx", "exec", "--", "true"])
                input()
                child = subprocess.check_output(["pgrep", "-P", str(awsx.pid)], text=True)
                os.kill(int(child), int(sys.argv[1]))
                print("ended with", awsx.wait())
                """
            let terminal = try Pty(
                "/usr/bin/env", ["python3", "-c", script, "\(number)"],
                environment: home.environment.setting(["BROWSER": try home.heldBrowser()]), folder: home.path)
            defer { terminal.end() }
            _ = try await terminal.expect("Waiting for you")
            terminal.send("\n")
            _ = try await terminal.expect("awsx-connect was terminated by signal \(number)")
            _ = try await terminal.expect("ended with 1")
            #expect(await terminal.wait() == 0)
        }
    }
}
