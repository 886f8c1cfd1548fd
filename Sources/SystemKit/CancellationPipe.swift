import Synchronization
import SystemPackage

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A way to tell a thread that waits for a child that it is to stop waiting: signals, as bytes in a pipe.
package final class CancellationPipe: Sendable {
    private let pipe: Pipe
    /// Milliseconds that a signal of this process may take to be raised here: none where it is taken by its handler.
    let delay: Int64

    package init(delay: Int64 = 0) throws(SystemFailure) {
        pipe = try Pipe.open()
        self.delay = delay
    }

    /// Says that a signal asks for the end; any thread may.
    package func raise(_ signal: Int32) {
        var byte = UInt8(truncatingIfNeeded: signal)
        _ = unsafe write(pipe.writeEnd.descriptor.rawValue, &byte, 1)
    }

    /// What a waiting thread polls beside its own files.
    var descriptor: FileDescriptor { pipe.readEnd.descriptor }

    /// The signal that was raised; called when the descriptor is ready.
    func take() -> Int32 {
        var byte: UInt8 = 0
        _ = unsafe read(pipe.readEnd.descriptor.rawValue, &byte, 1)
        return Int32(byte)
    }

    /// Takes this process's own signals to end (Ctrl-C, Ctrl-\, TERM, a closed terminal) while the body runs, so that it
    /// can end a child first. One body at a time.
    package func takingSignals<Result>(_ body: () throws(SystemFailure) -> Result) throws(SystemFailure) -> Result {
        Self.target.store(pipe.writeEnd.descriptor.rawValue, ordering: .sequentiallyConsistent)
        let numbers = [SIGINT, SIGQUIT, SIGTERM, SIGHUP].filter { !InheritedSignals.ignored.contains($0) }
        let before = numbers.map { number in
            (
                number,
                signal(number) { number in
                    // Only what is allowed in a handler: one load, one write.
                    var byte = UInt8(truncatingIfNeeded: number)
                    _ = unsafe write(CancellationPipe.target.load(ordering: .sequentiallyConsistent), &byte, 1)
                }
            )
        }
        defer {
            for (number, disposition) in before { _ = signal(number, disposition) }
            Self.target.store(-1, ordering: .sequentiallyConsistent)
        }
        return try body()
    }

    private static let target = Atomic<Int32>(-1)
}
