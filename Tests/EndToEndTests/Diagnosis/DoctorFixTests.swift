import Engine
import TestSupport
import Testing

/// `awsx doctor --fix`: shown first, asked, then done, and nothing else.
@Suite struct DoctorFixTests {
    /// A home with a token file that others can read, a copy of it, and a credentials file that others can read.
    private func spoiled() throws -> EndToEndHome {
        let home = try EndToEndHome()
        try home.writeToken("AT", secondsLeft: 3600, refreshToken: "RT")
        try home.write(try home.read(EndToEndHome.tokenFile), to: Self.copy)
        try home.write(
            "[keys]\naws_access_key_id = AKIA\naws_secret_access_key = s\n", to: ".aws/credentials", mode: 0o644)
        try home.write(try home.read(EndToEndHome.tokenFile), to: EndToEndHome.tokenFile, mode: 0o644)
        // Another tool's, which nobody may touch.
        try home.write(#"{"kind": "of another tool"}"#, to: Self.foreign)
        return home
    }

    private static let copy = ".aws/sso/cache/copy.json"
    private static let foreign = ".aws/sso/cache/foreign.json"

    private func fixes(_ outcome: ProgramOutcome) -> [String] {
        (outcome.json?["findings"]?.array ?? []).compactMap { $0["fix"]?.string }
    }

    private func expectSpoiled(_ home: EndToEndHome, sourceLocation: Testing.SourceLocation = #_sourceLocation) throws {
        #expect(try home.modes()[EndToEndHome.tokenFile] == 0o644, sourceLocation: sourceLocation)
        #expect(try home.modes()[".aws/credentials"] == 0o644, sourceLocation: sourceLocation)
        #expect(try home.modes()[Self.copy] == 0o600, sourceLocation: sourceLocation)
    }

    private func expectMended(_ home: EndToEndHome, sourceLocation: Testing.SourceLocation = #_sourceLocation) throws {
        #expect(try home.modes()[EndToEndHome.tokenFile] == 0o600, sourceLocation: sourceLocation)
        #expect(try home.modes()[".aws/credentials"] == 0o600, sourceLocation: sourceLocation)
        #expect(try home.modes()[Self.copy] == nil, sourceLocation: sourceLocation)
        #expect(try home.read(Self.foreign).contains("another tool"), sourceLocation: sourceLocation)
        #expect(try home.read(EndToEndHome.tokenFile).contains("\"AT\""), sourceLocation: sourceLocation)
    }

    @Test func `without leave and without a person nothing is done`() async throws {
        let home = try spoiled()
        defer { home.remove() }
        let run = try await home.awsx("doctor", "--fix", "--offline")
        #expect(run.status == 64, "\(run)")
        #expect(run.error.contains("chmod 600 \(home.path)/\(EndToEndHome.tokenFile)"), "\(run)")
        #expect(run.error.contains("rm \(home.path)/\(Self.copy)"), "\(run)")
        #expect(run.error.contains("--yes"), "\(run)")
        try expectSpoiled(home)
    }

    @Test func `with leave it is shown, done and told`() async throws {
        let home = try spoiled()
        defer { home.remove() }
        #expect(fixes(try await home.awsx("doctor", "--json", "--offline")).count == 3)
        let run = try await home.awsx("doctor", "--fix", "--yes", "--json", "--offline")
        #expect(run.status == 1, "keys and the legacy profile are left: \(run)")
        #expect(run.error.contains("rm \(home.path)/\(Self.copy)"), "\(run)")
        let fixed = run.json?["fixed"]?.array ?? []
        #expect(fixed.count == 3 && fixed.allSatisfy { $0["done"]?.bool == true }, "\(run)")
        #expect(fixes(run).isEmpty, "\(run)")
        try expectMended(home)
        let again = try await home.awsx("doctor", "--fix", "--json", "--offline")
        #expect(again.json?["fixed"]?.array?.isEmpty == true, "\(again)")
        #expect(!again.error.contains("--fix will run"), "\(again)")
    }

    @Test func `what changed while a person was asked stays`() async throws {
        let home = try spoiled()
        defer { home.remove() }
        let terminal = try home.terminal("doctor", "--fix", "--offline")
        defer { terminal.end() }
        _ = try await terminal.expect("Continue? [y/N]")
        // The copy is none any more: another tool signed in under its name.
        try home.write(try home.read(EndToEndHome.tokenFile).replacing("\"AT\"", with: "\"AT-OTHER\""), to: Self.copy)
        terminal.send("y\n")
        #expect(await terminal.wait() == 1, "\(terminal.text)")
        #expect(try home.read(Self.copy).contains("AT-OTHER"))
        #expect(try home.modes()[EndToEndHome.tokenFile] == 0o600)
        #expect(try home.modes()[".aws/credentials"] == 0o600)
    }

    @Test(arguments: [("n\n", false), ("\n", false), ("y\n", true)])
    func `a person is asked`(answer: String, isMended: Bool) async throws {
        let home = try spoiled()
        defer { home.remove() }
        let terminal = try home.terminal("doctor", "--fix", "--offline")
        defer { terminal.end() }
        let shown = try await terminal.expect("Continue? [y/N]")
        // What was found is read before it is agreed to.
        #expect(shown.contains("[file-too-open]") && shown.contains("--fix will run"), "\(shown)")
        try expectSpoiled(home)
        terminal.send(answer)
        #expect(await terminal.wait() == 1, "\(terminal.text)")
        #expect(terminal.text.contains("nothing was changed") != isMended, "\(terminal.text)")
        if isMended { try expectMended(home) } else { try expectSpoiled(home) }
    }
}
