import SystemKit

/// One sign-in for any number of processes: who holds the turn signs in, the others wait for how it goes.
package struct LoginMutex: ~Copyable {
    private let lock: FileLock
    private let clock: WallClock

    /// What came of asking for the turn.
    private enum Outcome: ~Copyable {
        /// Nobody is signing in: it is ours to do.
        case ours(LoginMutex)
        /// Somebody was, and signed in.
        case waited
    }

    /// How long a sign-in may take, and so how long others wait for it, in milliseconds.
    package static let deadline: Int64 = 10 * 60 * 1000

    /// Takes the turn, or waits until its holder is done.
    ///
    /// Holding the lock is not signing in: others look for a moment whether somebody is, or read how it went. What an
    /// earlier sign-in left in the lock counts for nobody.
    ///
    /// - Parameter waiting: told who is waited for, once.
    /// - Throws: the holder's own failure if its sign-in was refused, was cancelled or timed out.
    private static func take(
        _ subject: LoginSubject, in context: RuntimeContext, waiting: (String) -> Void
    ) async throws -> Outcome {
        let path = subject.lock
        let began = context.clock.now()
        if let lock = try FileLock.attempt(path, in: context) { return .ours(begin(lock, in: context)) }
        let lock = try await lockFreed(subject, in: context, waiting: waiting)
        if try LoginLockRecord.overcome(lock, since: began, subject, at: context.clock.now()) { return .waited }
        return .ours(begin(lock, in: context))
    }

    /// Signs in, or waits for somebody who does; those who wait for this one are told how it went, however it ends.
    ///
    /// - Parameters:
    ///   - failure: what an error is in the words of this sign-in.
    ///   - afterWaiting: what another's sign-in left.
    ///   - signIn: another may have done so between the last look and the turn.
    static func perform<Result>(
        _ subject: LoginSubject, in context: RuntimeContext, report: (LoginEvent) -> Void,
        failure: (any Error) -> Failure, afterWaiting: () async throws -> Result, signIn: () async throws -> Result
    ) async throws -> Result {
        let outcome: Outcome
        do {
            outcome = try await take(subject, in: context) { report(.waiting(subject.title, holder: $0)) }
        } catch {
            throw failure(error)
        }
        switch consume outcome {
        case .waited: return try await afterWaiting()
        case .ours(let turn):
            do {
                let result = try await signIn()
                turn.finish(nil)
                return result
            } catch {
                let failure = failure(error)
                if failure.code == .loginCancelled || failure.code == .interrupted { report(.givenUp(subject.title)) }
                turn.finish(failure)
                throw failure
            }
        }
    }

    /// Waits for a sign-in that is under way and starts none; false if there is none, nor one that ended well since an
    /// instant.
    ///
    /// - Throws: as `take`.
    static func awaitOther(
        _ subject: LoginSubject, since began: Instant, in context: RuntimeContext, report: (LoginEvent) -> Void
    ) async throws -> Bool {
        let waited = try await awaitHolder(subject, in: context) { report(.waiting(subject.title, holder: $0)) }
        return waited || endedWell(subject, since: began)
    }

    private static func awaitHolder(
        _ subject: LoginSubject, in context: RuntimeContext, waiting: (String) -> Void
    ) async throws -> Bool {
        let began = context.clock.now()
        guard try await isUnderWay(subject, in: context) else { return false }
        let lock = try await lockFreed(subject, in: context, waiting: waiting)
        return try LoginLockRecord.overcome(lock, since: began, subject, at: context.clock.now())
    }

    /// Whether somebody is signing in at this moment. A lock whose note tells of none is held for a moment only, by
    /// somebody who reads that note or is about to write another.
    package static func isUnderWay(
        _ subject: LoginSubject, in context: RuntimeContext
    ) async throws -> Bool {
        let path = subject.lock
        let start = context.clock.now()
        while try FileLock.attempt(path, in: context) == nil {
            let now = context.clock.now()
            if LoginLockRecord(FileLock.note(in: path)).isUnderWay(at: now) { return true }
            guard now.milliseconds - start.milliseconds < 2000 else { return false }
            try await context.clock.sleep(5 + Int64(context.random.fraction() * 10))
        }
        return false
    }

    /// Whether a sign-in ended well after an instant.
    private static func endedWell(_ subject: LoginSubject, since began: Instant) -> Bool {
        LoginLockRecord(FileLock.note(in: subject.lock)).endedWell(since: began)
    }

    /// Writes down how it went, for those who wait; the turn ends with this value's life.
    private consuming func finish(_ failure: Failure?) {
        lock.write(note: LoginLockRecord.finished(failure, at: clock.now()))
    }

    /// The lock once nobody holds it.
    private static func lockFreed(
        _ subject: LoginSubject, in context: RuntimeContext, waiting: (String) -> Void
    ) async throws -> FileLock {
        let path = subject.lock
        let start = context.clock.now()
        var hasTold = false
        while true {
            let now = context.clock.now()
            let note = LoginLockRecord(FileLock.note(in: path))
            if !hasTold, note.isUnderWay(at: now) {
                waiting(note.holder(LocalTime(context.clock)))
                hasTold = true
            }
            guard now.milliseconds - start.milliseconds < deadline + LoginLockRecord.grace else {
                throw Failure(
                    .lockTimedOut,
                    "another sign-in to \(subject.title) is still in progress: \(note.holder(LocalTime(context.clock)))",
                    at: .file(path, line: nil), hint: "stop that process, or try again later")
            }
            try await context.clock.sleep(50 + Int64(context.random.fraction() * 100))
            if let lock = try FileLock.attempt(path, in: context) { return lock }
        }
    }

    private static func begin(_ lock: consuming FileLock, in context: RuntimeContext) -> LoginMutex {
        lock.write(note: LoginLockRecord.underWay(since: context.clock.now()))
        return LoginMutex(lock: lock, clock: context.clock)
    }

    private init(lock: consuming FileLock, clock: WallClock) {
        self.lock = lock
        self.clock = clock
    }
}
