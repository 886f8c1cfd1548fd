import SystemKit
import TestSupport
import Testing

@testable import Engine

/// The guide's page on settings names what awsx's own config takes.
@Suite struct SettingsPageTests {
    private func rows() throws -> [Substring] {
        let path = "\(Workspace.root)/Sources/awsx/awsx.docc/Settings.md"
        let page = try #require(try LocalFiles().read(path, limit: 1 << 20))
        return String(decoding: page, as: UTF8.self).split(separator: "\n").filter { $0.hasPrefix("| `") }
    }

    @Test(arguments: [
        ("[rule NAME]", RuleConditions.keys + RuleEffects.keys), ("[agent]", AgentSettings.keys),
        ("[session NAME]", [SessionSettings.standbyKey, SessionSettings.servicesKey]),
    ])
    func `every key of a section is there, and no other`(section: String, keys: [String]) throws {
        let cells = try rows().compactMap { $0.split(separator: "|").first }.filter { $0.contains("in `\(section)`") }
        let named = cells.flatMap { $0.split(separator: "`").filter { $0.allSatisfy { $0.isLetter || $0 == "-" } } }
        #expect(Set(named.map(String.init)).subtracting(["in"]) == Set(keys))
    }

    @Test func `every section of a name is one that the config can have`() throws {
        let cells = try rows().compactMap { $0.split(separator: "|").first }
        let headers = cells.flatMap { $0.matches(of: /\[([^\]]+)\]/).map { String($0.1) } }
        let sites = ["plugins"]
        #expect(Set(headers).count > 8)
        for header in headers where !sites.contains(header) {
            #expect(OwnConfigSections.isKnown(header.replacing("NAME", with: "x")), "\(header)")
        }
    }
}
