import Foundation
import PluginKit
import Testing

struct HelpTests {
    @Test func `Every command is listed once, plugins apart, and harmless`() {
        let groups: [(String, HelpGroup?)] = [("exec", .credentials), ("login", .signIn), ("unheard-of", nil)]
        let builtIn = groups.map { Manifest(name: $0, summary: "does \($0)", group: $1) }
        let text = Help.overview(
            builtIn: builtIn, external: [Manifest(name: "ecr", summary: "evil\u{1b}[31m")], Style(isColoured: false))
        for manifest in builtIn {
            #expect(text.split(separator: "\n").filter { $0.hasPrefix("  \(manifest.name) ") }.count == 1)
        }
        #expect(text.contains("\nMore\n  unheard-of"))
        #expect(text.contains("\nPlugins\n  ecr                   evil\\u{1b}[31m\n"))
        #expect(!text.contains("\u{1b}"))
    }

    @Test func `Summaries begin at one column`() {
        let plugins = [Manifest(name: "日本", summary: "one"), Manifest(name: "a-name-of-22-columns-..", summary: "two")]
        let text = Help.overview(builtIn: [], external: plugins, Style(isColoured: false))
        #expect(text.contains("\n  日本\(String(repeating: " ", count: 18))one\n"))
        #expect(text.contains("\n  a-name-of-22-columns-..  two\n"))
    }

    @Test func `Groups without members are left out`() {
        let text = Help.overview(builtIn: [], external: [], Style(isColoured: false))
        #expect(!text.contains("Plugins"))
        #expect(!text.contains("Sign in\n"))
    }

    @Test func `A group has its own order, and a plugin that names it stands there, too`() {
        let text = Help.overview(
            builtIn: [
                Manifest(name: "status", summary: "", group: .signIn, position: 2),
                Manifest(name: "login", summary: "", group: .signIn, position: 1),
                Manifest(name: "exec", summary: "", group: .credentials),
            ], external: [Manifest(name: "kerberos", summary: "", group: .signIn)], Style(isColoured: false))
        let places = ["Sign in\n", "  login", "  status", "  kerberos", "Use credentials\n", "  exec"]
            .compactMap { text.range(of: $0)?.lowerBound }
        #expect(places.count == 6 && places == places.sorted())
        #expect(!text.contains("More") && !text.contains("Plugins"))
    }
}
