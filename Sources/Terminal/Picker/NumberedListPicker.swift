import Engine
import SystemKit

/// A picker for a terminal that can't move its cursor: a numbered list, narrowed by what is typed.
struct NumberedListPicker {
    /// So many are listed at a time.
    static let limit = 30

    private let device: TerminalDevice
    private let events: TerminalEvents
    private let index: PickerSearchIndex

    init(_ device: TerminalDevice, _ events: TerminalEvents, _ index: PickerSearchIndex) {
        self.device = device
        self.events = events
        self.index = index
    }

    func pick(title: String, picksSeveral: Bool = false) -> PickerState.Outcome {
        var shown = index.ranked("")
        while true {
            device.write(Self.text(shown, index))
            let question = LineQuestion("\(title): \(picksSeveral ? "numbers" : "number"), name or part of it: ")
            switch PlainLineEditor(device, events).ask(question) {
            case .interrupted: return .interrupted
            case .ended: return .cancelled
            case .line(let line):
                let answer = line.split(separator: " ").joined(separator: " ")
                if picksSeveral, let numbers = Self.readSeveral(answer, shown) { return .pickedSeveral(numbers) }
                switch Self.read(answer, shown, index) {
                case .picked(let number): return picksSeveral ? .pickedSeveral([number]) : .picked(number)
                case .scoped(let numbers): shown = numbers
                }
            }
        }
    }

    /// The entries that numbers of a list mean, such as `1 3` and `2-5,7`; nil for anything else.
    static func readSeveral(_ answer: String, _ shown: [Int]) -> [Int]? {
        var positions: Set<Int> = []
        let last = min(shown.count, limit)
        let parts = answer.split { $0 == " " || $0 == "," }
        for part in parts {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
            guard ends.count <= 2, let first = ends[0], let end = ends[ends.count - 1], first >= 1, first <= end,
                end <= last
            else { return nil }
            positions.formUnion(first...end)
        }
        return parts.count == 1 && positions.count == 1 || positions.isEmpty
            ? nil : positions.map { shown[$0 - 1] }.sorted()
    }

    enum Reading: Sendable, Hashable {
        case picked(Int)
        case scoped([Int])
    }

    /// What an answer to a list means: a number of it, a name, the only match, or a search.
    static func read(_ answer: String, _ shown: [Int], _ index: PickerSearchIndex) -> Reading {
        // A name that is a number (an account) is the name.
        if let named = index.entries.firstIndex(where: { $0.name == answer }) { return .picked(named) }
        if let number = Int(answer), number >= 1, number <= min(shown.count, limit) {
            return .picked(shown[number - 1])
        }
        let matches = index.ranked(answer)
        return matches.count == 1 ? .picked(matches[0]) : .scoped(matches)
    }

    static func text(_ shown: [Int], _ index: PickerSearchIndex) -> String {
        if shown.isEmpty { return "nothing matches\n" }
        var text = ""
        for (position, number) in shown.prefix(limit).enumerated() {
            let entry = index.entries[number]
            let parts = [entry.name, entry.detail, entry.state].filter { !$0.isEmpty }
            text += "\(position + 1)) \(parts.map { TerminalSafe.text($0) }.joined(separator: "  "))\n"
        }
        if shown.count > limit { text += "… and \(shown.count - limit) more\n" }
        return text
    }
}
