import Engine
import Testing

@Suite struct OwnSettingsTests {
    @Test func `the first matching rule with a colour decides`() throws {
        let text = """
            [prompt]
            format = {profile}
            [rule quiet]
            profile = *
            [rule production]
            profile = prod-*
            colour = Red
            [rule rest]
            colour = 208
            """
        let settings = try OwnSettings(parsing: Array(text.utf8), path: "config")
        #expect(settings.format == "{profile}")
        #expect(settings.colour(of: "prod-admin") == Colour(number: 1))
        #expect(settings.colour(of: "dev")?.code == "38;5;208")
        #expect(try OwnSettings(parsing: [], path: "config").colour(of: "dev") == nil)
    }

    @Test(arguments: ["pink", "256", "-1", "31m"])
    func `what is no colour is refused with its line`(colour: String) throws {
        let error = #expect(throws: Failure.self) {
            try OwnSettings(parsing: Array("[rule a]\ncolour = \(colour)\n".utf8), path: "config")
        }
        #expect(error?.place == .file("config", line: 2))
    }
}
