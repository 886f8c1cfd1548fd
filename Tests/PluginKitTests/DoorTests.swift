import Engine
import PluginKit
import Testing

struct DoorTests {
    private static func words(_ text: String) -> [[UInt8]] { text.split(separator: " ").map { Array($0.utf8) } }

    @Test(arguments: [
        ("", Door.Request.overview), ("--help", .overview), ("-h", .overview), ("help", .overview),
        ("help --help", .overview), ("help -h", .overview), ("--version", .version),
        ("status", .command("status", rest: [])), ("status -p dev", .command("status", rest: words("-p dev"))),
        ("help exec", .command("exec", rest: words("--help"))),
        ("help config dump", .command("config", rest: words("dump --help"))),
        ("exec -- help", .command("exec", rest: words("-- help"))), ("-x", .command("-x", rest: [])),
    ])
    func `What the words ask for`(text: String, request: Door.Request) {
        #expect(Door.read(Self.words(text)) == request)
    }

    @Test func `Words that are no UTF-8 are passed on as they are`() {
        #expect(Door.read([Array("exec".utf8), [0xff, 0x2d]]) == .command("exec", rest: [[0xff, 0x2d]]))
    }

    @Test func `A command that isn't there is a matter of usage, with what was meant`() {
        let near = Door.unknown("stauts", among: ["status", "exec"])
        #expect(near.status == .usage)
        #expect(near.hint == "did you mean awsx status? All: awsx help")
        #expect(Door.unknown("zzzzz", among: ["status"]).hint == "awsx help")
        #expect(Door.unknown("a b", among: []).message == "there is no command 'a b'")
    }
}
