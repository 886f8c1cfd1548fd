import Engine
import Foundation
import SystemKit
import TestSupport
import Testing

/// The core can't talk to the network because nothing that could is in it: the package's own description says so.
@Suite struct TargetGraphTests {
    /// Everything that a target reaches: targets of this package, and products of others.
    private func reached(from target: String, in package: JSON) throws -> Set<String> {
        let dependencies = try dependencies(in: package)
        var found: Set<String> = []
        var rest = [target]
        while let next = rest.popLast() {
            guard found.insert(next).inserted else { continue }
            rest += dependencies[next] ?? []
        }
        return found.subtracting([target])
    }

    /// What each target names as its dependencies.
    private func dependencies(in package: JSON) throws -> [String: [String]] {
        try (package["targets"]?.array ?? []).reduce(into: [:]) { found, entry in
            found[try #require(entry["name"]?.string)] = (entry["dependencies"]?.array ?? []).compactMap { dependency in
                ["byName", "target", "product"].compactMap { dependency[$0]?.array?.first?.string }.first
            }
        }
    }

    private func package() async throws -> JSON {
        let host = SystemKit.Environment.current()
        guard case .found(let swift) = ProgramSearch.find("swift", path: host["PATH"]) else {
            throw Workspace.Broken("swift is not in PATH")
        }
        let outcome = try await Program.run(
            swift, ["package", "--ignore-lock", "--package-path", Workspace.root, "dump-package"], environment: host)
        return try #require(outcome.json, "\(outcome)")
    }

    @Test func `the core reaches no network, TLS or line-editing code`() async throws {
        let package = try await package()
        let core = try reached(from: "awsx", in: package)
        #expect(
            core == [
                "CoreCommands", "PluginKit", "ShellKit", "Engine", "SystemKit", "CByteMarks", "CPlatform",
                "CPluginFiles", "CProgramArguments", "CShellScripts", "CVersion",
                "ArgumentParser",
                "SystemPackage",
            ])
        // The same search finds them where they are.
        let connect = try reached(from: "awsx-connect", in: package)
        #expect(connect.isSuperset(of: ["Wire", "Terminal", "CEditline", "AsyncHTTPClient", "NIOPosix", "NIOSSL"]))
        let sandbox = try reached(from: "awsx-sandbox", in: package)
        #expect(sandbox.isDisjoint(with: ["Wire", "Engine", "CoreCommands", "NetworkCommands"]))
    }

    /// The lines of the page, `module → modules`, are those of the package, and each points down only.
    @Test func `the picture of the modules is the package's`() async throws {
        let dependencies = try dependencies(in: try await package())
        let page = try String(
            contentsOfFile: "\(Workspace.root)/Sources/Engine/Engine.docc/Architecture.md", encoding: .utf8)
        let lines = page.split(separator: "\n").map { $0.components(separatedBy: " → ") }.filter { $0.count == 2 }
        #expect(lines.count == 14)
        for (number, line) in lines.enumerated() {
            let own = (dependencies[line[0]] ?? []).filter { dependencies[$0] != nil }
            let shown = line[1].split(separator: " ").map(String.init)
            #expect(Set(shown) == Set(own), "\(line[0])")
            #expect(Set(shown).isDisjoint(with: lines[...number].map { $0[0] }), "\(line[0])")
        }
    }
}
