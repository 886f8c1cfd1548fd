package import Engine
import Synchronization
import SystemKit

/// Shows on stderr what a long wait is for: nothing in the first second, nothing where no terminal is, and nothing is
/// left of it at the end.
package final class Progress: Sendable {
    private static let delay = 1.0
    private static let interval = 0.1

    private let text: Mutex<ProgressText>
    private let stream: StandardStream
    private let isWanted: Bool
    private let clock: WallClock
    private let start: Instant

    private init(_ text: ProgressText, _ context: RuntimeContext, isQuiet: Bool) {
        self.text = Mutex(text)
        clock = context.clock
        start = context.clock.now()
        stream = context.streams.error
        isWanted = !isQuiet && stream.isTerminal && context.terminal.movesCursor
    }

    /// Shows it while a body runs.
    ///
    /// - Parameters:
    ///   - what: what is waited for.
    ///   - total: how much there is to be done, if that is known.
    package static func during<Result>(
        _ what: String, total: Int? = nil, isQuiet: Bool = false, in context: RuntimeContext,
        _ body: (Progress) async throws -> Result
    ) async rethrows -> Result {
        let progress = Progress(ProgressText(what, total: total), context, isQuiet: isQuiet)
        guard progress.isWanted else { return try await body(progress) }
        let owner = ProgressLine.shared.begin()
        let ticking = Task { await progress.tick(owner) }
        defer {
            ticking.cancel()
            ProgressLine.shared.end(owner)
        }
        return try await body(progress)
    }

    /// So much more is done.
    package func advance(by count: Int = 1) { text.withLock { $0.done += count } }

    /// How much there is to be done, once that is known.
    package func expect(total: Int) { text.withLock { $0.total = total } }

    /// Something else is waited for now.
    package func turn(to what: String) { text.withLock { $0.what = what } }

    private var elapsed: Double { Double(clock.now().milliseconds - start.milliseconds) / 1000 }

    private func tick(_ owner: Int) async {
        while (try? await Task.sleep(for: .seconds(Self.interval))) != nil {
            guard elapsed >= Self.delay else { continue }
            let shown = text.withLock { $0 }
            ProgressLine.shared.draw(owner, on: stream) { shown.line(after: elapsed, columns: $0) }
        }
    }
}
