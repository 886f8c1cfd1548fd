import Foundation
import Synchronization
import SystemKit
import Testing

/// Real programs whose output is taken while they run.
struct StreamedProcessTests {
    private final class Taken: Sendable {
        private let streams = Mutex<[[UInt8]]>([[], []])

        func take(_ stream: StreamedProcess.Stream, _ bytes: [UInt8]) {
            streams.withLock { $0[stream.rawValue] += bytes }
        }

        var texts: [String] { streams.withLock { $0.map { String(decoding: $0, as: UTF8.self) } } }
    }

    private func run(_ script: String, _ taken: Taken = Taken(), grace: Int64 = 200) async throws -> Int32 {
        try await StreamedProcess.collect(
            "/bin/sh", words: ["sh", "-c", script].map { Array($0.utf8) }, environment: .current(), grace: grace,
            receive: taken.take)
    }

    @Test(arguments: [("exit 0", 0), ("exit 7", 7), ("kill -9 $$", 137), ("kill -TERM $$", 143)] as [(String, Int32)])
    func `A status is the program's own`(script: String, status: Int32) async throws {
        #expect(try await run(script) == status)
    }

    @Test func `Both streams come whole, and apart`() async throws {
        let taken = Taken()
        #expect(try await run("for i in 1 2 3; do echo out $i; echo err $i >&2; done; printf end", taken) == 0)
        #expect(taken.texts == ["out 1\nout 2\nout 3\nend", "err 1\nerr 2\nerr 3\n"])
    }

    @Test func `A flood comes whole`() async throws {
        let taken = Taken()
        #expect(try await run("head -c 5000000 /dev/zero", taken) == 0)
        #expect(taken.texts[0].utf8.count == 5_000_000)
    }

    @Test func `It has nothing to read and no terminal, and leads its own session`() async throws {
        let taken = Taken()
        _ = try await run(
            "cat; (: </dev/tty) 2>/dev/null || echo none; [ $(ps -o sid= $$) = $$ ] && echo session", taken)
        #expect(taken.texts[0] == "none\nsession\n")
    }

    @Test(.timeLimit(.minutes(5))) func `What it leaves behind holds up nobody`() async throws {
        let taken = Taken()
        #expect(try await run("sleep 600 & echo $!", taken) == 0)
        let left = try #require(Int32(taken.texts[0].trimmingCharacters(in: .newlines)))
        // It still runs: nobody waited for its end, nor asked it to end.
        let state = try? String(contentsOfFile: "/proc/\(left)/stat", encoding: .utf8)
        #expect(state?.contains(") Z ") != true)
        #expect(kill(left, SIGKILL) == 0)
    }

    @Test(.timeLimit(.minutes(5))) func `What it leaves behind may write on, to nobody`() async throws {
        let taken = Taken()
        #expect(try await run("yes & echo $! >&2", taken) == 0)
        let left = try #require(Int32(taken.texts[1].trimmingCharacters(in: .newlines)))
        // Its pipe has no reader any more.
        while kill(left, 0) == 0 { try await Task.sleep(for: .milliseconds(10)) }
    }

    @Test(.timeLimit(.minutes(5)), arguments: ["sleep 600", "trap '' TERM; sleep 600 & wait; sleep 600"])
    func `A cancelled task ends it, with all that it started`(script: String) async throws {
        let taken = Taken()
        let task = Task { try await run("sleep 600 & echo $!; \(script)", taken) }
        while taken.texts[0].isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        task.cancel()
        let status = try await task.value
        #expect(status == 143 || status == 137, "\(status)")
        let left = try #require(Int32(taken.texts[0].trimmingCharacters(in: .newlines)))
        while kill(left, 0) == 0 {
            // Gone, or a child that the first process has not yet taken away.
            let state = try? String(contentsOfFile: "/proc/\(left)/stat", encoding: .utf8)
            if state?.contains(") Z ") == true { return }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    @Test func `A program that can't be started is told`() async throws {
        await #expect(throws: SystemFailure.self) {
            try await StreamedProcess.collect(
                "/nonexistent", words: [Array("x".utf8)], environment: .current(), grace: 1, receive: { _, _ in })
        }
    }
}
