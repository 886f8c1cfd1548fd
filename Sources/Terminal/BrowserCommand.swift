/// The programs that may show an address, in the order to try them.
package struct BrowserCommand: Sendable, Hashable {
    /// The program and its words, the address among them.
    package let words: [String]

    /// From `BROWSER` as Python's webbrowser reads it (<doc:SignInProtocol>, Opening a browser): a list separated by
    /// colons, each a command line that takes the address in place of `%s` or at its end; a trailing `&` asks for what
    /// is done anyway.
    ///
    /// - Parameter split: word splitting by a shell's rules; nil for unbalanced quotes.
    package static func list(
        variable: String, url: String, split: (String) -> [String]?
    ) -> [BrowserCommand] {
        variable.split(separator: ":").compactMap { entry in
            var words = split(String(entry)) ?? []
            if words.last == "&" { words.removeLast() }
            guard !words.isEmpty else { return nil }
            guard words.dropFirst().contains(where: { $0.contains("%s") }) else {
                return BrowserCommand(words: words + [url])
            }
            let filled = words.dropFirst().map { word in
                word.split(separator: "%s", omittingEmptySubsequences: false).joined(separator: url)
            }
            return BrowserCommand(words: [words[0]] + filled)
        }
    }

    /// What opens addresses where `BROWSER` is not set.
    package static func platformDefaults(url: String) -> [BrowserCommand] {
        #if os(macOS)
            // Not run: macOS opens an address in the default browser by this command.
            [BrowserCommand(words: ["open", url])]
        #else
            // The second is for Linux inside Windows.
            [BrowserCommand(words: ["xdg-open", url]), BrowserCommand(words: ["wslview", url])]
        #endif
    }
}
