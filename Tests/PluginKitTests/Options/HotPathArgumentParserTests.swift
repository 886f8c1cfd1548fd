import PluginKit
import Testing

struct HotPathArgumentParserTests {
    private func read(_ text: String) -> HotPathArgumentParser? {
        HotPathArgumentParser(text.split(separator: " ", omittingEmptySubsequences: true).map(String.init)) {
            spelling in
            switch spelling {
            case "--profile", "-p": .valued("profile")
            case "--json": .flag("json")
            case "--color": .valued("color")
            case "--verbose", "-v": .flag("verbose")
            case "--quiet", "-q": .flag("quiet")
            default: nil
            }
        }
    }

    @Test func `Plain calls are read`() throws {
        var words = try #require(read("one -p dev --json two --color=always"))
        let profile = words.take("profile")
        let color = words.take("color")
        #expect(profile == "dev" && color == "always")
        #expect(!words.isTaken)
        let isJSON = words.takeFlag("json")
        let isQuiet = words.takeFlag("quiet")
        #expect(isJSON && !isQuiet)
        #expect(words.isTaken)
        let again = words.take("profile")
        #expect(again == nil)
        #expect(words.plain == ["one", "two"])
        #expect(try #require(read("")).plain.isEmpty)
    }

    @Test(arguments: [
        "--help", "-h", "-pdev", "-p=dev", "-p", "--profile", "--profile=", "--profile -q", "-p a --profile b",
        "-p -x", "--profile -x", "--profile=-x", "--profile=--json", "-p --", "-p -", "--color -v", "--color=-v",
        "-p a --json=",
        "-p a -p a", "--json --json", "--json=yes", "-q --quiet", "-qx", "--", "-", "--unknown", "--prof dev",
    ])
    func `Anything else is left to the parser`(text: String) {
        #expect(read(text) == nil)
    }

    @Test func `How loud a command is`() throws {
        var loud = try #require(read("-v --color never"))
        let verbosity = Verbosity(&loud)
        #expect(verbosity == Verbosity(color: .never, isVerbose: true, isQuiet: false))
        #expect(loud.isTaken)
        var odd = try #require(read("--color blue"))
        let none = Verbosity(&odd)
        #expect(none == nil)
    }
}
