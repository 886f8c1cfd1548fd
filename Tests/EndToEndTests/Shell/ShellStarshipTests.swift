import Foundation
import ShellKit
import TestSupport
import Testing

/// awsx beside the real starship, with the file that awsx comes with and what the guide says of it.
@Suite struct ShellStarshipTests {
    private static func glue() throws -> String {
        try String(contentsOfFile: "\(Workspace.root)/shell/glue/starship.toml", encoding: .utf8)
    }

    /// What the guide says to add to a `format` of one's own.
    private static let variable = "${env_var.AWSX_PROMPT_TEXT}"

    private static let own = """
        add_newline = false
        format = "star<\(variable)>$status READY> "
        [status]
        disabled = false
        format = '\\[$status\\]'

        """

    @Test(arguments: Shell.allCases, [true, false])
    func `its prompt is left alone and has the variables`(shell: Shell, isFirst: Bool) async throws {
        let starship = try await Boto3Python.tool("starship")
        let theirs =
            shell == .fish ? "\(starship) init fish | source" : "eval \"$(\(starship) init \(shell.rawValue))\""
        let export = shell == .fish ? "set -gx AWSX_PROMPT_TEXT ''" : "export AWSX_PROMPT_TEXT"
        // fish says what draws its prompt only once it is there.
        let options = shell == .fish && !isFirst ? "--prompt none" : ""
        try await LivingShell.with(
            shell, before: isFirst ? theirs : "", after: isFirst ? export : "\(theirs)\n\(export)", options: options,
            files: [".config/starship.toml": Self.own + Self.glue()]
        ) { living, _ in
            let first = try await living.type("true")
            #expect(first.contains("star<legacy login needed > READY>"), "\(first)")
            let used = try await living.type("awsx use dev-AdministratorAccess")
            #expect(used.contains("star<dev-AdministratorAccess 10d > READY>"), "\(used)")
            #expect(used.components(separatedBy: "AdministratorAccess 10d").count == 2, "once: \(used)")
            let failed = try await living.type(shell == .fish ? "false" : "! true")
            #expect(failed.contains("10d >[1] READY>"), "\(failed)")
        }
    }

    @Test func `the file can be added to every preset, and each shows the segment as the guide says`() async throws {
        let starship = try await Boto3Python.tool("starship")
        let home = try EndToEndHome()
        defer { home.remove() }
        func shown(_ text: String) async throws -> String {
            try home.write(text, to: ".config/starship.toml")
            let outcome = try await home.run(
                starship, "prompt", setting: ["AWSX_PROMPT_TEXT": "SEEN", "AWS_PROFILE": "legacy"])
            #expect(outcome.status == 0 && !outcome.error.contains("ERROR"), "\(outcome)")
            // Nothing of the file was dropped for a fault.
            #expect(!outcome.error.contains("parse") && !outcome.error.contains("Error in"), "\(outcome)")
            return outcome.output
        }
        let presets = try await home.run(starship, "preset", "--list").output.split(separator: "\n")
        #expect(presets.count > 8, "\(presets)")
        for preset in presets {
            let text = try await home.run(starship, "preset", String(preset)).output
            let top = text.prefix(upTo: (text.firstRange(of: #/(?m)^\[/#) ?? text.endIndex..<text.endIndex).lowerBound)
            let whole = try await shown(text + "\n" + Self.glue())
            // A format that names no variable, nor all that there is, shows none.
            if whole.contains("SEEN") { continue }
            let format = try #require(top.firstRange(of: #/(?m)^format = ("""\n?|")/#), "\(preset) shows no segment")
            var added = text
            added.insert(contentsOf: Self.variable, at: format.upperBound)
            #expect(try await shown(added + "\n" + Self.glue()).contains("SEEN"), "\(preset)")
        }
        #expect(try GuidePage.code("${env_var", on: "\(GuidePage.folder)/YourPrompt.md") == Self.variable)
    }
}
