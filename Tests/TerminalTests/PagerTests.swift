import Terminal
import Testing

struct PagerTests {
    @Test func `PAGER decides, and less is what there is without it`() {
        #expect(Pager.command(nil) == ["less", "-FRX"])
        #expect(Pager.command("more -d 'a b'") == ["more", "-d", "a b"])
        #expect(Pager.command("") == nil && Pager.command("cat") == nil && Pager.command("less '") == nil)
    }

    @Test func `Rows are counted as the screen breaks them, colours left out`() {
        #expect(Pager.rows(of: "", columns: 10) == 0)
        #expect(Pager.rows(of: "a\n\nb\n", columns: 10) == 3)
        #expect(Pager.rows(of: "1234567890\n", columns: 10) == 1)
        #expect(Pager.rows(of: "12345678901\n", columns: 10) == 2)
        #expect(Pager.rows(of: "日本日本日\n", columns: 10) == 1)
        #expect(Pager.rows(of: "\u{1b}[31m1234567890\u{1b}[0m\n", columns: 10) == 1)
    }
}
