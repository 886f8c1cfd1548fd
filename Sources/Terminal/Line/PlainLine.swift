import Engine
import SystemKit

/// A question on a terminal that can't move its cursor: the terminal itself edits the line.
struct PlainLine {
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

/// A secret, key by key: shown as nothing.
struct SecretLine {
    private let device: TerminalDevice
    private let events: TerminalEvents

    init(_ device: TerminalDevice, _ events: TerminalEvents) {
        self.device = device
        self.events = events
    }

    /// - Parameter keeper: of the mode that the terminal had.
    func ask(_ prompt: String, _ keeper: borrowing RawModeGuard) -> LineOutcome {
        take(keeper)
        device.write(prompt)
        defer { device.write("\n") }
        var decoder = KeyDecoder()
        var text = ""
        while true {
            switch events.next(within: decoder.isWaiting ? 50 : nil) {
            case .typed(let bytes):
                for key in decoder.take(bytes) {
                    if key == .control("z") { pause(keeper, prompt) }
                    if let outcome = press(key, &text) { return outcome }
                }
            case .quiet: _ = decoder.flush()
            case .stopRequested: pause(keeper, prompt)
            case .continued: take(keeper)
            case .resized: continue
            case .cancelled: return .interrupted
            case .ended: return .ended
            }
        }
    }

    private func take(_ keeper: borrowing RawModeGuard) {
        events.awaitForeground()
        keeper.enterRawMode()
        events.tookOver()
    }

    private func pause(_ keeper: borrowing RawModeGuard, _ prompt: String) {
        keeper.leaveRawMode()
        events.stop()
        take(keeper)
        device.write(prompt)
    }

    private func press(_ key: Key, _ text: inout String) -> LineOutcome? {
        switch key {
        case .character(let character): text.append(character)
        case .backspace: text = String(text.dropLast())
        case .control("u"), .control("w"): text = ""
        case .control("c"): return .interrupted
        case .control("d") where text.isEmpty: return .ended
        case .enter, .control("j"): return .line(text)
        default: break
        }
        return nil
    }
}
