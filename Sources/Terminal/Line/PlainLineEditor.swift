import Engine
import SystemKit

/// A question on a terminal that can't move its cursor: the terminal itself edits the line.
struct PlainLineEditor {
    private let device: TerminalDevice
    private let events: TerminalEvents

    init(_ device: TerminalDevice, _ events: TerminalEvents) {
        self.device = device
        self.events = events
    }

    func ask(_ question: LineQuestion) -> LineOutcome {
        let standing = question.initial.isEmpty ? "" : "[\(TerminalSafe.text(question.initial))] "
        device.write(question.prompt + standing)
        var line: [UInt8] = []
        while true {
            switch events.next() {
            case .typed(let bytes):
                line += bytes
                guard let end = line.firstIndex(of: 0x0a) else { continue }
                let text = String(decoding: line[..<end], as: UTF8.self)
                return .line(text.isEmpty ? question.initial : text)
            case .resized, .continued, .quiet: continue
            case .stopRequested: events.stop()
            case .cancelled: return .interrupted
            case .ended: return .ended
            }
        }
    }
}
