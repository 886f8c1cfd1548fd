import SystemKit
import SystemPackage
import Testing

@testable import Sandbox

/// The manifest says what the program says of itself.
struct ManifestTests {
    private struct Manifest: Decodable {
        struct Completion: Decodable {
            struct Subcommand: Decodable {
                let name: String
                let summary: String
            }

            let subcommands: [Subcommand]
        }

        let name: String
        let version: String
        let flags: [String]
        let completion: Completion
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

            var flags: [String] {
                let own = (arguments ?? []).flatMap { $0.names ?? [] }.filter { $0.kind == "long" }.map {
                    "--\($0.name)"
                }
                return own + (subcommands ?? []).filter { $0.commandName != "help" }.flatMap(\.flags)
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
        #expect(Set(manifest.flags) == Set(help.flags))
        let subcommands = (help.subcommands ?? []).filter { $0.commandName != "help" }
        #expect(manifest.completion.subcommands.map(\.name) == subcommands.map(\.commandName))
        #expect(manifest.completion.subcommands.map(\.summary) == subcommands.map { $0.abstract ?? "" })
        #expect(try await Program.run(["--version"]).output == "\(manifest.version)\n")
    }
}
