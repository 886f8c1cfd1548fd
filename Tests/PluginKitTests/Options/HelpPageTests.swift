import ArgumentParser
import Foundation
import Testing

@testable import PluginKit

/// How a help page stands on the screen.
struct HelpPageTests {
    private struct Command: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "sample", abstract: "A sample.")

        @OptionGroup var profile: ProfileOptions
        @Option(help: "Where.") var place: String
        @OptionGroup(title: "Less than all") var login: NoLoginOption
        @OptionGroup var json: JSONOption
        @OptionGroup var common: CommonOptions
    }

    @Test(arguments: [
        ("awsx env [<options>] [<profile>]", "awsx env [options] [PROFILE]"),
        ("awsx config <subcommand>", "awsx config COMMAND"), ("awsx sync <options>", "awsx sync [options]"),
        ("awsx plugin list [--json] [--color <color>] [--quiet]", "awsx plugin list [options]"),
        ("awsx exec [options] [--] [COMMAND [ARGUMENT…]]", "awsx exec [options] [--] [COMMAND [ARGUMENT…]]"),
        ("awsx init <shell>\n  [--auto]", "awsx init [options] SHELL"),
        ("awsx x --place <place> <word> ...", "awsx x --place PLACE WORD ..."), ("awsx unuse", "awsx unuse"),
    ])
    func `The usage is one short line`(usage: String, shown: String) { #expect(HelpPage.usage(usage) == shown) }

    @Test func `Words come first, then options, titled ones, and what all commands take`() {
        let page = Command.awsxHelp
        let titles = page.split(separator: "\n").filter { $0.hasSuffix(":") && $0.first != " " }.map(String.init)
        #expect(titles == ["ARGUMENTS:", "OPTIONS:", "LESS THAN ALL:", "COMMON OPTIONS:"], "\(page)")
        let parts = page.components(separatedBy: "COMMON OPTIONS:")
        for name in HelpPage.commonOptions {
            #expect(!parts[0].contains("--\(name)") && parts[1].contains("--\(name)"), "\(name)")
        }
        #expect(page.contains("\nUSAGE: awsx sample "))
        #expect(page.contains("\n  PROFILE                 The profile (default: the active profile)."), "\(page)")
        #expect(!page.contains("<profile-word>"))
    }
}
