import Dispatch

#if canImport(Darwin)
    import Darwin
#endif

/// Signals that end programs.
enum EndingSignal: Int32, Sendable, CaseIterable {
    case hangUp = 1
    case interrupt = 2
    case quit = 3
    case terminate = 15
}

/// Signals to this process as a stream, instead of what they would do.
struct SignalStream: ~Copyable {
    let signals: AsyncStream<EndingSignal>
    private let sources: [any DispatchSourceSignal]

    init(_ trapped: [EndingSignal]) {
        let (signals, continuation) = AsyncStream.makeStream(of: EndingSignal.self)
        self.signals = signals
        sources = trapped.map { signal in
            #if canImport(Darwin)
                // Not run: macOS delivers to the queue only what is ignored otherwise.
                unsafe Darwin.signal(signal.rawValue, SIG_IGN)
            #endif
            let source = DispatchSource.makeSignalSource(signal: signal.rawValue, queue: .global())
            source.setEventHandler { continuation.yield(signal) }
            source.activate()
            return source
        }
    }

    deinit { for source in sources { source.cancel() } }
}
