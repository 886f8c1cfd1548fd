import Testing

@testable import Terminal

/// The line of a long wait.
struct ProgressTextTests {
    @Test func `a wait of unknown length turns and counts seconds`() {
        #expect(ProgressText("the browser").line(after: 0, columns: 40) == "⠋ the browser · 0s")
        #expect(ProgressText("the browser").line(after: 75.1, columns: 40) == "⠙ the browser · 1m")
        #expect(ProgressText("a\u{1b}[2J").line(after: 1, columns: 40) == "⠋ a\\u{1b}[2J · 1s")
        var text = ProgressText("listing roles")
        text.done = 40
        #expect(text.line(after: 3.2, columns: 40) == "⠹ listing roles 40 · 3s")
        #expect(text.line(after: 3.2, columns: 10) == "⠹ listing…")
    }

    @Test func `of so many so many, and how long it will take`() {
        var text = ProgressText("roles", total: 200)
        #expect(text.line(after: 2, columns: 60) == "⠋ roles ────────────────────────────── 0/200")
        #expect(text.remaining(after: 2) == nil)
        text.done = 50
        #expect(text.remaining(after: 10) == 30)
        #expect(text.line(after: 10, columns: 60) == "⠋ roles ━━━━━━━─────────────────────── 50/200 · 30s left")
        #expect(text.line(after: 10, columns: 30) == "⠋ roles 50/200 · 30s left")
        text.done = 200
        #expect(text.remaining(after: 40) == 0)
        text.done = 300
        #expect(text.remaining(after: 40) == nil)
        #expect(text.line(after: 40, columns: 60) == "⠋ roles ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 300/200")
    }
}
