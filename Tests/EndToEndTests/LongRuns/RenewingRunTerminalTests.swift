import Engine
import Foundation
import SystemKit
import TestSupport
import Testing

/// A run whose credentials renew, on a terminal: keys, stops, sizes and statuses are the command's own.
@Suite(.serialized) struct RenewingRunTerminalTests {
    @Test(arguments: RenewingRun.Way.allCases)
    func `one key press is one interrupt`(way: RenewingRun.Way) async throws {
        let home = try RenewingRun.home()
        defer { home.remove() }
        try home.write(
            """
            import signal, sys, time
            count = 0
            def heard(number, frame):
                global count
                count += 1
            signal.signal(signal.SIGINT, heard)
            print("ready", flush=True)
            time.sleep(1)
            print("heard", count, flush=True)
            """, to: "program.py")
        let pty = try home.terminal("exec", "-p", RenewingRun.profile, way.rawValue, "--", "python3", "program.py")
        defer { pty.end() }
        _ = try await pty.expect("ready")
        pty.send("\u{3}")
        _ = try await pty.expect("heard 1")
        #expect(await pty.wait() == 0)
        #expect(try await home.isCleanOfRuns())
    }

    @Test(arguments: RenewingRun.Way.allCases)
    func `a shell stops, continues and resizes it as its own, and has its status`(way: RenewingRun.Way) async throws {
        let home = try RenewingRun.home()
        defer { home.remove() }
        try home.write(
            """
            import os, signal, sys
            # Not print: a signal may arrive within one, and Python has no print within a print.
            def say(*words): os.write(1, (" ".join(map(str, words)) + "\\n").encode())
            def told(number, frame): say(signal.Signals(number).name, os.get_terminal_size().columns)
            signal.signal(signal.SIGCONT, told)
            signal.signal(signal.SIGWINCH, told)
            say("ready")
            sys.stdin.readline()
            sys.exit(5)
            """, to: "program.py")
        let pty = try Pty(
            "/bin/bash", ["--norc", "--noprofile", "-i"], environment: home.environment.setting(["PS1": "$ "]),
            folder: home.path)
        defer { pty.end() }
        pty.setWindow(rows: 24, columns: 90)
        pty.send("awsx exec -p \(RenewingRun.profile) \(way.rawValue) -- python3 program.py\n")
        _ = try await pty.expect("ready")
        pty.send("\u{1a}")
        _ = try await pty.expect("Stopped")
        #expect(home.list(RenewingRun.base).count == 1)
        pty.send("fg\n")
        _ = try await pty.expect("SIGCONT 90")
        pty.setWindow(rows: 24, columns: 70)
        _ = try await pty.expect("SIGWINCH 70")
        pty.send("\n")
        pty.send("echo ended with $?\n")
        _ = try await pty.expect("ended with 5")
        #expect(try await home.isCleanOfRuns())
        pty.send("exit\n")
        _ = await pty.wait()
    }
}
