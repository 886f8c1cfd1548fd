import CEditline
import Dispatch
package import Engine
import SystemKit

/// Asks a person for lines: with editing, completion and history on a terminal that can do that, plainly on one that
/// can't.
package struct LineEditor: Sendable {
    private let device: TerminalDevice
    private let context: RuntimeContext
    private let isPlain: Bool

    /// - Parameter missing: what to type instead where nobody can be asked, such as `--session NAME`.
    /// - Throws: `usage` without a terminal.
    package init(_ context: RuntimeContext, orElse missing: String) throws(Failure) {
        guard let device = TerminalDevice.open(context.streams) else {
            throw Failure(.usage, "there is no terminal to ask a question on", hint: missing)
        }
        self.init(device, context)
    }

    init(_ device: TerminalDevice, _ context: RuntimeContext) {
        self.device = device
        self.context = context
        isPlain = !context.terminal.movesCursor
    }

    /// Asks, and waits for the answer on a thread of its own. A task that is cancelled gets `.interrupted`.
    package func ask(_ question: LineQuestion) async throws(Failure) -> LineOutcome {
        let past = question.history.map { LineHistory($0, context).load() } ?? []
        let outcome = try await waiting { [device, isPlain] events in
            if isPlain { return PlainLineEditor(device, events).ask(question) }
            guard let keeper = RawModeGuard(device.inputNumber) else { return .ended }
            defer { extendLifetime(keeper) }
            let isWide = awsx_use_utf8() == 1
            return LibeditSession(device, events, question, past: past, isWide: isWide)?.run() ?? .ended
        }
        if case .line(let text) = outcome, let history = question.history { LineHistory(history, context).add(text) }
        return outcome
    }

    private func waiting(
        _ body: @escaping @Sendable (TerminalEvents) -> LineOutcome
    ) async throws(Failure) -> LineOutcome {
        ProgressLine.shared.hold()
        defer { ProgressLine.shared.release() }
        let events = try translating(.failed) { () throws(SystemFailure) in try TerminalEvents(device) }
        return await BlockingTerminalWork.run(events) {
            events.awaitForeground()
            return body(events)
        }
    }
}

/// A thread that may wait for a person.
enum BlockingTerminalWork {
    /// Runs a body there; a task that is cancelled meanwhile cancels the events that it waits for.
    static func run<Result: Sendable>(
        _ events: TerminalEvents, _ body: @escaping @Sendable () -> Result
    ) async -> Result {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                DispatchQueue(label: "awsx.terminal").async { continuation.resume(returning: body()) }
            }
        } onCancel: {
            events.cancel()
        }
    }
}
