import Engine
import SystemKit
import TestSupport
import Testing

@testable import CoreCommands

/// The segment in the spelling of each that shows it.
struct PromptDialectTests {
    private let core: CoreHome

    init() throws {
        core = try CoreHome(CoreHome.config.replacing("[profile dev]", with: "[profile d%F#v]"))
        try core.home.folder.put("[rule x]\nprofile = d*\ncolour = 208\n", at: ".config/awsx/config")
    }

    private func text(_ form: PromptDialect, _ variables: KeyValuePairs<String, String> = [:]) throws -> String {
        let context = core.context(["AWS_PROFILE": "d%F#v", "TERM": "xterm", "LANG": "C.UTF-8"])
        var environment = context.environment
        for (name, value) in variables { environment.set(name, value) }
        let segment = PromptSegment.load(context.with(environment: environment))
        return form.text(segment, at: core.home.clock.now, on: TerminalCapabilities(environment))
    }

    @Test(arguments: [
        (PromptDialect.plain, "d%F#v 5m"), (.starship, "d%F#v 5m"), (.zsh, "%F{208}d%%F#v 5m%f"),
        (.bash, "\u{1}\u{1b}[38;5;208m\u{2}d%F#v 5m\u{1}\u{1b}[0m\u{2}"), (.fish, "\u{1b}[38;5;208md%F#v 5m\u{1b}[0m"),
        (.tmux, "#[fg=colour208]d%F##v 5m#[default]"),
    ])
    func `Each spells colour and marks in its own way`(form: PromptDialect, shown: String) throws {
        try core.home.sign(in: .corp, endsIn: 300)
        #expect(try text(form) == shown)
    }

    @Test(arguments: [
        (PromptDialect.zsh, "d%%F#v 5m"), (.bash, "d%F#v 5m"), (.fish, "d%F#v 5m"), (.tmux, "d%F##v 5m"),
        (.plain, "d%F#v 5m"),
    ])
    func `Without colour what must not be read as more is spelt all the same`(form: PromptDialect, shown: String) throws
    {
        try core.home.sign(in: .corp, endsIn: 300)
        #expect(try text(form, ["NO_COLOR": "1"]) == shown)
        // tmux shows its own colours, whatever terminal the command runs on.
        let dumb = form == .tmux ? "#[fg=colour208]\(shown)#[default]" : shown
        #expect(try text(form, ["TERM": "dumb"]) == dumb)
        #expect(try text(form, ["NO_COLOR": "1", "CLICOLOR_FORCE": "1"]) == shown)
    }

    @Test(arguments: PromptDialect.allCases)
    func `Colour that is forced is shown on a terminal that has none`(form: PromptDialect) throws {
        try core.home.sign(in: .corp, endsIn: 300)
        let forced = try text(form, ["TERM": "dumb", "CLICOLOR_FORCE": "1"])
        #expect(try forced == text(form))
        #expect(try (forced == text(form, ["NO_COLOR": "1"])) == [.plain, .starship, .json].contains(form))
    }

    @Test(arguments: PromptDialect.allCases)
    func `Nothing to show is nothing at all, and JSON says so`(form: PromptDialect) throws {
        let context = core.context()
        let segment = PromptSegment.load(context)
        let shown = form.text(segment, at: core.home.clock.now, on: context.terminal)
        if form == .json {
            let json = try #require(JSON(Array(shown.utf8)))
            #expect(json["state"]?.string == "none" && json["text"]?.string == "" && json["secondsLeft"] == .null)
        } else {
            #expect(shown.isEmpty)
        }
    }

    @Test func `For programs the state, the text and what they are made of`() throws {
        try core.home.sign(in: .corp, endsIn: 300)
        let json = try #require(JSON(Array(try text(.json, ["AWS_REGION": "us-east-1"]).utf8)))
        #expect(json["state"]?.string == "valid" && json["secondsLeft"]?.integer == 300)
        #expect(json["profile"]?.string == "d%F#v" && json["accountId"]?.string == "111111111111")
        #expect(json["roleName"]?.string == "Admin" && json["region"]?.string == "us-east-1")
        #expect(json["colour"]?.integer == 208 && json["leftoverKeys"] == .bool(false))
        #expect(json["text"]?.string == "d%F#v us-east-1 5m")
    }
}
