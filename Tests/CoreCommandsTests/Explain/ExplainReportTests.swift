import Engine
import PluginKit
import SystemKit
import TestSupport
import Testing

@testable import CoreCommands

/// An explanation's parts, as a person reads them.
struct ExplainReportTests {
    private func answer(_ config: String, profile: String = "dev") throws -> (answer: ExplainReport, home: TestHome) {
        let core = try CoreHome(config)
        let explanation = IdentityExplanation.of(
            IdentityRequest(profile: profile), service: nil, in: core.context())
        return (
            ExplainReport(explanation: explanation, time: LocalTime(core.home.clock.clock), home: core.home.path),
            core.home
        )
    }

    private func part(_ title: String, _ text: String) -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard let start = lines.firstIndex(of: title) else { return [] }
        return Array(lines[(start + 1)...].prefix { !$0.isEmpty })
    }

    @Test func `Settings stand in columns, however wide a value is`() throws {
        let config = CoreHome.config.replacing("sso_role_name = Admin\nregion", with: "sso_role_name = 管理者\nregion")
        let text = try answer(config).answer.text(Style(isColoured: false))
        // A table for each section, under the section's line.
        let tables = part("Settings", text).split { !$0.hasPrefix("    ") }
        let table = try #require(tables.first { $0.contains { $0.contains("管理者") } })
        let starts = try table.map { line in
            ColumnWidth.of(line[..<(try #require(line.firstRange(of: "~/.aws/config")).lowerBound)])
        }
        #expect(starts.count >= 3 && Set(starts).count == 1, "\(text)")
    }

    @Test func `Paths below the home folder are as a shell would take them`() throws {
        let (answer, home) = try answer(CoreHome.config)
        #expect(!answer.text(Style(isColoured: false)).contains("\(home.path)/.aws"))
        #expect(answer.json["files"]?.array?.first?["path"]?.string == "\(home.path)/.aws/config")
        let unshortened = ExplainReport(explanation: answer.explanation, time: answer.time, home: nil)
        #expect(unshortened.text(Style(isColoured: false)).contains("\(home.path)/.aws/config"))
        let rooted = ExplainReport(explanation: answer.explanation, time: answer.time, home: "/")
        #expect(rooted.text(Style(isColoured: false)) == unshortened.text(Style(isColoured: false)))
    }

    /// A link of a chain has one line of 80 columns, else one for each of its parts.
    @Test(arguments: [(40, 1), (41, 2), (80, 2)])
    func `A link that is wider than a screen is told line by line`(length: Int, lines: Int) throws {
        let name = String(repeating: "a", count: length)
        let config = "[profile dev]\ncredential_process = \(name)\n"
        let chain = part("Role chain, outermost role first", try answer(config).answer.text(Style(isColoured: false)))
        #expect(chain.count == lines, "\(chain)")
        #expect(chain.count > 1 || chain.allSatisfy { ColumnWidth.of($0) <= 80 })
    }

    @Test func `Wide letters count as the screen shows them`() throws {
        let name = String(repeating: "日", count: 40)
        let config = "[profile dev]\ncredential_process = \(name)\n"
        let chain = part("Role chain, outermost role first", try answer(config).answer.text(Style(isColoured: false)))
        #expect(chain.count == 2, "\(chain)")
    }

    @Test func `Cache files tell until when they serve, to the second`() throws {
        let core = try CoreHome()
        func caches(_ left: Int64) throws -> [String] {
            try core.home.sign(in: .corp, endsIn: left, refreshToken: nil)
            let explanation = IdentityExplanation.of(
                IdentityRequest(profile: "dev"), service: nil, in: core.context())
            let text = ExplainReport(
                explanation: explanation, time: LocalTime(core.home.clock.clock), home: core.home.path
            )
            .text(Style(isColoured: false))
            return part("Cache files", text).filter { $0.contains("token of") }
        }
        #expect(try caches(1) == ["  ✓ token of session corp: until 00:00 (1s left)"])
        #expect(try caches(0) == ["  · token of session corp: expired 00:00 (0s ago)"])
    }

    @Test func `A fault is told with what could be read, for programs with its status`() throws {
        let (answer, _) = try answer("[profile dev]\nregion\n")
        #expect(answer.json["error"]?["status"]?.integer == 78)
        let place = answer.json["error"]?["place"]
        #expect(place?["file"]?.string?.hasSuffix("/.aws/config") == true && place?["line"]?.integer == 2)
        #expect(answer.text(Style(isColoured: false)).contains("provider"))
    }
}
