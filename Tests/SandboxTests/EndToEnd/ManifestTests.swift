import SystemKit
import SystemPackage
import Testing

@testable import Sandbox

/// The manifest says what the program says of itself.
struct ManifestTests {
    /// A command in the manifest: the program itself, or a subcommand.
    private struct Manifest: Decodable {
        struct Option: Decodable {
            let names: [String]
        }

        let name: String
        let summary: String
        let version: String?
        let options: [Option]?
        let subcommands: [Manifest]?

        var flags: Set<String> { Set((options ?? []).flatMap(\.names)) }
    }

    private struct Help: Decodable {
        struct Command: Decodable {
            struct Argument: Decodable {
                struct Name: Decodable {
                    let kind: String
                    let name: String
                }

                let names: [Name]?
            }

            let commandName: String
            let abstract: String?
            let arguments: [Argument]?
            let subcommands: [Command]?

            var flags: Set<String> {
                Set((arguments ?? []).flatMap { $0.names ?? [] }.map { ($0.kind == "long" ? "--" : "-") + $0.name })
            }
        }

        let command: Command
    }

    @Test func `it names every flag and every subcommand`() async throws {
        var path = FilePath(#filePath)
        for _ in 0..<4 { path.removeLastComponent() }
        let file = path.appending("Sources/Sandbox/awsx-sandbox.json").string
        let bytes = try #require(try LocalFiles().read(file, limit: 1 << 16))
        let manifest = try #require(JSONText.decode(Manifest.self, from: bytes))
        let dumped = try await Program.run(["--experimental-dump-help"])
        let help = try #require(JSONText.decode(Help.self, from: Array(dumped.output.utf8))).command
        #expect(help.commandName == "awsx-\(manifest.name)")
        #expect(manifest.flags == help.flags)
        let subcommands = (help.subcommands ?? []).filter { $0.commandName != "help" }
        let told = manifest.subcommands ?? []
        #expect(subcommands.count == 5)
        #expect(told.map(\.name) == subcommands.map(\.commandName))
        #expect(told.map(\.summary) == subcommands.map { $0.abstract ?? "" })
        #expect(told.map(\.flags) == subcommands.map(\.flags))
        #expect(try await Program.run(["--version"]).output == "\(manifest.version ?? "")\n")
    }
}
