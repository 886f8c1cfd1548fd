import Dispatch
import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Catches requests to end (Ctrl-C, TERM, a closed terminal), so that work can be given up in order.
package final class SignalWatch: Sendable {
    private let sources: KeptAlive
    private static let first = Mutex<Int32?>(nil)

    /// - Parameters:
    ///   - handler: called for the first, on a thread of its own.
    ///   - again: called for each after it.
    package init(
        _ handler: @escaping @Sendable () -> Void, again: @escaping @Sendable (_ signal: Int32) -> Void
    ) {
        let queue = DispatchQueue(label: "awsx.signals")
        let numbers = [SIGINT, SIGTERM, SIGHUP].filter { !InheritedSignals.ignored.contains($0) }
        let made = numbers.map { DispatchSource.makeSignalSource(signal: $0, queue: queue) }
        let ready = DispatchSemaphore(value: 0)
        sources = KeptAlive(sources: made)
        for (number, source) in zip(numbers, made) {
            source.setEventHandler {
                let isFirst = Self.first.withLock { received in
                    defer { received = received ?? number }
                    return received == nil
                }
                if isFirst { handler() } else { again(number) }
            }
            source.setRegistrationHandler { ready.signal() }
            source.resume()
        }
        // A signal until now ends the process, as nothing has begun; one that comes before Dispatch listens must not get
        // lost.
        for number in numbers {
            ready.wait()
            Self.leaveToDispatch(number)
        }
    }

    /// Dispatch's sources, which end with their last mention; never touched after they were made.
    private struct KeptAlive: @unchecked Sendable {
        let sources: [any DispatchSourceSignal]
    }

    /// The signal that asked for the end of this process.
    package static var received: Int32? { first.withLock { $0 } }

    package var received: Int32? { Self.received }

    /// On Linux Dispatch has a handler of its own by now.
    private static func leaveToDispatch(_ number: Int32) {
        #if canImport(Darwin)
            signal(number, SIG_IGN)
        #endif
    }
}
