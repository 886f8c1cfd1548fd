import Engine
import SystemKit
import SystemPackage
import TestSupport
import Testing

struct FileLockWaitingTests {
    private let home: TestHome
    private var path: String { "\(home.path)/state/deep/.lock" }

    init() throws { home = try TestHome() }

    private struct Held: Error {}

    private func hold() throws -> FileLock {
        guard let lock = try FileLock.attempt(path, in: home.context()) else { throw Held() }
        return lock
    }

    @Test func `The folder is made, the body runs, the lock is let go`() async throws {
        let context = home.context()
        for _ in 0..<2 {
            let waited = try await withFileLock(at: path, for: "a test", within: 1000, in: context) { waited in
                let note = String(decoding: FileLock.note(in: path), as: UTF8.self)
                #expect(note == "process \(processID), since 2026-11-21T00:00:00Z, for a test\n")
                return waited
            }
            #expect(!waited)
        }
    }

    @Test func `A body that throws lets go too`() async throws {
        let context = home.context()
        await #expect(throws: Held.self) {
            try await withFileLock(at: path, for: "a test", within: 1000, in: context) { _ in throw Held() }
        }
        _ = try hold()
    }

    @Test func `Past its deadline the failure names the holder`() async throws {
        let lock = try hold()
        lock.write(note: Array("process 42, since noon\nmore".utf8))
        let context = home.context()
        let failure = await #expect(throws: Failure.self) {
            try await withFileLock(at: path, for: "the token", within: 5000, in: context) { _ in
                Issue.record("the body ran without the lock")
            }
        }
        extendLifetime(lock)
        #expect(failure?.code == .lockTimedOut)
        #expect(failure?.status == .temporary)
        #expect(failure?.message.contains("process 42, since noon") == true)
        #expect(failure?.message.contains("more") == false)
        #expect(failure?.location == .file(path, line: nil))
        #expect(home.clock.sleeps.reduce(0, +) >= 5000)
    }

    /// The file has UTC, for programs; what is said has the time of the place.
    @Test(arguments: [
        ("process 42, since 2026-11-21T00:00:00Z, for the token", "process 42, since 09:00, for the token"),
        ("process 42, since 2026-11-20T12:00:00Z, for x", "process 42, since 2026-11-20 21:00, for x"),
        ("process 42, since noon", "process 42, since noon"),
        ("a 2026-11-21T00:00:00Z of others", "a 2026-11-21T00:00:00Z of others"), ("", "unknown holder"),
    ])
    func `The holder's time is that of the place`(note: String, said: String) throws {
        let lock = try hold()
        lock.write(note: Array(note.utf8))
        let time = LocalTime(
            WallClock(now: { [now = home.clock.now] in now }, sleep: { _ in }, secondsEastOfUTC: { _ in 9 * 3600 }))
        #expect(LockHolder.holder(of: path, time) == said)
        extendLifetime(lock)
    }

    @Test func `Whoever waited is told so`() async throws {
        let holder = Keeper(try hold())
        home.clock.at(seconds: 2) { holder.letGo() }
        let waited = try await withFileLock(at: path, for: "a test", within: 60_000, in: home.context()) { $0 }
        #expect(waited)
    }

    @Test func `Who waits is answered by what the holder left, though it holds on`() async throws {
        let lock = try hold()
        var looks = 0
        let answer = try await withFileLock(
            at: path, for: "a test", within: 60_000, in: home.context(),
            unless: {
                looks += 1
                return looks == 3 ? "left" : nil
            },
            { _ in "held" })
        extendLifetime(lock)
        #expect(answer == "left")
        #expect(home.clock.sleeps.count == 2)
    }

    @Test func `Where nobody holds the lock nobody looks for an answer`() async throws {
        let answer = try await withFileLock(
            at: path, for: "a test", within: 1000, in: home.context(), unless: { "left" }, { _ in "held" })
        #expect(answer == "held")
    }

    @Test func `Where no lock can be made, only what may go without goes on`() async throws {
        home.files.fail(.createFolder, .readOnlyFileSystem)
        let context = home.context()
        let failure = await #expect(throws: Failure.self) {
            try await withFileLock(at: path, for: "a test", within: 1000, in: context) { _ in }
        }
        #expect(failure?.code == .fileUnwritable)
        let waited = try await withFileLock(at: path, for: "a test", within: 1000, in: context, isDispensable: true) {
            $0
        }
        #expect(!waited)
    }
}
