import PluginKit
import SystemKit
import Testing

struct StyleTests {
    /// Choice, variables, whether there is a terminal; whether colours are used.
    @Test(
        arguments: [
            (.auto, ["TERM=xterm"], true, true), (.auto, ["TERM=xterm"], false, false),
            (.auto, ["TERM=dumb"], true, false),
            (.auto, [], true, false), (.auto, ["TERM="], true, false),
            (.auto, ["TERM=xterm", "NO_COLOR=1"], true, false),
            (.auto, ["TERM=xterm", "NO_COLOR="], true, true), (.auto, ["CLICOLOR_FORCE=1"], false, true),
            (.auto, ["CLICOLOR_FORCE=0"], false, false), (.auto, ["CLICOLOR_FORCE="], false, false),
            (.auto, ["CLICOLOR_FORCE=1", "NO_COLOR=1"], true, false),
            (.auto, ["CLICOLOR_FORCE=1", "TERM=dumb"], true, true),
            (.always, ["NO_COLOR=1", "TERM=dumb"], false, true),
            (.never, ["CLICOLOR_FORCE=1", "TERM=xterm"], true, false),
        ] as [(Style.Choice, [String], Bool, Bool)])
    func `Whether text is coloured`(choice: Style.Choice, variables: [String], isTerminal: Bool, isColoured: Bool) {
        let environment = Environment(blocks: variables.map { Array($0.utf8) })
        let stream = StandardStream(isTerminal: isTerminal) { _ in nil }
        let style = Style.choose(choice, TerminalCapabilities(environment), on: stream)
        #expect(style == Style(isColoured: isColoured))
    }

    @Test func `Paint is put on text only, and taken off again`() {
        #expect(Style(isColoured: true).paint("x", .green) == "\u{1b}[32mx\u{1b}[0m")
        #expect(Style(isColoured: true).paint("", .green) == "")
        #expect(Style(isColoured: false).paint("x", .green) == "x")
    }
}
