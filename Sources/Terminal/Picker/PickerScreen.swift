import SystemKit

/// A picker's state on a real screen: keys in, changed lines out.
struct PickerScreen {
    private static let begin = "\u{1b}[?1049h\u{1b}[2J"
    /// Back to what was there, with a cursor.
    private static let end: StaticString = "\u{1b}[0m\u{1b}[?25h\u{1b}[?1049l"

    private let device: TerminalDevice
    private let events: TerminalEvents
    private let isColoured: Bool

    init(_ device: TerminalDevice, _ events: TerminalEvents, isColoured: Bool) {
        self.device = device
        self.events = events
        self.isColoured = isColoured
    }

    func run(_ start: PickerState) -> PickerState.Outcome {
        guard let keeper = RawModeGuard(device.inputNumber, farewell: Self.end) else { return .cancelled }
        take(keeper)
        device.write(Self.begin)
        var state = start
        var decoder = KeyDecoder()
        var shown: PickerFrame?
        draw(state, over: &shown)
        while state.outcome == nil {
            let keys: [Key]
            switch events.next(within: decoder.isWaiting ? 50 : nil) {
            case .typed(let bytes): keys = decoder.take(bytes)
            case .quiet: keys = decoder.flush()
            case .resized:
                state.resize(device.size)
                shown = nil
                keys = []
            case .stopRequested:
                pause(keeper)
                keys = []
                shown = nil
            case .continued:
                take(keeper)
                device.write(Self.begin)
                state.resize(device.size)
                shown = nil
                keys = []
            case .cancelled: return .interrupted
            case .ended: return .cancelled
            }
            for key in keys where state.outcome == nil {
                if key == .control("z") {
                    pause(keeper)
                    state.resize(device.size)
                    shown = nil
                } else if key == .control("l") {
                    shown = nil
                } else {
                    state.press(key)
                }
            }
            // Keys that are there already come first: what is pasted is drawn once.
            if state.outcome == nil, !events.isWaiting { draw(state, over: &shown) }
        }
        extendLifetime(keeper)
        return state.outcome ?? .cancelled
    }

    private func take(_ keeper: borrowing RawModeGuard) {
        events.awaitForeground()
        keeper.enterRawMode()
        events.tookOver()
    }

    /// Gives the terminal back, sleeps, and takes it again.
    private func pause(_ keeper: borrowing RawModeGuard) {
        device.write("\(Self.end)")
        keeper.leaveRawMode()
        events.stop()
        take(keeper)
        device.write(Self.begin)
    }

    /// Writes the lines that differ from what is shown; everything if nothing is.
    private func draw(_ state: PickerState, over shown: inout PickerFrame?) {
        let frame = state.frame(isColoured: isColoured)
        var text = "\u{1b}[?25l"
        if shown == nil { text += "\u{1b}[0m\u{1b}[2J" }
        for (row, line) in frame.lines.enumerated() {
            if let shown, row < shown.lines.count, shown.lines[row] == line { continue }
            // Emptied first: behind a full line that would take its last character.
            text += "\u{1b}[\(row + 1);1H\u{1b}[K\(line)"
        }
        text += "\u{1b}[\(frame.cursor.row + 1);\(frame.cursor.column + 1)H\u{1b}[?25h"
        device.write(text)
        shown = frame
    }
}
