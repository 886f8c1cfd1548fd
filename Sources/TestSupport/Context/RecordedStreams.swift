import Synchronization
package import SystemKit

/// Streams of a process that is none: no terminal, and what is said stays here.
package final class RecordedStreams: Sendable {
    private struct Said: Sendable {
        var output: [UInt8] = []
        var error: [UInt8] = []
    }

    private let said = Mutex(Said())

    package init() {}

    package var output: String { said.withLock { String(decoding: $0.output, as: UTF8.self) } }

    package var error: String { said.withLock { String(decoding: $0.error, as: UTF8.self) } }

    package var streams: StandardStreams {
        StandardStreams(
            input: StandardStream { _ in nil },
            output: StandardStream { bytes in
                self.said.withLock { $0.output += bytes }
                return nil
            },
            error: StandardStream { bytes in
                self.said.withLock { $0.error += bytes }
                return nil
            })
    }
}
