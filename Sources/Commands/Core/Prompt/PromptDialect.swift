import Engine
import PluginKit
import SystemKit

/// For whom the segment is printed: each spells colour, and what must not be read as more than text, in its own way.
enum PromptDialect: String, Sendable, CaseIterable {
    case bash, zsh, fish, plain, tmux, starship, json

    /// The segment; a line end only for JSON.
    ///
    /// - Parameter terminal: the one that shows the prompt.
    func text(_ segment: PromptSegment, at now: Instant, on terminal: TerminalCapabilities) -> String {
        let text = segment.text(at: now)
        if self == .json { return json(segment, at: now).serialized(.sortedPretty) + "\n" }
        let colour = segment.ink(at: now)
        guard !text.isEmpty else { return "" }
        // tmux draws its status line by itself, whatever terminal it was asked from.
        let isColoured = terminal.isColoured(where: terminal.movesCursor || self == .tmux)
        switch self {
        case .tmux:
            let shown = text.replacing("#", with: "##")
            return isColoured ? "#[fg=colour\(colour.number)]\(shown)#[default]" : shown
        case .zsh:
            let shown = text.replacing("%", with: "%%")
            return isColoured ? "%F{\(colour.number)}\(shown)%f" : shown
        case .bash:
            return isColoured ? "\u{1}\u{1b}[\(colour.code)m\u{2}\(text)\u{1}\u{1b}[0m\u{2}" : text
        case .fish:
            return isColoured ? "\u{1b}[\(colour.code)m\(text)\u{1b}[0m" : text
        case .plain, .starship, .json:
            return text
        }
    }

    private func json(_ segment: PromptSegment, at now: Instant) -> JSON {
        let end = segment.kind == .timed && segment.valid > now ? segment.valid : nil
        return .object([
            "state": .string(segment.state(at: now)),
            "text": .string(segment.text(at: now)),
            "profile": .text(segment.profile.isEmpty || segment.isLabel ? nil : segment.profile),
            "execLabels": segment.execLabels?.json ?? .null,
            "scope": .text(segment.scope.isEmpty ? nil : segment.scope),
            "accountId": .text(segment.source?.accountID),
            "roleName": .text(segment.source?.roleName),
            "region": .text(segment.region.isEmpty ? nil : segment.region),
            "leftoverKeys": .bool(segment.hasLeftoverKeys),
            "colour": .integer(Int64(segment.ink(at: now).number)),
            "expiresAt": .time(end),
            "secondsLeft": .secondsLeft(until: end, at: now),
        ])
    }
}

extension String {
    /// Each of one character as another text.
    fileprivate func replacing(_ old: Character, with new: String) -> String {
        map { $0 == old ? new : String($0) }.joined()
    }
}
