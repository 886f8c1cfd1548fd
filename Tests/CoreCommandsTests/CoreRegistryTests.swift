import PluginKit
import Testing

@testable import CoreCommands

/// What the core can do.
struct CoreRegistryTests {
    private static let names = CoreRegistry.live.members.map(\.manifest.name)

    @Test func `Every command has a name of its own, and is found by it`() {
        #expect(Set(Self.names).count == Self.names.count)
        for name in Self.names {
            #expect(CoreRegistry.live[name]?.manifest.name == name)
            #expect(CoreRegistry.command(name)?.manifest.name == name)
        }
        #expect(CoreRegistry.live["nothing"] == nil)
    }

    @Test func `The commands that are promised are there`() {
        let promised: Set<String> = [
            "login", "logout", "use", "unuse", "exec", "env", "credential-process", "token", "profiles", "accounts",
            "status", "whoami", "configure", "config", "explain", "doctor", "init", "completion", "prompt", "allow",
            "complete", "plugin",
        ]
        #expect(Set(Self.names).isSuperset(of: promised))
    }

    /// Both are generated; that they are fresh is another test's.
    @Test func `Every command that a person may call has its words, those of awsx-connect too`() throws {
        for plugin in CoreRegistry.live.members where !plugin.manifest.isHidden {
            let words = plugin.manifest.words
            #expect(!words.options.isEmpty && plugin.manifest.group != nil, "\(plugin.name)")
            #expect(words.options.flatMap(\.names).contains("--help"), "\(plugin.name)")
        }
        let connect = CoreRegistry.live.members.filter(\.manifest.needs.network).map(\.name)
        #expect(connect == ["login", "logout", "accounts", "whoami", "configure", "each"])
        let configure = try #require(CoreRegistry.live["configure"])
        #expect(configure.manifest.words.subcommands.map(\.name) == ["sso", "sso-session", "sync"])
    }

    @Test func `Only what scripts alone call is hidden`() {
        #expect(
            CoreRegistry.live.members.filter(\.manifest.isHidden).map(\.manifest.name).sorted() == [
                "run-watch", "shell-hook",
            ])
    }

    /// Where the words may be another program's, or the answer is a shell's, `--json` asks for nothing.
    @Test func `Which commands answer in JSON`() {
        let silent = Set(CoreRegistry.live.members.filter { !$0.manifest.answersInJSON }.map(\.manifest.name))
        #expect(silent.isSuperset(of: ["exec", "init", "completion", "complete", "use", "unuse", "allow"]))
        #expect(
            silent.isDisjoint(with: ["status", "profiles", "env", "explain", "doctor", "token", "config", "plugin"]))
    }
}
