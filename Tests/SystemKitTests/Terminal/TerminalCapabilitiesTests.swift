import SystemKit
import Testing

/// The one rule of colours, and of what a terminal can do.
struct TerminalCapabilitiesTests {
    @Test(arguments: [("xterm", true), ("dumb", false), ("", false), (nil, false)] as [(String?, Bool)])
    func `A terminal that is named moves its cursor, a dumb one doesn't`(kind: String?, movesCursor: Bool) {
        var environment = Environment()
        if let kind { environment.set("TERM", kind) }
        #expect(TerminalCapabilities(environment).movesCursor == movesCursor)
        #expect(
            TerminalCapabilities(environment).isColoured(on: StandardStream(isTerminal: true) { _ in nil })
                == movesCursor)
        #expect(!TerminalCapabilities(environment).isColoured(on: StandardStream { _ in nil }))
    }

    @Test(
        arguments: [
            ([:], true, false), (["NO_COLOR": "1"], false, false), (["NO_COLOR": ""], true, false),
            (["CLICOLOR_FORCE": "1"], true, true), (["CLICOLOR_FORCE": "0"], true, false),
            (["CLICOLOR_FORCE": ""], true, false), (["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], false, false),
        ] as [(KeyValuePairs<String, String>, Bool, Bool)])
    func `Colours are forbidden, else forced, else where they are seen`(
        variables: KeyValuePairs<String, String>, whereVisible: Bool, elsewhere: Bool
    ) {
        let terminal = TerminalCapabilities(Environment(variables))
        #expect(terminal.isColoured(where: true) == whereVisible)
        #expect(terminal.isColoured(where: false) == elsewhere)
    }
}
