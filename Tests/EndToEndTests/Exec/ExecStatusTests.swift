import TestSupport
import Testing

/// awsx becomes the command: same process, same end.
@Suite(.serialized) struct ExecStatusTests {
    private func home() throws -> EndToEndHome {
        let home = try EndToEndHome()
        try home.writeRole()
        return home
    }

    @Test func `every status from 0 to 255 passes`() async throws {
        let home = try home()
        defer { home.remove() }
        let outcome = try await home.shell(
            """
            status=0
            while [ $status -le 255 ]; do
                awsx exec -- sh -c "exit $status"
                seen=$?
                [ $seen = $status ] || echo "$status became $seen"
                status=$((status + 1))
            done
            echo $status
            """)
        #expect(outcome.output == "256\n")
        #expect(outcome.error.isEmpty)
    }

    @Test func `every signal that ends a command ends awsx, seen by a parent that nobody here wrote`() async throws {
        let home = try home()
        defer { home.remove() }
        let script = """
            import signal, subprocess, sys
            harmless = {signal.SIGCHLD, signal.SIGCONT, signal.SIGURG, signal.SIGWINCH,
                        signal.SIGSTOP, signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU}
            child = "import os, resource, sys; resource.setrlimit(resource.RLIMIT_CORE, (0, 0)); " \\
                    "import signal; n = int(sys.argv[1]); " \\
                    "n in (9, 19) or signal.signal(n, signal.SIG_DFL); os.kill(os.getpid(), n)"
            for number in sorted(signal.valid_signals() - harmless):
                seen = subprocess.run(["awsx", "exec", "--", sys.executable, "-c", child, str(int(number))]).returncode
                if seen != -number: print(int(number), "became", seen)
            print("done")
            """
        let outcome = try await home.run("/usr/bin/python3", "-c", script)
        #expect(outcome.output == "done\n", "\(outcome)")
    }

    @Test func `the process stays the same, with the same parent and no child that it doesn't know`() async throws {
        let home = try home()
        defer { home.remove() }
        let outcome = try await home.shell(
            """
            echo $$ $PPID
            exec awsx exec -- sh -c 'echo $$ $PPID; cat /proc/$$/task/$$/children; echo; tr "\\0" " " < /proc/$$/cmdline'
            """)
        let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count >= 2)
        #expect(lines[0] == lines[1], "\(outcome)")
        // The only child is the cat that looks.
        #expect(lines[2].split(separator: " ").count == 1, "\(outcome)")
        #expect(lines[2...].joined().contains("sh -c"))
    }

    @Test func `one Ctrl-C is one SIGINT`() async throws {
        let home = try home()
        defer { home.remove() }
        let script = """
            import signal, time
            count = 0
            def seen(*_):
                global count
                count += 1
            signal.signal(signal.SIGINT, seen)
            print("ready", flush=True)
            while count == 0: time.sleep(0.01)
            print("seen", flush=True)
            input()
            print("count", count, flush=True)
            """
        let pty = try home.terminal("exec", "--", "/usr/bin/python3", "-c", script)
        defer { pty.end() }
        _ = try await pty.expect("ready")
        pty.send("\u{3}")
        _ = try await pty.expect("seen")
        // What is typed later comes later than a second signal of the same key would.
        pty.send("\n")
        #expect(await pty.wait() == 0)
        #expect(pty.text.contains("count 1"), "\(pty.text)")
    }

    @Test func `the terminal, its size and the process group are the command's`() async throws {
        let home = try home()
        defer { home.remove() }
        let pty = try home.terminal(
            "exec", "--", "sh", "-c",
            "stty size; awk '$1 == $5 && $5 == $8 {print \"foreground\"}' /proc/$$/stat")
        defer { pty.end() }
        #expect(await pty.wait() == 0)
        #expect(pty.text.contains("40 200"), "\(pty.text)")
        #expect(pty.text.contains("foreground"), "\(pty.text)")
    }

    @Test(arguments: ["SigBlk", "SigIgn", "SigCgt"])
    func `signals are blocked, ignored and caught as without awsx`(mask: String) async throws {
        let home = try home()
        defer { home.remove() }
        let look = "grep \(mask) /proc/self/status"
        for setting in ["", "trap '' HUP; "] {
            let plain = try await home.shell("\(setting)\(look)")
            let through = try await home.shell("\(setting)awsx exec -- \(look)")
            #expect(plain.output == through.output, "\(setting)")
            #expect(plain.output.hasPrefix(mask))
        }
    }
}
