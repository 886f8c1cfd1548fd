#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The time of day and the passing of time, as values so that tests can hold both.
package struct WallClock: Sendable {
    /// What time it is; expiries are compared with this.
    package let now: @Sendable () -> Instant
    /// Waits for so many milliseconds of running time; throws when the waiting task is cancelled.
    package let sleep: @Sendable (_ milliseconds: Int64) async throws -> Void
    /// How far the clocks of this place are ahead of UTC at an instant.
    package let secondsEastOfUTC: @Sendable (Instant) -> Int64

    /// - Parameter secondsEastOfUTC: usually those of a place that has UTC.
    package init(
        now: @escaping @Sendable () -> Instant,
        sleep: @escaping @Sendable (_ milliseconds: Int64) async throws -> Void,
        secondsEastOfUTC: @escaping @Sendable (Instant) -> Int64 = { _ in 0 }
    ) {
        self.now = now
        self.sleep = sleep
        self.secondsEastOfUTC = secondsEastOfUTC
    }

    /// What a body gives within so many milliseconds of running time; nil if it takes longer, and is cancelled then.
    package func within<Result: Sendable>(
        _ milliseconds: Int64, _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result? {
        try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask { try await body() }
            group.addTask {
                try await sleep(milliseconds)
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
    }

    /// The machine's own clock.
    package static let system = WallClock(
        now: {
            var time = timespec()
            unsafe clock_gettime(CLOCK_REALTIME, &time)
            return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
        },
        sleep: { try await Task.sleep(for: .milliseconds($0)) },
        // The C library reads TZ, else the machine's time zone file, at the first call and not before.
        secondsEastOfUTC: { instant in
            var seconds = time_t(instant.seconds)
            var local = unsafe tm()
            return unsafe localtime_r(&seconds, &local) == nil ? 0 : Int64(unsafe local.tm_gmtoff)
        }
    )
}
