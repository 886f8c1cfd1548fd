import Subprocess
import SystemKit
import SystemPackage
import TestSupport
import Testing

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

struct FileLockTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("lock")
    }

    /// What others see of the lock at this moment.
    private func isFree() throws -> Bool { try Self.isFree(path) }

    private static func isFree(_ path: String) throws -> Bool {
        if let lock = try FileLock.attempt(path) {
            extendLifetime(lock)
            return true
        }
        return false
    }

    private struct NotFree: Error {}

    private func hold() throws -> FileLock {
        guard let lock = try FileLock.attempt(path) else { throw NotFree() }
        return lock
    }

    @Test func `A lock keeps others of this process out until it is let go`() throws {
        let lock = try hold()
        #expect(try !isFree())
        _ = consume lock
        #expect(try isFree())
    }

    @Test func `The lock's file is for its owner, stays, and may stand there before`() throws {
        try FileLock.makeFile(path)
        #expect(try isFree())
        #expect(try isFree())
        #expect(try folder.mode("lock") == 0o600)
        #expect(try folder.names() == ["lock"])
    }

    @Test func `A link in the lock's place is not followed`() throws {
        folder.link("lock", to: "elsewhere")
        #expect(throws: SystemFailure.self) { _ = try FileLock.attempt(path) }
        #expect(throws: SystemFailure.self) { try FileLock.makeFile(path) }
        #expect(try folder.names() == ["lock"])
    }

    @Test func `Another file by a second name is locked, but neither emptied nor read`() throws {
        try folder.put("precious", at: "other")
        folder.hardLink("lock", to: "other")
        let lock = try hold()
        lock.write(note: Array("mine".utf8))
        #expect(try folder.text("other") == "precious")
        #expect(FileLock.note(in: path).isEmpty)
        extendLifetime(lock)
    }

    @Test func `A note is not read through a link`() throws {
        try folder.put("precious", at: "other")
        folder.link("lock", to: "other")
        #expect(FileLock.note(in: path).isEmpty)
    }

    @Test(.timeLimit(.minutes(1))) func `A queue in the lock's place is no lock`() throws {
        folder.makeQueue("lock")
        #expect(throws: SystemFailure.self) { _ = try FileLock.attempt(path) }
        #expect(FileLock.note(in: path).isEmpty)
    }

    @Test func `No folder, no lock`() throws {
        let failure = try #require(throws: SystemFailure.self) { _ = try FileLock.attempt(folder.path("absent/lock")) }
        #expect(failure.errno == .noSuchFileOrDirectory)
    }

    @Test func `A note is what its last writer wrote, whole`() throws {
        #expect(FileLock.note(in: path).isEmpty)
        let lock = try hold()
        lock.write(note: Array("a long note".utf8))
        lock.write(note: Array("short".utf8))
        #expect(FileLock.note(in: path) == Array("short".utf8))
        #expect(lock.lastNote() == Array("short".utf8))
    }

    @Test func `A child of this process doesn't keep the lock`() throws {
        let lock = try hold()
        let child = try ChildProcess.start(
            "/bin/sleep", words: ["sleep", "60"], environment: Environment(), streams: .piped)
        _ = consume lock
        #expect(try isFree())
        kill(child.processID, SIGKILL)
        #expect(try child.wait() == 137)
    }

    @Test func `flock of util-linux sees our lock, and we see its`() async throws {
        let held = try hold()
        #expect(try await InstalledProgram.run("flock", ["--nonblock", path, "true"]).status == 1)
        _ = consume held
        let outcome = try await InstalledProgram.run("flock", ["--nonblock", path, "true"])
        #expect(outcome.status == 0, "\(outcome.errors)")
    }

    @Test func `A holder that is killed lets go`() async throws {
        let script = """
            import fcntl, sys, time
            file = open(sys.argv[1], "r+")
            fcntl.flock(file, fcntl.LOCK_EX)
            print("held", flush=True)
            time.sleep(600)
            """
        try FileLock.makeFile(path)
        let path = path
        let result = try await Subprocess.run(
            .name("python3"), arguments: ["-c", script, path], input: .none, output: .sequence,
            error: .currentStandardError
        ) { execution in
            for try await _ in execution.standardOutput.strings() { break }
            #expect(try !Self.isFree(path))
            try execution.send(signal: .kill)
        }
        #expect(result.terminationStatus == .signaled(9))
        #expect(try isFree())
    }

    @Test func `Of a hundred takers one at a time holds it`() async throws {
        let path = path
        let inside = RecordedItems<Int>()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<100 {
                group.addTask {
                    while true {
                        if let lock = try FileLock.attempt(path) {
                            inside.add(number)
                            await Task.yield()
                            inside.add(number)
                            extendLifetime(lock)
                            return
                        }
                        try await Task.sleep(for: .milliseconds(1))
                    }
                }
            }
            try await group.waitForAll()
        }
        let visits = inside.items
        #expect(visits.count == 200)
        #expect(stride(from: 0, to: 200, by: 2).allSatisfy { visits[$0] == visits[$0 + 1] })
    }
}
