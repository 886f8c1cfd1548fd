import Engine
import Foundation
import SystemKit
import TestSupport
import Testing

/// There is a manual page for each command with all its options, and a reader of such pages finds no fault in them.
@Suite struct ManPagesTests {
    private static let folder = "\(Workspace.root)/shell/man"

    @Test func `every command that help lists has a page, and its options are on it`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        let listed = try #require(try await home.awsx("plugin", "list", "--json").json?["plugins"]?.array)
        let names = listed.filter { $0["place"] == .null }.compactMap { $0["name"]?.string }
        #expect(names.count > 20)
        for name in names {
            let page = try String(contentsOfFile: "\(Self.folder)/awsx-\(name).1", encoding: .utf8)
            let help = try await home.awsx("help", name)
            for option in Set(help.output.matches(of: /--[a-z][a-z-]+/).map { String($0.output) }) {
                #expect(page.replacing("\\-", with: "-").contains(option), "\(name): \(option)")
            }
        }
    }

    @Test func `groff finds no fault`() async throws {
        let pages = try FileManager.default.contentsOfDirectory(atPath: Self.folder)
        #expect(pages.contains("awsx.1"))
        for page in pages {
            for terminal in ["utf8", "ascii"] {
                let outcome = try await Program.run(
                    "/usr/bin/groff", ["-man", "-T\(terminal)", "-Kutf8", "-ww", "-z", "\(Self.folder)/\(page)"])
                #expect(outcome.status == 0 && outcome.error.isEmpty, "\(outcome)")
            }
        }
    }
}
