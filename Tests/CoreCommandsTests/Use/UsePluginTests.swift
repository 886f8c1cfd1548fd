import Engine
import PluginKit
import Testing

@testable import CoreCommands

/// What use and unuse say where the shell doesn't know awsx.
struct UsePluginTests {
    private let core: CoreHome

    init() throws { core = try CoreHome() }

    @Test(arguments: [
        ("/bin/bash", "~/.bashrc", "eval \"$(awsx init bash)\""),
        ("/usr/bin/zsh", "~/.zshrc", "eval \"$(awsx init zsh)\""),
        ("/usr/bin/fish", "~/.config/fish/config.fish", "status is-interactive; and awsx init fish | source"),
        ("/bin/dash", "~/.bashrc", "eval \"$(awsx init bash)\""),
    ])
    func `The line to add is that of the shell in use`(shell: String, file: String, line: String) throws {
        for (plugin, words) in [(UsePlugin.use, ["dev"]), (UsePlugin.unuse, [])] {
            let failure = try #require(throws: Failure.self) {
                try plugin.run(
                    Invocation(rawWords: words.map { Array($0.utf8) }, context: core.context(["SHELL": shell])))
            }
            #expect(failure.status == .usage)
            #expect(failure.hint?.words == "add this line to \(file) and open a new shell: \(line)")
            #expect(failure.message.hasPrefix("awsx \(plugin.manifest.name) needs awsx's shell integration"))
        }
    }

    @Test func `Help is text, and wrong words are wrong`() throws {
        #expect(throws: HelpOrVersionText.self) { try UsePlugin.use.run(core.invocation("--help")) }
        let failure = try #require(throws: Failure.self) { try UsePlugin.unuse.run(core.invocation("dev")) }
        #expect(failure.hint?.words == "awsx unuse --help")
        let two = try #require(throws: Failure.self) { try UsePlugin.use.run(core.invocation("a", "b")) }
        #expect(two.hint?.words == "awsx use --help")
    }

    @Test func `A lone dash is a word, the profile before`() throws {
        #expect(try UseArguments.understand(["-"]).profile.name == "-")
        let arguments = try UseArguments.understand(["dev", "--region", "eu-west-1", "--login", "--export-keys"])
        #expect(arguments.region == "eu-west-1" && arguments.login && arguments.exportKeys)
    }
}
