import Engine
import PluginKit
import Testing

@testable import CoreCommands

/// What init refuses.
struct InitPluginTests {
    private let core: CoreHome

    init() throws { core = try CoreHome() }

    @Test(arguments: [
        ["bash", "--prompt", "right"], ["bash", "--cmd", "a b"], ["zsh", "--cmd", "$(x)"], ["fish", "--cmd", ""],
        ["dash"], [], ["zsh", "--prompt", "above"], ["pwsh", "--auto"], ["pwsh", "--prompt", "right"],
        ["nu", "--cmd", "who"], ["nu", "--prompt", "left"], ["pwsh", "--cmd", "a;b"],
    ])
    func `What can't be is a matter of usage`(words: [String]) throws {
        let failure = try #require(throws: Failure.self) {
            try InitPlugin().run(Invocation(rawWords: words.map { Array($0.utf8) }, context: core.context()))
        }
        #expect(failure.status == .usage)
    }
}
