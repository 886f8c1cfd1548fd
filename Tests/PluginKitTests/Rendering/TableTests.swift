import PluginKit
import Testing

struct TableTests {
    private static let plain = Style(isColoured: false)

    private func cells(_ texts: [String]) -> [Table.Cell] { texts.map { Table.Cell($0) } }

    @Test func `Columns are as wide as their widest cell, and no line ends in spaces`() {
        let table = Table(head: ["NAME", "STATE"], rows: [["a-long-name", "ok"], ["b", ""]].map(cells))
        #expect(table.text(Self.plain) == "NAME         STATE\na-long-name  ok\nb\n")
    }

    @Test func `No rows, no text`() {
        #expect(Table(head: ["A"], rows: []).text(Self.plain) == "")
    }

    @Test func `Cells from outside stay on their line and in their colour`() {
        let table = Table(head: ["A"], rows: [[Table.Cell("x\n\u{1b}[31m", .green)]])
        #expect(table.text(Self.plain) == "A\nx\\u{a}\\u{1b}[31m\n")
        #expect(table.text(Style(isColoured: true)).hasSuffix("\u{1b}[32mx\\u{a}\\u{1b}[31m\u{1b}[0m\n"))
    }

    @Test func `Colours don't count as width`() {
        let table = Table(head: ["A", "B"], rows: [[Table.Cell("x", .red), Table.Cell("y")]])
        #expect(table.text(Style(isColoured: true)).contains("\u{1b}[31mx\u{1b}[0m  y\n"))
    }

    @Test func `Lines put names beside values`() {
        #expect(Lines([("a", "1"), ("long", "\u{7}")]).text(Self.plain) == "a     1\nlong  \\u{7}\n")
        #expect(Lines([]).text(Self.plain) == "")
    }
}
