import Engine
import Synchronization
import SystemKit
import Wire

/// A portal whose lists never end: each page holds the same entries and names a next one.
final class EndlessPortal: HTTPTransport {
    private let entries: String
    private let clock: WallClock
    private let milliseconds: Int64
    private let count = Mutex(0)

    /// - Parameter milliseconds: that a page takes.
    init(_ entries: String, clock: WallClock, milliseconds: Int64) {
        self.entries = entries
        self.clock = clock
        self.milliseconds = milliseconds
    }

    /// How many pages were asked for.
    var pages: Int { count.withLock { $0 } }

    func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
        let page = count.withLock { count in
            count += 1
            return count
        }
        // A test's own bound: what asks for ever must not run for ever.
        guard page <= 5000 else { throw TransportFailure(.hopeless, Failure(.failed, "asked for \(page) pages")) }
        try? await clock.sleep(milliseconds)
        return HTTPResponse(status: 200, body: Array(#"{"accountList":[\#(entries)],"nextToken":"\#(page)"}"#.utf8))
    }
}
