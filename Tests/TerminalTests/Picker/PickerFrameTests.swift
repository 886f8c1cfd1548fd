import Engine
import SystemKit
import Testing

@testable import Terminal

/// What is on the screen, as text.
struct PickerFrameTests {
    private static let entries = [
        PickerEntry(
            "shop-prod-Admin", detail: "Web Shop (111111111111) · Admin", state: "3h05m", tone: .good,
            preview: ["AWS_PROFILE=shop-prod-Admin", "account 111111111111, role Admin", "region eu-west-1"]),
        PickerEntry("data-日本", detail: "データ (222222222222) · ReadOnly", state: "login", tone: .bad),
        PickerEntry("e\u{301}vil\u{1b}[31m", detail: "a\u{202e}b\r\nc", state: "renewable", tone: .pending),
    ]

    private func frame(
        _ keys: [Key] = [], _ entries: [PickerEntry] = entries, rows: Int, columns: Int
    ) -> PickerFrame {
        var state = PickerState(
            entries, title: "profile", size: TerminalSize(rows: rows, columns: columns))
        for key in keys { state.press(key) }
        return state.frame(isColoured: false)
    }

    @Test func `a screen of 80 by 12`() {
        let frame = frame(rows: 12, columns: 80)
        #expect(
            frame.lines == [
                "profile> ",
                "  3/3",
                "> shop-prod-Admin  Web Shop (111111111111) · Admin                     3h05m",
                "  data-日本        データ (222222222222) · ReadOnly                    login",
                "  évil\\u{1b}[31m   a\\u{202e}b\\u{d}\\u{a}c                               renewable",
                "", "", "",
                String(repeating: "─", count: 80),
                "  AWS_PROFILE=shop-prod-Admin",
                "  account 111111111111, role Admin",
                "  region eu-west-1",
            ])
        #expect(frame.cursor == (0, 9))
    }

    @Test func `a screen of 40 by 10, without room for a preview`() {
        let frame = frame([.tab, .character("a")], rows: 10, columns: 40)
        #expect(
            frame.lines == [
                "profile> a",
                "  3/3",
                "> shop-prod-Admin  Web Shop …  3h05m",
                "  data-日本        データ (2…  login",
                "  évil\\u{1b}[31m   a\\u{202e}…  renewable",
                "", "", "", "", "",
            ])
        #expect(frame.cursor == (0, 10))
    }

    /// A preview from twelve lines on: a third of the screen, six lines with its rule at most.
    @Test(arguments: [(1, 0, 0), (2, 1, 0), (3, 1, 0), (11, 9, 0), (12, 6, 4), (15, 8, 5), (18, 10, 6), (60, 52, 6)])
    func `how the screen is shared`(rows: Int, list: Int, preview: Int) {
        let layout = PickerLayout(TerminalSize(rows: rows, columns: 80))
        #expect(layout.list == list && layout.preview == preview)
    }

    @Test func `nothing found, nothing there`() {
        #expect(frame([.character("z")], rows: 4, columns: 40).lines[1] == "  0/3 · nothing matches; Ctrl-U clears")
        #expect(frame([], [], rows: 4, columns: 40).lines[1] == "  0/0 · nothing to choose from")
    }

    @Test(arguments: [(1, 1), (2, 3), (3, 10), (10, 40), (24, 80), (60, 200)])
    func `no line is wider than the screen, no screen higher`(rows: Int, columns: Int) {
        var entries = Self.entries
        for number in 0..<100 {
            entries.append(
                PickerEntry(
                    String(repeating: "n日", count: number), detail: String(repeating: "👩‍👩‍👧", count: number % 50),
                    state: String(repeating: "s", count: number % 20), preview: [String(repeating: "x", count: 300)]))
        }
        for keys in [
            [], [.end], [.pageDown, .character("n")], "a very long query that does not fit".map(Key.character),
        ] as [[Key]] {
            let frame = frame(keys, entries, rows: rows, columns: columns)
            #expect(frame.lines.count <= rows)
            for line in frame.lines { #expect(ColumnWidth.of(line) <= columns, "\(line)") }
            #expect(frame.cursor.column < columns)
        }
    }

    @Test func `colours change no letter`() {
        var state = PickerState(Self.entries, title: "p", size: TerminalSize(rows: 12, columns: 60))
        state.press(.down)
        let plain = state.frame(isColoured: false).lines
        let coloured = state.frame(isColoured: true).lines
        #expect(coloured != plain)
        #expect(coloured.map { $0.replacing(/\u{1b}\[[0-9]+m/, with: "") } == plain)
    }
}
