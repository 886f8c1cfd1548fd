import PluginKit
import Testing

struct PluginExecutableTests {
    private let manifest = Manifest(
        name: "x", kinds: [.command, .provider, .hook], summary: "s", hooks: [.preExec, .preUse],
        executables: [
            PluginExecutable("awsx-x-hook", kinds: [.hook]),
            PluginExecutable("awsx-x.exec", hooks: [.preExec]),
            PluginExecutable("awsx-x-do", subcommands: ["do", "undo"]),
        ])

    @Test(
        arguments: [
            (.command(subcommand: nil), "awsx-x"), (.command(subcommand: "other"), "awsx-x"),
            (.command(subcommand: "undo"), "awsx-x-do"), (.completion(subcommand: "do"), "awsx-x-do"),
            (.completion(subcommand: nil), "awsx-x"), (.provider, "awsx-x"), (.hook(.preExec), "awsx-x.exec"),
            (.hook(.preUse), "awsx-x-hook"),
        ] as [(PluginCall, String)])
    func `The program for just that call is run, else the one for its kind, else the main one`(
        call: PluginCall, file: String
    ) {
        #expect(manifest.executable(for: call) == file)
    }

    @Test func `Every file that may be run is known, each once`() {
        #expect(manifest.allExecutables == ["awsx-x", "awsx-x.exec", "awsx-x-hook", "awsx-x-do"])
        let provider = Manifest(
            name: "x", kinds: [.provider], summary: "s", executables: [PluginExecutable("awsx-x-p", kinds: [.provider])]
        )
        #expect(provider.allExecutables == ["awsx-x-p"])
    }

    @Test(arguments: [
        ("awsx-x", true), ("awsx-x-hook", true), ("awsx-x.py", true), ("awsx-x-a.b-1", true), ("awsx-y", false),
        ("awsx-xy", false), ("awsx-x/../y", false), ("awsx-x-../../sh", false), ("../awsx-x", false), ("", false),
        ("awsx-x.json", false), ("awsx-x-hook.json", false), ("awsx-x-", false), ("awsx-x.", false),
        ("awsx-x-A", false), ("awsx-x é", false), ("awsx-x-" + String(repeating: "a", count: 300), false),
    ])
    func `A program is a name beside the manifest`(file: String, isFile: Bool) {
        #expect(PluginExecutable.isFile(file, of: "x") == isFile)
    }

    @Test(
        arguments: [
            (nil, .command(subcommand: nil), nil), (nil, .provider, 5000), (nil, .hook(.preUse), 2000),
            (nil, .completion(subcommand: nil), 500), (9, .provider, 9), (9, .completion(subcommand: "a"), 9),
            (300_000, .provider, 300_000), (300_000, .hook(.onDenied), 30_000),
            (300_000, .completion(subcommand: nil), 2000),
        ] as [(Int64?, PluginCall, Int64?)])
    func `A deadline is as asked for, within the bounds of the call`(asked: Int64?, call: PluginCall, deadline: Int64?)
    {
        let manifest = Manifest(name: "x", summary: "s", deadlineMilliseconds: asked)
        #expect(manifest.deadline(for: call) == deadline)
    }
}
