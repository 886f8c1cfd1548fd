import PluginKit
import Testing

struct FastArgumentsTests {
    private func read(_ text: String) -> FastArguments? {
        FastArguments(text.split(separator: " ", omittingEmptySubsequences: true).map(String.init)) { spelling in
            switch spelling {
            case "--profile", "-p": .valued("profile")
            case "--json": .flag("json")
            default: nil
            }
        }
    }

    @Test func `Plain calls are read`() throws {
        let words = try #require(read("one -p dev --json two --color=always"))
        #expect(words["profile"] == "dev")
        #expect(words["color"] == "always")
        #expect(words.has("json"))
        #expect(!words.has("quiet"))
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
        let loud = try #require(FastArguments(["-v", "--color", "never"]) { _ in nil })
        #expect(Verbosity(loud) == Verbosity(color: .never, isVerbose: true, isQuiet: false))
        let odd = try #require(FastArguments(["--color", "blue"]) { _ in nil })
        #expect(Verbosity(odd) == nil)
    }
}
