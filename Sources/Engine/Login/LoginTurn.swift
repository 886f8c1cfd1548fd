import SystemKit

/// One sign-in for any number of processes: who holds the turn signs in, the others wait for how it goes.
package struct LoginTurn: ~Copyable {
    private let lock: FileLock

    /// What came of asking for the turn.
    package enum Outcome: ~Copyable {
        /// Nobody is signing in: it is ours to do.
        case ours(LoginTurn)
        /// Somebody was, and left a token or not.
        case waited
    }

    /// How long a sign-in may take, and so how long others wait for it, in milliseconds.
    package static let deadline: Int64 = 10 * 60 * 1000

    /// Takes the turn, or waits until its holder is done.
    ///
    /// - Throws: the holder's own failure if its sign-in was refused, was cancelled or timed out.
    package static func take(
        _ session: SSOSession, folders: CacheFolders, in world: World, waiting: (String) -> Void
    ) async throws -> Outcome {
        let path = folders.loginLock(session)
        if let lock = try HeldLock.attempt(path, in: world) { return .ours(begin(lock, in: world)) }
        waiting(LoginNote.holder(of: path))
        let start = world.clock.now()
        while true {
            try await world.clock.sleep(50 + Int64(world.random.fraction() * 100))
            if let lock = try HeldLock.attempt(path, in: world) {
                try LoginNote(lock.lastNote()).requireSuccess(session)
                return .waited
            }
            guard world.clock.now().milliseconds - start.milliseconds < deadline + 30_000 else {
                throw Failure(
                    .lockTimedOut, "another sign-in to \(session.title) doesn't end: \(LoginNote.holder(of: path))",
                    at: .file(path, line: nil), hint: "end that process, or try again when it is done")
            }
        }
    }

    /// Whether somebody is signing in at this moment.
    package static func isUnderWay(_ session: SSOSession, folders: CacheFolders, in world: World) throws -> Bool {
        try HeldLock.attempt(folders.loginLock(session), in: world) == nil
    }

    /// Writes down how it went, for those who wait; the turn ends with this value's life.
    package consuming func finish(_ failure: Failure?) {
        lock.write(note: LoginNote.finished(failure))
    }

    private static func begin(_ lock: consuming FileLock, in world: World) -> LoginTurn {
        lock.write(note: LoginNote.underWay(since: world.clock.now()))
        return LoginTurn(lock: lock)
    }

    private init(lock: consuming FileLock) { self.lock = lock }
}

/// What stands in the lock of a sign-in.
private struct LoginNote {
    private let json: JSON?

    init(_ bytes: [UInt8]) { json = JSON(bytes) }

    static func underWay(since: Instant) -> [UInt8] {
        let note = JSON.object(["process": .integer(Int64(processID)), "since": .string(since.iso8601)])
        return Array(note.serialized(.python).utf8)
    }

    static func finished(_ failure: Failure?) -> [UInt8] {
        let note = JSON.object([
            "code": .string(failure?.code.rawValue ?? "ok"), "message": failure.map { .string($0.message) },
        ])
        return Array(note.serialized(.python).utf8)
    }

    static func holder(of path: String) -> String {
        guard let note = JSON(FileLock.note(in: path)), let process = note["process"]?.integer else {
            return "unknown process"
        }
        return "process \(process), since \(note["since"]?.string ?? "unknown")"
    }

    func requireSuccess(_ session: SSOSession) throws(Failure) {
        switch json?["code"]?.string {
        case "ok"?: return
        case let word?:
            let code = Failure.Code(rawValue: word) ?? .loginCancelled
            let reason = json?["message"]?.string ?? "it failed"
            throw Failure(code, "the sign-in that this waited for: \(reason)", hint: session.loginCommand(profile: nil))
        case nil:
            throw Failure(
                .loginTimedOut, "the sign-in to \(session.title) that this waited for ended without a result",
                hint: session.loginCommand(profile: nil))
        }
    }
}
