import Dispatch
import SystemKit

#if canImport(Darwin)
    import Darwin
#endif

/// Signals that end programs.
enum EndingSignal: Int32, Sendable, CaseIterable {
    case hangUp = 1
    case interrupt = 2
    case quit = 3
    case terminate = 15

    /// Signals to this process as a stream, instead of what they would do. From the return of this call on none of them
    /// ends the process; when the stream is let go they do again. What whoever started us had ignored stays ignored.
    static func trap(_ signals: [EndingSignal]) async -> AsyncStream<EndingSignal> {
        let (stream, continuation) = AsyncStream.makeStream(of: EndingSignal.self)
        var sources: [DispatchSource] = []
        for signal in signals where !InheritedSignals.ignored.contains(signal.rawValue) {
            #if canImport(Darwin)
                // Not run: macOS delivers to the queue only what is ignored otherwise.
                _ = unsafe Darwin.signal(signal.rawValue, SIG_IGN)
            #endif
            let source = DispatchSource.makeSignalSource(signal: signal.rawValue, queue: .global())
            source.setEventHandler { continuation.yield(signal) }
            await withCheckedContinuation { registered in
                source.setRegistrationHandler { registered.resume() }
                source.activate()
            }
            if let source = source as? DispatchSource { sources.append(source) }
        }
        continuation.onTermination = { [sources] _ in
            for source in sources { source.cancel() }
        }
        return stream
    }
}
