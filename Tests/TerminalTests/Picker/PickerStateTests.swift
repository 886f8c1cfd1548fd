import SystemKit
import Terminal
import Testing

/// Keys to states.
struct PickerStateTests {
    private func state(_ count: Int = 50, rows: Int = 12) -> PickerState {
        PickerState(
            (0..<count).map { PickerEntry("p\($0)") }, title: "profile", size: TerminalSize(rows: rows, columns: 40))
    }

    private func pressed(_ keys: [Key], _ start: PickerState) -> PickerState {
        keys.reduce(into: start) { $0.press($1) }
    }

    /// Twelve rows: two of head, four of preview, six entries.
    static let moves: [(keys: [Key], cursor: Int, top: Int)] = [
        ([], 0, 0), ([.down], 1, 0), ([.control("n"), .control("j"), .down], 3, 0), ([.down, .up], 0, 0),
        ([.down, .down, .control("p"), .control("k")], 0, 0), ([.up], 49, 44), ([.up, .down], 0, 0),
        ([.pageDown], 5, 0), ([.pageDown, .pageDown], 10, 5), ([.end], 49, 44), ([.end, .pageDown], 49, 44),
        ([.end, .pageUp], 44, 44), ([.end, .pageUp, .up], 43, 43), ([.end, .home], 0, 0), ([.home, .pageUp], 0, 0),
        ([.pageDown, .down], 6, 1), ([.left, .right, .delete, .control("x")], 0, 0),
    ]

    @Test(arguments: moves)
    func `keys move the cursor, and the list with it`(row: (keys: [Key], cursor: Int, top: Int)) {
        let end = pressed(row.keys, state())
        #expect(end.cursor == row.cursor && end.top == row.top && end.listHeight == 6)
        #expect(end.outcome == nil)
    }

    @Test func `what is typed narrows, and is taken back by character, word and line`() {
        var end = pressed("p1 2".map(Key.character), state())
        #expect(end.query == "p1 2" && end.matches.map { end.index.entries[$0].name } == ["p12", "p21"])
        end.press(.backspace)
        #expect(end.query == "p1 ")
        end.press(.control("w"))
        #expect(end.query.isEmpty && end.matches.count == 50)
        end = pressed("ab cd".map(Key.character) + [.control("w")], state())
        #expect(end.query == "ab ")
        end.press(.control("u"))
        #expect(end.query.isEmpty && end.matches.count == 50)
        end.press(.backspace)
        #expect(end.query.isEmpty)
        end = pressed([.down, .down, .character("p")], state())
        #expect(end.cursor == 0)
        // A mark joins the letter that was typed before it.
        #expect(pressed([.character("e"), .character("\u{301}"), .backspace], state()).query.isEmpty)
    }

    @Test func `enter picks, escape and Ctrl-C don't`() {
        #expect(pressed([.down, .enter], state()).outcome == .picked(1))
        #expect(pressed([.escape], state()).outcome == .cancelled)
        #expect(pressed([.control("d")], state()).outcome == .cancelled)
        #expect(pressed([.character("p"), .control("d")], state()).outcome == nil)
        #expect(pressed([.control("c")], state()).outcome == .interrupted)
        #expect(pressed([.character("z"), .enter], state()).outcome == nil)
        #expect(pressed([.enter, .up], state(0)).outcome == nil)
    }

    @Test func `tab marks nothing`() {
        let end = pressed([.tab, .backTab, .down, .tab], state())
        #expect(end.cursor == 1 && end.outcome == nil)
        #expect(pressed([.tab, .enter], state()).outcome == .picked(0))
        #expect(pressed([.down, .tab, .enter], state()).outcome == .picked(1))
    }

    @Test func `another size keeps the cursor in view`() {
        var end = pressed([.end], state())
        end.resize(TerminalSize(rows: 40, columns: 80))
        #expect(end.cursor == 49 && end.top == 50 - end.listHeight)
        end.resize(TerminalSize(rows: 5, columns: 20))
        #expect(end.cursor == 49 && end.top == 47 && end.listHeight == 3)
        end.resize(TerminalSize(rows: 1, columns: 1))
        #expect(end.cursor == 49 && end.listHeight == 0)
        end.press(.up)
        #expect(end.cursor == 48)
    }

    private func marking(_ count: Int = 5) -> PickerState {
        PickerState(
            (0..<count).map { PickerEntry("p\($0)") }, title: "each", picksSeveral: true,
            size: TerminalSize(rows: 12, columns: 60))
    }

    static let marks: [(keys: [Key], picked: [Int])] = [
        ([.enter], [0]), ([.down, .enter], [1]), ([.tab, .tab, .enter], [0, 1]),
        ([.tab, .up, .tab, .down, .enter], [2]),
        ([.down, .tab, .enter], [1]), ([.end, .backTab, .backTab, .enter], [3, 4]),
        ([.control("a"), .enter], [0, 1, 2, 3, 4]), ([.control("a"), .control("a"), .down, .enter], [1]),
        ([.tab, .character("3"), .tab, .enter], [0, 3]),
        ([.character("3"), .control("a"), .backspace, .down, .enter], [3]),
    ]

    @Test(arguments: marks)
    func `where several may be picked, tab marks them`(row: (keys: [Key], picked: [Int])) {
        #expect(pressed(row.keys, marking()).outcome == .pickedSeveral(row.picked))
    }

    @Test func `marks are seen`() {
        #expect(marking().frame(isColoured: false).lines[1] == "  5/5 · Tab marks, Ctrl-A marks all")
        let lines = pressed([.tab], marking()).frame(isColoured: false).lines
        #expect(lines[1] == "  5/5 · 1 marked" && lines[2] == " *p0" && lines[3] == "> p1")
    }
}
