import Dispatch
package import Engine
import Synchronization
import SystemKit

/// Shows on stderr what a long wait is for: nothing in the first second, nothing where no terminal is, and nothing is
/// left of it at the end.
package final class Progress: Sendable {
    private struct Standing {
        var text: ProgressText
        var isOver = false
        /// Something of it is on the screen.
        var isShown = false
    }

    private static let delay = 1.0
    private static let interval = 0.1

    private let standing: Mutex<Standing>
    private let isWanted: Bool
    private let clock: WallClock
    private let start: Instant

    private init(_ text: ProgressText, _ world: World, isQuiet: Bool) {
        standing = Mutex(Standing(text: text))
        clock = world.clock
        start = world.clock.now()
        let kind = world.environment.text("TERM")
        isWanted = !isQuiet && StandardStream.error.isTerminal && kind != nil && kind != "dumb"
    }

    /// Shows it while a body runs.
    ///
    /// - Parameters:
    ///   - what: what is waited for.
    ///   - total: how much there is to be done, if that is known.
    package static func during<Result>(
        _ what: String, total: Int? = nil, isQuiet: Bool = false, in world: World,
        _ body: (Progress) async throws -> Result
    ) async rethrows -> Result {
        let progress = Progress(ProgressText(what, total: total), world, isQuiet: isQuiet)
        let ticking = progress.isWanted ? Task { await progress.tick() } : nil
        defer {
            ticking?.cancel()
            progress.finish()
        }
        return try await body(progress)
    }

    /// So much more is done.
    package func advance(by count: Int = 1) { standing.withLock { $0.text.done += count } }

    /// How much there is to be done, once that is known.
    package func expect(total: Int) { standing.withLock { $0.text.total = total } }

    /// Something else is waited for now.
    package func turn(to what: String) { standing.withLock { $0.text.what = what } }

    /// Says a line above it.
    package func say(_ line: String) {
        standing.withLock { standing in
            if standing.isShown { StandardStream.error.write("\r\u{1b}[K") }
            standing.isShown = false
            StandardStream.error.write(line + "\n")
        }
    }

    private var elapsed: Double { Double(clock.now().milliseconds - start.milliseconds) / 1000 }

    private func tick() async {
        while (try? await Task.sleep(for: .seconds(Self.interval))) != nil {
            guard elapsed >= Self.delay else { continue }
            standing.withLock { standing in
                guard !standing.isOver else { return }
                let columns = TerminalSize.of(StandardStream.error.rawValue).columns
                // The last column is left free, so that no terminal breaks the line.
                let line = standing.text.line(after: elapsed, columns: max(1, columns - 1))
                StandardStream.error.write("\r\(line)\u{1b}[K")
                standing.isShown = true
            }
        }
    }

    private func finish() {
        standing.withLock { standing in
            standing.isOver = true
            if standing.isShown { StandardStream.error.write("\r\u{1b}[K") }
            standing.isShown = false
        }
    }
}
