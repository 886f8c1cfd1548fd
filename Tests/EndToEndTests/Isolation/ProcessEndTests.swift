import Foundation
import TestSupport
import Testing

/// Whoever calls a module gets an answer or a failure: the process is ended by an executable's own file, and by nothing
/// else.
@Suite struct ProcessEndTests {
    private func sources(in folder: String) throws -> [(path: String, content: String)] {
        try FileManager.default.subpathsOfDirectory(atPath: "\(Workspace.root)/\(folder)")
            .filter { $0.hasSuffix(".swift") }
            .map {
                ("\(folder)/\($0)", try String(contentsOfFile: "\(Workspace.root)/\(folder)/\($0)", encoding: .utf8))
            }
    }

    @Test func `only the executables end the process`() throws {
        let executables = ["awsx/", "awsx-connect/", "awsx-generate/", "awsx-sandbox/"].map { "Sources/\($0)" }
        let ending = /\bExit\.|\b_?exit\(|\bquick_exit\(|\babort\(/
        let found = try sources(in: "Sources").filter { $0.content.contains(ending) }.map(\.path)
            .filter { !$0.hasPrefix("Sources/TestSupport/") }
            // What an author begins with is no part of awsx.
            .filter { !$0.hasPrefix("Sources/PluginKit/Templates/") }
        #expect(
            found.filter { path in !executables.contains(where: path.hasPrefix) } == ["Sources/SystemKit/Exit.swift"])
        // The same search finds them where they are.
        #expect(found.count == executables.count + 1)
    }
}
