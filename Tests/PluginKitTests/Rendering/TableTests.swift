import Engine
import PluginKit
import Testing

struct TableTests {
    private static let plain = Style(isColoured: false)

    private func cells(_ texts: [String]) -> [Table.Cell] { texts.map { Table.Cell($0) } }

    @Test func `Columns are as wide as their widest cell, and no line ends in spaces`() {
        let table = Table(head: ["NAME", "STATE"], rows: [["a-long-name", "ok"], ["b", ""]].map(cells))
        #expect(table.text(Self.plain) == "NAME         STATE\na-long-name  ok\nb\n")
    }

    /// Account names as companies have them; letters of the screen, not characters, decide where a column begins.
    @Test(arguments: [
        "日本支社", "データ基盤", "한국 지사", "🚀 launch", "👩‍👩‍👧 family", "🇩🇪 Bonn", "❤\u{fe0f} care", "e\u{301}cole", "กำ",
        "ｱｲｳ", "Ａ", "\u{1112}\u{1161}\u{11ab}", "a\u{200b}b",
    ])
    func `Columns begin where they do in the row above, however wide a name is`(name: String) throws {
        let rows = [["111111111111", name, "Admin"], ["222222222222", "a", "Reader"]]
        let lines = Table(head: ["account", "name", "role"], rows: rows.map(cells)).text(Self.plain)
            .split(separator: "\n")
        let starts = try zip(lines, ["role", "Admin", "Reader"]).map { line, role in
            ColumnWidth.of(line[..<(try #require(line.firstRange(of: role)).lowerBound)])
        }
        #expect(Set(starts) == [14 + max(ColumnWidth.of(name), 4) + 2], "\(lines)")
    }

    @Test(
        arguments: [
            (nil, "*  日本-dev  111111111111  Admin  valid 59m\n"), (39, "*  日本-dev  111111111111  valid 59m\n"),
            (36, "*  日本-dev  111111111111  valid 59m\n"), (35, "*  日本-dev  valid 59m\n"),
            (22, "*  日本-dev  valid 59m\n"), (21, "*  日本-d…  valid 59m\n"), (20, "*  日本-…  valid 59m\n"),
            (17, "*  日…  valid 59m\n"),
        ] as [(Int?, String)])
    func `Where the screen is narrow columns go, and no line is longer`(columns: Int?, expected: String) {
        let table = Table(
            rows: [cells(["*", "日本-dev", "111111111111", "Admin", "valid 59m"])],
            narrowing: .init(columns: columns, dropping: [3, 2], last: 1))
        let text = table.text(Self.plain)
        #expect(text == expected)
        if let columns { #expect(ColumnWidth.of(text.dropLast()) <= columns) }
    }

    @Test func `A column that may be cut is, before any goes`() {
        let table = Table(
            head: ["account", "name", "role"], rows: [cells(["111111111111", "a very long name", "Admin"])],
            narrowing: .init(columns: 32, dropping: [1], shortening: [1: 8], last: 2))
        #expect(table.text(Self.plain) == "account       name         role\n111111111111  a very lon…  Admin\n")
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

    @Test func `Names beside values are as wide as the screen shows them`() {
        #expect(KeyValueList([("日本", "1"), ("abcde", "2")]).text(Self.plain) == "日本   1\nabcde  2\n")
    }

    @Test func `Lines put names beside values`() {
        #expect(KeyValueList([("a", "1"), ("long", "\u{7}")]).text(Self.plain) == "a     1\nlong  \\u{7}\n")
        #expect(KeyValueList([]).text(Self.plain) == "")
    }
}
