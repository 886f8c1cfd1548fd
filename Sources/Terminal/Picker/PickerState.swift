package import SystemKit

/// What a picker is doing: a value that keys change and that is drawn.
package struct PickerState: Sendable {
    package enum Outcome: Sendable, Hashable {
        /// An entry by its number.
        case picked(Int)
        /// Those that were marked, by their numbers and in their order, or the one under the cursor.
        case pickedSeveral([Int])
        case cancelled
        /// Ctrl-C: whoever asked is to end as if by that signal.
        case interrupted
    }

    /// What stands before what is typed.
    package let title: String
    package let index: PickerSearchIndex
    package private(set) var query = ""
    /// Numbers of the entries that match, best first.
    package private(set) var matches: [Int]
    /// The highlighted one, as a position in `matches`.
    package private(set) var cursor = 0
    /// The first one that is shown.
    package private(set) var top = 0
    package private(set) var outcome: Outcome?
    package private(set) var size: TerminalSize
    /// Whether entries can be marked.
    package let picksSeveral: Bool
    /// The numbers of those that are.
    package private(set) var marked: Set<Int> = []
    private var asked = FuzzyQuery("")

    package init(
        _ index: PickerSearchIndex, title: String, query: String = "", picksSeveral: Bool = false, size: TerminalSize
    ) {
        self.index = index
        self.picksSeveral = picksSeveral
        self.title = title
        self.size = size
        matches = index.ranked("")
        if !query.isEmpty { search(query) }
    }

    package init(
        _ entries: [PickerEntry], title: String, query: String = "", picksSeveral: Bool = false, size: TerminalSize
    ) {
        self.init(
            PickerSearchIndex(entries), title: title, query: query, picksSeveral: picksSeveral, size: size)
    }

    /// The entry under the cursor.
    package var current: PickerEntry? { matches.indices.contains(cursor) ? index.entries[matches[cursor]] : nil }

    /// The lines that entries have.
    package var listHeight: Int { PickerLayout(size).list }

    package mutating func resize(_ size: TerminalSize) {
        self.size = size
        scroll()
    }

    package mutating func press(_ key: Key) {
        switch key {
        case .up, .control("p"), .control("k"): move(by: -1)
        case .down, .control("n"), .control("j"): move(by: 1)
        case .pageUp: move(by: -max(1, listHeight - 1))
        case .pageDown: move(by: max(1, listHeight - 1))
        case .home: move(by: -matches.count)
        case .end: move(by: matches.count)
        case .enter: accept()
        case .escape, .control("g"): outcome = .cancelled
        case .control("d"): if query.isEmpty { outcome = .cancelled }
        case .control("c"): outcome = .interrupted
        case .control("u"): search("")
        case .control("w"): search(withoutLastWord)
        case .backspace: search(String(query.dropLast()))
        case .character(let character): search(query + String(character))
        case .tab: mark(thenBy: 1)
        case .backTab: mark(thenBy: -1)
        case .control("a"): markAll()
        case .control, .delete, .left, .right: break
        }
    }

    /// Marks the entry under the cursor, or takes its mark away.
    private mutating func mark(thenBy lines: Int) {
        guard picksSeveral, matches.indices.contains(cursor) else { return }
        marked.formSymmetricDifference([matches[cursor]])
        move(by: lines)
    }

    /// Marks all that match, or takes their marks away where all have one.
    private mutating func markAll() {
        guard picksSeveral else { return }
        if marked.isSuperset(of: matches) { marked.subtract(matches) } else { marked.formUnion(matches) }
    }

    private var withoutLastWord: String {
        var rest = Substring(query)
        while rest.last == " " { rest.removeLast() }
        while let last = rest.last, last != " " { rest.removeLast() }
        return String(rest)
    }

    private mutating func search(_ text: String) {
        guard text != query else { return }
        query = text
        let next = FuzzyQuery(text)
        // A longer query can only find what the shorter one found.
        let candidates = !asked.isEmpty && next.narrows(asked) ? matches : nil
        matches = next == asked ? matches : index.ranked(next, candidates)
        asked = next
        cursor = 0
        top = 0
    }

    private mutating func move(by lines: Int) {
        guard !matches.isEmpty else { return }
        // One step over the end comes to the other end, a page stops there.
        let wraps = abs(lines) == 1
        let next = cursor + lines
        if wraps && next < 0 {
            cursor = matches.count - 1
        } else if wraps && next >= matches.count {
            cursor = 0
        } else {
            cursor = min(max(0, next), matches.count - 1)
        }
        scroll()
    }

    private mutating func scroll() {
        let height = max(1, listHeight)
        if cursor < top { top = cursor }
        if cursor >= top + height { top = cursor - height + 1 }
        top = max(0, min(top, matches.count - height))
    }

    private mutating func accept() {
        if !marked.isEmpty {
            outcome = .pickedSeveral(marked.sorted())
        } else if matches.indices.contains(cursor) {
            outcome = picksSeveral ? .pickedSeveral([matches[cursor]]) : .picked(matches[cursor])
        }
    }
}
