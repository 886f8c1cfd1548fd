package import SystemKit

/// Does something while a lock is held; waits for it with a deadline, whose failure names the holder.
///
/// - Parameters:
///   - purpose: what it is held for, as a noun phrase ("the token of session corp").
///   - milliseconds: the deadline.
///   - isDispensable: where no lock file can be made (a read-only disk), go on without: what is done may then be done
///     twice.
///   - answered: what the holder has left for those who wait, looked at while they do: with it nobody waits for a turn in
///     which there is nothing more to do.
///   - body: is told whether the lock had to be waited for.
package func withFileLock<Result>(
    at path: String, for purpose: String, within milliseconds: Int64, in context: RuntimeContext,
    isDispensable: Bool = false, unless answered: () throws -> Result? = { nil },
    _ body: (_ waited: Bool) async throws -> Result
) async throws -> Result {
    if isDispensable, !FileLock.isPossible(path, in: context) { return try await body(false) }
    let start = context.clock.now()
    var waited = false
    while true {
        if let lock = try FileLock.attempt(path, in: context) {
            lock.write(note: Array(LockHolder(purpose: purpose, since: context.clock.now()).text.utf8))
            // The lock lives as long as this mention of it.
            defer { extendLifetime(lock) }
            return try await body(waited)
        }
        waited = true
        if let result = try answered() { return result }
        let elapsed = context.clock.now().milliseconds - start.milliseconds
        guard elapsed < milliseconds else {
            throw Failure(
                .lockTimedOut,
                "another process has locked \(purpose) for too long: \(LockHolder.holder(of: path, LocalTime(context.clock)))",
                at: .file(path, line: nil), hint: "stop that process, or try again later")
        }
        try await context.clock.sleep(pauseForLock(after: elapsed, context.random))
    }
}

/// Milliseconds to the next look: some hundredths of what was waited for until now, and each waiter's own.
private func pauseForLock(after elapsed: Int64, _ random: Randomness) -> Int64 {
    let least = min(max(elapsed / 32, 10), 250)
    return least + Int64(random.fraction() * 2 * Double(least))
}

extension FileLock {
    /// The lock if nobody holds it.
    package static func attempt(_ path: String, in context: RuntimeContext) throws(Failure) -> FileLock? {
        try inFolder(of: path, in: context) { () throws(SystemFailure) in try FileLock.attempt(path) }
    }

    /// Whether there can be a lock file, which is made.
    package static func isPossible(_ path: String, in context: RuntimeContext) -> Bool {
        let made: Void? = try? inFolder(of: path, in: context) { () throws(SystemFailure) in
            try FileLock.makeFile(path)
        }
        return made != nil
    }

    /// Opens a lock's file; a folder that is missing is made, which is seldom so.
    private static func inFolder<Result: ~Copyable>(
        of path: String, in context: RuntimeContext, _ open: () throws(SystemFailure) -> Result
    ) throws(Failure) -> Result {
        try translating(.fileUnwritable) { () throws(SystemFailure) in
            do throws(SystemFailure) {
                return try open()
            } catch  where error.isAbsence {
                try context.files.createFolder(path.parentFolder, mode: 0o755)
                return try open()
            }
        }
    }
}
