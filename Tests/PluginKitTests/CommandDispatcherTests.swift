import Engine
import PluginKit
import Testing

struct CommandDispatcherTests {
    private static func words(_ text: String) -> [[UInt8]] { text.split(separator: " ").map { Array($0.utf8) } }

    @Test(arguments: [
        ("", CommandDispatcher.Request.overview), ("--help", .overview), ("-h", .overview), ("help", .overview),
        ("help --help", .overview), ("help -h", .overview), ("--version", .version(isVerbose: false)),
        ("status", .command("status", rest: [])), ("status -p dev", .command("status", rest: words("-p dev"))),
        ("help exec", .command("exec", rest: words("--help"))),
        ("help config dump", .command("config", rest: words("dump --help"))),
        ("-V", .version(isVerbose: false)), ("version", .version(isVerbose: false)),
        ("help version", .version(isVerbose: false)), ("--version --verbose", .version(isVerbose: true)),
        ("version -v", .version(isVerbose: true)), ("--version --quiet", .version(isVerbose: false)),
        ("ls --long", .command("profiles", rest: words("--long"))), ("list", .command("profiles", rest: [])),
        ("help ls", .command("profiles", rest: words("--help"))),
        ("exec -- help", .command("exec", rest: words("-- help"))), ("-x", .command("-x", rest: [])),
    ])
    func `What the words ask for`(text: String, request: CommandDispatcher.Request) {
        #expect(CommandDispatcher.read(Self.words(text)) == request)
    }

    @Test func `Words that are no UTF-8 are passed on as they are`() {
        #expect(CommandDispatcher.read([Array("exec".utf8), [0xff, 0x2d]]) == .command("exec", rest: [[0xff, 0x2d]]))
    }

    @Test(arguments: [
        ("status --json", true), ("--json", true), ("status", false), ("status --jsonx", false),
        ("exec -p dev -- cmd --json", false), ("exec --json -- cmd", true), ("-- --json", false),
    ])
    func `A failure is told as an object where that was asked of us`(text: String, isJSON: Bool) {
        let words = text.split(separator: " ").map(String.init)
        #expect(CommandDispatcher.asksForJSON(words, of: nil) == isJSON)
        #expect(CommandDispatcher.asksForJSON(words, of: Manifest(name: "status", summary: "")) == isJSON)
        #expect(!CommandDispatcher.asksForJSON(words, of: Manifest(name: "exec", summary: "", answersInJSON: false)))
    }

    @Test(arguments: [
        ("status", Style.Choice.auto), ("status --color always", .always), ("status --color=never", .never),
        ("status --color", .auto), ("status --color blue", .auto), ("status --color=", .auto),
        ("exec -- cmd --color always", .auto), ("exec -- cmd --color=always", .auto),
        ("exec --color=always -- cmd --color=never", .always),
    ])
    func `Colours are those that were asked of us`(text: String, choice: Style.Choice) {
        #expect(CommandDispatcher.colour(text.split(separator: " ").map(String.init)) == choice)
    }

    @Test func `A command that isn't there is a matter of usage, with what was meant`() {
        let near = CommandDispatcher.unknown("stauts", among: ["status", "exec"])
        #expect(near.status == .usage)
        #expect(near.hint?.words == "did you mean awsx status? List all: awsx help")
        let several = CommandDispatcher.unknown("conf", among: ["config", "configure"])
        #expect(several.hint?.words == "did you mean awsx config or awsx configure? List all: awsx help")
        let option = CommandDispatcher.unknown("--versoin", among: ["status"])
        #expect(option.status == .usage && option.hint?.words == "did you mean awsx --version?")
        #expect(option.message == "unknown option --versoin before a command")
        let early = CommandDispatcher.unknown("-p", among: ["status"])
        #expect(early.hint?.words.contains("awsx COMMAND [options]") == true)
        #expect(CommandDispatcher.unknown("zzzzz", among: ["status"]).hint?.words == "awsx help")
        #expect(CommandDispatcher.unknown("a b", among: []).message == "there is no command 'a b'")
    }
}
