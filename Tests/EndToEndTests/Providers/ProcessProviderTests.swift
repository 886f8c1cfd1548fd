import Engine
import Foundation
import SystemKit
import TestSupport
import Testing

/// Profiles that get their credentials from a program (<doc:CredentialProviders>, Programs).
@Suite(.serialized) struct ProcessProviderTests {
    private static let keys =
        #"{"Version": 1, "AccessKeyId": "AKIAPROCESS", "SecretAccessKey": "S/+=", "SessionToken": "T"}"#

    /// Lends a HOME with one profile, `own`, of a script of the POSIX shell.
    private func with<Result>(_ script: String, _ body: (EndToEndHome) async throws -> Result) async throws -> Result {
        let home = try EndToEndHome(
            config: "[profile own]\nregion = eu-west-1\ncredential_process = /bin/sh script 'a b' \"c\"\n")
        defer { home.remove() }
        try home.write(script, to: "script")
        return try await body(home)
    }

    @Test func `awsx and botocore get the same from it`() async throws {
        try await with(#"echo '\#(Self.keys)'"#) { home in
            let theirs = try await home.botocore("own")
            #expect(theirs?["method"]?.string == "custom-process")
            #expect(isSame(try await home.awsx("credential-process", "own"), theirs))
            let exec = try await home.awsx(
                "exec", "-p", "own", "--", "sh", "-c", #"echo "$AWS_ACCESS_KEY_ID $AWS_SESSION_TOKEN $AWS_REGION""#)
            #expect(exec.output == "AKIAPROCESS T eu-west-1\n", "\(exec)")
            #expect(try await home.awsx("env", "own").output.contains("AKIAPROCESS"))
            #expect(try await home.awsx("exec", "-v", "-p", "own", "true").error.contains("provider custom-process"))
        }
    }

    @Test func `Its words are split, and it reads no input of ours`() async throws {
        let script = #"""
            test "$1|$2|$#" = 'a b|c|2' || exit 9
            test -z "$(cat)" || exit 8
            test "$_AWS_CLI_PROFILE_CHAIN" = own || exit 7
            echo '\#(Self.keys)'
            """#
        try await with(script) { home in
            let outcome = try await home.awsx("exec", "-p", "own", "--", "cat", input: "for the command")
            #expect(outcome.status == 0, "\(outcome)")
            #expect(outcome.output == "for the command")
        }
    }

    @Test(
        arguments: [
            ("exit 0", 1, "printed nothing"), ("echo rubbish", 1, "not one JSON object"),
            (#"echo '{"Version": "1"}'"#, 1, "not the number 1"),
            (#"echo '{"Version": 1, "AccessKeyId": "A"}'"#, 1, "no SecretAccessKey"),
            ("head -c 100000000 /dev/zero", 1, "more than 1 MiB"), ("cat /dev/zero", 1, "more than 1 MiB"),
            (#"printf 'no \033[31mway\r\n' >&2; exit 5"#, 1, "failed with status 5: no "),
            ("kill -9 $$", 1, "signal 9"),
            (
                #"echo '{"Version":1,"AccessKeyId":"A","SecretAccessKey":"S","Expiration":"2020-01-01T00:00:00Z"}'"#,
                75,
                "clock"
            ),
            ("sleep 1000", 75, "timed out"), ("trap '' TERM; while :; do sleep 1; done", 75, "timed out"),
            ("exec awsx exec -p own true", 78, "forms a loop: own → own"),
            ("exec awsx credential-process own", 78, "forms a loop: own → own"),
        ] as [(String, Int32, String)])
    func `What gives no credentials ends in one error with its place`(
        script: String, status: Int32, words: String
    ) async throws {
        try await with(script) { home in
            let outcome = try await home.awsx(
                "credential-process", "own", setting: ["AWSX_PROCESS_TIMEOUT": script.contains("sleep") ? "1" : nil])
            // A program that is awsx itself fails as it would by itself; the shell in between hides whose status it is.
            expectFailure(outcome, status == 78 ? 1 : status, saying: words, ".aws/config:3")
        }
    }

    @Test(arguments: [["env", "own"], ["exec", "-p", "own", "--", "true"]])
    func `What lives shorter than was asked for is refused`(words: [String]) async throws {
        let end = "date -u -d '20 minutes' +%Y-%m-%dT%H:%M:%SZ"
        let script = #"""
            echo '{"Version":1,"AccessKeyId":"AK","SecretAccessKey":"S","Expiration":"'$(\#(end))'"}'
            """#
        try await with(script) { home in
            func asking(for time: String) async throws -> ProgramOutcome {
                try await Program.run(
                    try InstallPrefix.shared.get().awsx, [words[0], "--min-ttl", time] + words.dropFirst(),
                    environment: home.environment, folder: home.path)
            }
            expectFailure(try await asking(for: "30m"), 75, saying: "less than the requested 30m")
            let enough = try await asking(for: "10m")
            #expect(enough.status == 0, "\(enough)")
        }
    }

    @Test func `A program that isn't there, or no line at all, is a configuration error`() async throws {
        for (line, words) in [
            ("/no/such --password hunter2", "/no/such"), ("", "does not name a program"), ("'open", "quote"),
            ("~/program hunter2", "full path"),
        ] {
            let home = try EndToEndHome(config: "[profile own]\ncredential_process = \(line)\n")
            defer { home.remove() }
            let outcome = try await home.awsx("env", "own")
            expectFailure(outcome, 78, saying: words, ".aws/config:2")
            #expect(!outcome.error.contains("hunter2"))
        }
    }

    @Test func `awsx as the program of a profile passes its status on`() async throws {
        try await EndToEndHome.with { home, _ in
            try home.configure("[profile via]\ncredential_process = awsx credential-process dev-ReadOnlyAccess\n")
            let outcome = try await home.awsx("credential-process", "via")
            expectFailure(outcome, 79, saying: "awsx login")
        }
    }

    // MARK: On a terminal

    @Test func `It may ask on the terminal`() async throws {
        let script = """
            printf 'code? ' >&2
            read -r code
            echo '{"Version": 1, "AccessKeyId": "AK'"$code"'", "SecretAccessKey": "S"}'
            """
        try await with(script) { home in
            let terminal = try home.terminal("exec", "-p", "own", "--", "sh", "-c", "echo got $AWS_ACCESS_KEY_ID")
            defer { terminal.end() }
            _ = try await terminal.expect("code? ")
            terminal.send("123456\n")
            _ = try await terminal.expect("got AK123456")
            #expect(await terminal.wait() == 0)
        }
    }

    @Test func `It may ask on the terminal while something else is piped to the command`() async throws {
        let script = """
            printf 'code? ' >&2
            read -r code
            echo '{"Version": 1, "AccessKeyId": "AK'"$code"'", "SecretAccessKey": "S"}'
            """
        try await with(script) { home in
            let awsx = try InstallPrefix.shared.get().awsx
            let terminal = try home.terminal(
                "exec", "-p", "own", "--", "sh", "-c",
                "echo piped | '\(awsx)' exec -p own -- sh -c 'read -r word; echo got $word $AWS_ACCESS_KEY_ID'")
            defer { terminal.end() }
            for code in ["123456", "654321"] {
                _ = try await terminal.expect("code? ")
                terminal.send("\(code)\n")
            }
            _ = try await terminal.expect("got piped AK654321")
            #expect(await terminal.wait() == 0)
        }
    }

    @Test(arguments: ["", "trap '' INT; ", "trap 'exit 1' INT; "])
    func `Ctrl-C ends both`(trap: String) async throws {
        try await with("\(trap)echo $$ > its-pid; echo waiting >&2; while :; do sleep 0.05; done") { home in
            let terminal = try home.terminal("env", "own")
            defer { terminal.end() }
            _ = try await terminal.expect("waiting")
            terminal.send("\u{3}")
            #expect(await terminal.wait() == 130)
            try await expectGone(home)
        }
    }

    /// The key has reached the program by itself: a second signal may mean more to it than the first.
    @Test func `Ctrl-C reaches the program once`() async throws {
        let script = """
            exec /usr/bin/python3 -c '
            import signal, sys, time
            times = []
            signal.signal(signal.SIGINT, lambda *_: times.append(time.monotonic()))
            print("waiting", file=sys.stderr, flush=True)
            while not times or time.monotonic() < times[0] + 0.5: time.sleep(0.01)
            open("its-count", "w").write(str(len(times)))'
            """
        try await with(script) { home in
            let terminal = try home.terminal("env", "own")
            defer { terminal.end() }
            _ = try await terminal.expect("waiting")
            terminal.send("\u{3}")
            #expect(await terminal.wait() == 130)
            #expect(try home.read("its-count") == "1")
        }
    }

    /// The program ends while strace holds awsx on its way back from a look: at its first two it may see each output
    /// closed, at the third there is nothing to see but a signal, which comes too late for that look.
    @Test func `A signal that comes with the program's end is no status of the program`() async throws {
        let script = """
            exec >&- 2>&-
            was= seen= looks=0
            while [ $looks -lt 3 ]; do
                now=$(grep -E 'State|ctxt' /proc/$PPID/status)
                case $now in *tracing*)
                    [ "$now" != "$was" ] || [ "$now" = "$seen" ] || { seen=$now looks=$((looks + 1)); } ;;
                esac
                was=$now
                sleep 0.05
            done
            kill -INT $PPID
            exit 1
            """
        try await with(script) { home in
            let outcome = try await home.run(
                "/usr/bin/strace", "-o", "/dev/null", "-e", "trace=poll,ppoll", "-e",
                "inject=poll,ppoll:delay_exit=500000", try InstallPrefix.shared.get().awsx, "env", "own")
            #expect(outcome.status == 130, "\(outcome)")
        }
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGINT])
    func `A signal to awsx ends both`(signal: Int32) async throws {
        try await with("echo $$ > its-pid; while :; do sleep 0.05; done") { home in
            let running = try RunningProgram(
                try InstallPrefix.shared.get().awsx, words: ["awsx", "env", "own"].map { Array($0.utf8) },
                environment: home.environment, streams: [.nothing, .nothing, .nothing], folder: home.path)
            defer { running.sendAll(signal: SIGKILL) }
            try await eventually("it runs") { (try? home.read("its-pid").hasSuffix("\n")) == true }
            running.send(signal: signal)
            #expect(await running.wait() == 128 + signal)
            try await expectGone(home)
        }
    }

    @Test(arguments: [SIGINT, SIGQUIT])
    func `A program that a key's signal ended ends awsx by the same`(signal: Int32) async throws {
        try await with("kill -\(signal) $$") { home in
            // No file of memory is left, and the toolchain's runtime doesn't explain the end.
            let outcome = try await home.shell(
                "ulimit -c 0; exec awsx env own", setting: ["SWIFT_BACKTRACE": "enable=no"])
            #expect(outcome.status == 128 + signal, "\(outcome)")
            #expect(outcome.outputBytes.isEmpty && outcome.errorBytes.isEmpty, "\(outcome)")
        }
    }

    private func expectGone(_ home: EndToEndHome) async throws {
        let process = try #require(Int32(try home.read("its-pid").filter(\.isNumber)))
        try await eventually("the program is gone") {
            kill(process, 0) != 0 || (try? home.isZombie(process)) == true
        }
    }
}

extension EndToEndHome {
    /// A process that ended and that nobody has asked about yet.
    fileprivate func isZombie(_ process: Int32) throws -> Bool {
        let stat = String(decoding: try LocalFiles().read("/proc/\(process)/stat", limit: 4096) ?? [], as: UTF8.self)
        return stat.isEmpty || stat.contains(") Z ")
    }
}
