import Engine
import PluginKit
import Testing

@testable import CoreCommands

@Suite struct CommandLineCompleterTests {
    private let core: CoreHome

    init() throws { core = try CoreHome() }

    private func values(_ words: String...) -> [String] {
        let commands = Candidates.Commands(
            builtIn: { CoreRegistry.live.members.map { $0.manifest }.filter { !$0.isHidden } }, external: { [] })
        return CommandLineCompleter(core.context(), commands).candidates(for: words)
            .map { String(decoding: $0.value, as: UTF8.self) }
    }

    @Test func `commands come first, and behind help`() {
        #expect(values("us") == ["use"] && values("help", "us") == ["use"])
        #expect(values("").contains("exec") && values().contains("exec"))
        #expect(values("help", "use", "").isEmpty)
        #expect(values("nothing", "").isEmpty)
        #expect(values("--v") == ["--version"])
    }

    @Test func `words, options and the values of options are the command's own`() {
        #expect(values("use", "o") == ["ops team"])
        #expect(values("status", "dev", "--") == values("status", "--"))
        #expect(values("status", "--c").contains("--check"))
        #expect(values("exec", "-p", "de") == ["dev"] && values("exec", "--profile", "de") == ["dev"])
        #expect(values("exec", "--profile=de") == ["--profile=dev"])
        #expect(values("use", "--region", "eu-west-") == values("use", "dev", "--region", "eu-west-"))
        #expect(values("use", "--region", "eu-west-").contains("eu-west-1"))
        #expect(values("status", "--color", "al") == ["always"])
        #expect(values("status", "--nothing=x").isEmpty)
    }

    @Test func `a subcommand has words of its own`() {
        #expect(values("configure", "s") == ["sso", "sso-session", "sync"])
        #expect(values("configure", "sync", "--pr") == ["--prune"])
        #expect(values("configure", "sso", "--pru").isEmpty)
        #expect(values("config", "d") == ["dump"])
    }

    @Test(arguments: [["exec", "--", ""], ["exec", "aws", ""], ["exec", "-p", "dev", "aws", "s"]])
    func `the words of another command are left to the shell`(words: [String]) {
        let commands = Candidates.Commands(builtIn: { CoreRegistry.live.members.map { $0.manifest } }, external: { [] })
        #expect(CommandLineCompleter(core.context(), commands).candidates(for: words).isEmpty)
    }
}
