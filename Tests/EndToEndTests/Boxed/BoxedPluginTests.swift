import Engine
import Foundation
import TestSupport
import Testing

/// The plugins in the box are plugins: described by manifests, listed as such, links to one program.
@Suite struct BoxedPluginTests {
    private static let names = ["console", "ecr", "eks"]

    @Test func `they are listed, helped with and completed by their manifests`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        let plugins = try InstallPrefix.shared.get().plugins
        let rows = try #require(try await home.awsx("plugin", "list", "--json").json?["plugins"]?.array)
        let overview = try await home.awsx("help").output
        for name in Self.names {
            let row = rows.first { $0["name"]?.string == name }
            #expect(row?["place"]?["file"]?.string == "\(plugins)/awsx-\(name)")
            #expect(overview.contains("  \(name) "), "\(overview)")
            let help = try await home.awsx("help", name)
            #expect(help.status == 0 && help.output.contains("awsx \(name)"), "\(help)")
            let page = try String(contentsOfFile: "\(Workspace.root)/shell/man/awsx-\(name).1", encoding: .utf8)
            #expect(page.contains("awsx\\-\(name)"))
            #expect(try await home.awsx("complete", "syntax", name).output.contains("--profile"))
        }
        #expect(try await home.awsx("complete", "syntax", "console").output.contains("--service =apigateway,"))
    }

    @Test func `they are links to awsx-connect`() throws {
        let prefix = try InstallPrefix.shared.get()
        let links = Self.names.map { "\(prefix.plugins)/awsx-\($0)" } + [prefix.dockerCredentialHelper]
        for link in links {
            #expect(
                URL(filePath: link).resolvingSymlinksInPath().path.hasSuffix("/libexec/awsx/awsx-connect"), "\(link)")
        }
    }

    @Test(arguments: names)
    func `a wrong word ends with 64 and the way to help`(name: String) async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        expectFailure(try await home.awsx(name, "--nope"), 64, saying: "awsx \(name)")
    }
}
