import Terminal
import Testing

/// `BROWSER` as Python's webbrowser reads it.
struct BrowserCommandTests {
    private func words(_ variable: String) -> [[String]] {
        BrowserCommand.list(variable: variable, url: "https://x/?a=b") { $0.split(separator: " ").map(String.init) }
            .map(\.words)
    }

    @Test func `the address goes where it is asked for, or at the end`() {
        #expect(words("w3m") == [["w3m", "https://x/?a=b"]])
        #expect(
            words("open -u %s -b:lynx &") == [["open", "-u", "https://x/?a=b", "-b"], ["lynx", "https://x/?a=b"]])
        #expect(words("").isEmpty && words("&").isEmpty)
    }
}
