import SystemKit

/// What stands in the lock of a sign-in: who is at it and since when, then how and when it ended.
struct LoginLockRecord {
    /// Milliseconds that a sign-in may take longer than it should.
    static let grace: Int64 = 30_000

    private let json: JSON?

    init(_ bytes: [UInt8]) { json = JSON(bytes) }

    static func underWay(since: Instant) -> [UInt8] {
        text(["process": .integer(Int64(processID)), "since": .integer(since.milliseconds)])
    }

    static func finished(_ failure: Failure?, at end: Instant) -> [UInt8] {
        text([
            "code": .string(failure?.code.rawValue ?? "ok"), "ended": .integer(end.milliseconds),
            "status": failure.map { .integer(Int64($0.status.rawValue)) },
            "message": failure.map { .string($0.message) },
        ])
    }

    private static func text(_ members: KeyValuePairs<String, JSON?>) -> [UInt8] {
        Array(JSON.object(members).serialized(.python).utf8)
    }

    /// The process that is at it, in words, with its time as a person at this machine reads it.
    func holder(_ time: LocalTime) -> String {
        guard let process = json?["process"]?.integer, let since = instant("since") else { return "unknown process" }
        return "process \(process), since \(time.text(since))"
    }

    /// Whether it tells of a sign-in that has begun and could still go on.
    func isUnderWay(at now: Instant) -> Bool {
        guard let since = instant("since") else { return false }
        return now.seconds(since: since) <= (LoginMutex.deadline + Self.grace) / 1000
    }

    /// Whether it tells of a sign-in that ended well after an instant.
    func endedWell(since began: Instant) -> Bool {
        guard json?["code"]?.string == "ok", let end = instant("ended") else { return false }
        return end >= began
    }

    /// What a sign-in that somebody waited for left in its lock, read by the lock's next holder.
    ///
    /// - Parameter began: when the waiting began: what ended earlier was another sign-in.
    /// - Returns: whether the waiting is over; false if nobody signed in meanwhile.
    /// - Throws: the failure that the sign-in ended in.
    static func overcome(
        _ lock: borrowing FileLock, since began: Instant, _ subject: LoginSubject, at now: Instant
    ) throws(Failure) -> Bool {
        let note = LoginLockRecord(lock.lastNote())
        if note.isUnderWay(at: now) {
            let failure = Failure(
                .loginTimedOut, "another process's sign-in to \(subject.title) ended without a result",
                hint: subject.command)
            // For the others who wait: whoever wrote this is gone.
            lock.write(note: finished(failure, at: now))
            throw failure
        }
        guard let end = note.instant("ended"), end >= began else { return false }
        guard let word = note.json?["code"]?.string, word != "ok" else { return true }
        throw Failure(
            Failure.Code(rawValue: word) ?? .loginCancelled,
            "another process's sign-in failed: \(note.json?["message"]?.string ?? "no reason given")",
            hint: subject.command,
            status: note.json?["status"]?.integer.flatMap { ExitStatus(rawValue: Int32(clamping: $0)) })
    }

    private func instant(_ member: String) -> Instant? { json?[member]?.integer.map(Instant.init(milliseconds:)) }
}
