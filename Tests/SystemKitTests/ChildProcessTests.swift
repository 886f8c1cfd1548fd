import SystemKit
import SystemPackage
import TestSupport
import Testing

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

@Suite(.timeLimit(.minutes(2)))
struct ChildProcessTests {
    private static let variables = Environment(["PATH": "/usr/bin:/bin", "GREETING": "hé\nllo"])

    private func shell(_ script: String, _ words: String...) throws -> ChildProcess {
        try ChildProcess.start(
            "/bin/sh", words: ["sh", "-c", script, "sh"] + words, environment: Self.variables, streams: .piped)
    }

    private func text(_ bytes: [UInt8]?) -> String? { bytes.map { String(decoding: $0, as: UTF8.self) } }

    @Test func `Lines go out and come back`() throws {
        var child = try shell("while read -r line; do printf '<%s>\\n' \"$line\"; done")
        for word in ["one", "", "two words", "a\\b$c"] {
            try child.send(line: word)
            #expect(text(try child.receiveLine(limit: 100)) == "<\(word)>")
        }
        #expect(try child.wait() == 0)
    }

    @Test func `Words and variables arrive as they are`() throws {
        var child = try shell(#"printf '%s|%s|%s\0\n' "$1" "$2" "$GREETING" | tr '\n' '~'; echo"#, "a b", "*")
        #expect(text(try child.receiveLine(limit: 100)) == "a b|*|hé~llo\0~")
        #expect(try child.wait() == 0)
    }

    @Test func `Several lines at once come one by one, and an unfinished one never`() throws {
        var child = try shell("printf 'a\\n\\nbc\\nrest'")
        #expect(text(try child.receiveLine(limit: 100)) == "a")
        #expect(text(try child.receiveLine(limit: 100)) == "")
        #expect(text(try child.receiveLine(limit: 100)) == "bc")
        #expect(try child.receiveLine(limit: 100) == nil)
        #expect(try child.wait() == 0)
    }

    @Test func `A line without an end is refused at the limit`() throws {
        var child = try shell("head -c 1000000 /dev/zero")
        let failure = try #require(throws: SystemFailure.self) { try child.receiveLine(limit: 100_000) }
        #expect(failure.isTooLarge)
        #expect(try child.wait() != 0)
    }

    @Test(arguments: [0, 1, 64, 79, 127, 255] as [Int32])
    func `An exit status is passed on`(status: Int32) throws {
        #expect(try shell("exit \(status)").wait() == status)
    }

    @Test(arguments: [("KILL", 137), ("TERM", 143), ("USR1", 128 + SIGUSR1), ("SEGV", 139)] as [(String, Int32)])
    func `A signal is 128 and its number`(signal: String, status: Int32) throws {
        #expect(try shell("kill -\(signal) $$").wait() == status)
    }

    @Test func `A child that reads to the end of its input is not waited for in vain`() throws {
        #expect(try shell("cat").wait() == 0)
    }

    @Test func `A child that writes more than anybody reads is not waited for in vain`() throws {
        var child = try shell("echo answer; exec yes")
        #expect(text(try child.receiveLine(limit: 1 << 20)) == "answer")
        #expect(try child.wait() == 141)
    }

    @Test func `Writing to a child that is gone is an error and no signal`() async throws {
        var child = try shell("exec <&-; echo closed; exec sleep 600")
        #expect(text(try child.receiveLine(limit: 100)) == "closed")
        var failure: SystemFailure?
        // Children of other tests have a copy of the pipe until they have become their programs.
        for _ in 0..<1000 where failure == nil {
            do {
                try child.send(line: "anybody there?")
                try await Task.sleep(for: .milliseconds(5))
            } catch let error as SystemFailure {
                failure = error
            }
        }
        #expect(failure?.errno == .brokenPipe)
        kill(child.processID, SIGKILL)
        #expect(try child.wait() == 137)
    }

    @Test func `A program that isn't there is named`() throws {
        let failure = try #require(throws: SystemFailure.self) {
            _ = try ChildProcess.start("/no/such", words: ["x"], environment: Environment(), streams: .piped)
        }
        #expect(failure.errno == .noSuchFileOrDirectory)
        #expect(failure.path == "/no/such")
    }

    @Test func `Nothing else that is open here is open in it`() throws {
        let folder = try TemporaryFolder()
        let extra = open("/dev/null", O_RDONLY)
        defer { close(extra) }
        let script = "exec > \(folder.path)/open; ls /proc/$$/fd; :"
        for streams in [ChildProcess.Streams.piped, .detached] {
            let child = try ChildProcess.start(
                "/bin/sh", words: ["sh", "-c", script], environment: Self.variables, streams: streams)
            #expect(try child.wait() == 0)
            let names = try folder.text("open")
            #expect(names == "0\n1\n2\n")
        }
    }

    @Test func `A detached child leads a session of its own and holds none of our streams`() throws {
        let folder = try TemporaryFolder()
        let script = "ps -o sid= -p $$ > sid; ls -l /proc/$$/fd > fds"
        let child = try ChildProcess.start(
            "/bin/sh", words: ["sh", "-c", "cd \(folder.path); \(script)"], environment: Self.variables,
            streams: .detached)
        let processID = child.processID
        #expect(try child.wait() == 0)
        #expect(try folder.text("sid")?.filter(\.isNumber) == "\(processID)")
        let null = try #require(try folder.text("fds")).split(separator: "\n").filter { $0.contains("/dev/null") }
        #expect(null.count >= 2)
    }
}
