import Dispatch
import Synchronization
import SystemPackage

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A program that has our streams and our terminal until it ends, and may be sent signals meanwhile.
package final class ForegroundChild: Sendable {
    private let processID: Int32
    private let program: String
    private let kept = SIGCHLDGuard()
    private let isReaped = Mutex(false)

    /// Starts it; words and variables pass byte for byte.
    package init(_ program: String, words: [[UInt8]], environment: Environment) throws(SystemFailure) {
        self.program = program
        processID = try ChildProcess.spawn(program, words, environment, redirecting: [])
    }

    /// Sends it a signal; none once it has ended, when its number may be another's.
    package func send(_ signal: Int32) { isReaped.withLock { if !$0 { kill(processID, signal) } } }

    /// Its exit status, or 128 and the number of the signal that ended it; called once. It is waited for on a thread that
    /// may wait.
    package func wait() async throws -> Int32 {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue(label: "awsx.foreground").async { continuation.resume(with: Result { try self.reap() }) }
        }
    }

    private func reap() throws(SystemFailure) -> Int32 {
        // Its number stays its own until nobody can send to it any more.
        var info = unsafe siginfo_t()
        while unsafe waitid(P_PID, id_t(processID), &info, WEXITED | WNOWAIT) != 0, currentErrno == .interrupted {}
        return try isReaped.withLock { isReaped throws(SystemFailure) in
            isReaped = true
            return try ChildProcess.reap(processID, program)
        }
    }
}
