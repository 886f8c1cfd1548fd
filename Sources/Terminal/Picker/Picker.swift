package import Engine
import SystemKit

/// Lets a person pick: full screen, by fzf where that is wanted (`AWSX_PICKER=fzf`), or from a numbered list on a
/// terminal that can't move its cursor.
package struct Picker: Sendable {
    private let device: TerminalDevice
    private let context: RuntimeContext

    /// - Parameter missing: what to type instead where nobody can be asked.
    /// - Throws: `usage` without a terminal.
    package init(_ context: RuntimeContext, orElse missing: String) throws(Failure) {
        guard let device = TerminalDevice.open(context.streams) else {
            throw Failure(.usage, "there is no terminal to show a list on", hint: missing)
        }
        self.device = device
        self.context = context
    }

    /// Shows the entries and waits; the outcome has several where they can be picked, and else one. A task that is cancelled gets `.interrupted`. The terminal is as before afterwards.
    package func pick(
        _ entries: [PickerEntry], title: String, query: String = "", picksSeveral: Bool = false
    ) async throws(Failure) -> PickerState.Outcome {
        ProgressLine.shared.hold()
        defer { ProgressLine.shared.release() }
        if context.environment.text(EnvironmentKey.awsxPicker) == "fzf",
            let outcome = try FzfPicker(context).pick(entries, title: title, query, picksSeveral: picksSeveral)
        {
            return outcome
        }
        let events = try translating(.failed) { () throws(SystemFailure) in try TerminalEvents(device) }
        let terminal = context.terminal
        let isPlain = !terminal.movesCursor
        let isColoured = terminal.isColoured(where: true)
        return await BlockingTerminalWork.run(events) { [device] in
            events.awaitForeground()
            if isPlain {
                return NumberedListPicker(device, events, PickerSearchIndex(entries))
                    .pick(title: title, picksSeveral: picksSeveral)
            }
            let state = PickerState(
                entries, title: title, query: query, picksSeveral: picksSeveral, size: device.size)
            return PickerScreen(device, events, isColoured: isColoured).run(state)
        }
    }
}
