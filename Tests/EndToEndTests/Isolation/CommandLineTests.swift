import Foundation
import TestSupport
import Testing

/// The engine speaks of AWS: which words awsx is called by is the business of what stands above it.
@Suite struct CommandLineTests {
    private func lines(in folder: String) throws -> [(path: String, line: Substring)] {
        try FileManager.default.subpathsOfDirectory(atPath: "\(Workspace.root)/\(folder)")
            .filter { $0.hasSuffix(".swift") }
            .flatMap { name in
                let path = "\(folder)/\(name)"
                let content = try String(contentsOfFile: "\(Workspace.root)/\(path)", encoding: .utf8)
                return content.split(separator: "\n").map { (path, $0) }
            }
    }

    @Test func `no sentence of the engine names a command of awsx`() throws {
        let command =
            /"[^"]*\bawsx (accounts|allow|config|configure|doctor|each|env|exec|explain|login|logout|profiles|status|token|use|whoami)\b/
        let found = try lines(in: "Sources/Engine").filter { !$0.line.contains("//") && $0.line.contains(command) }
        // What a check of doctor means, as the guide says it.
        #expect(found.filter { !$0.line.contains("the shell doesn't load awsx init") }.isEmpty, "\(found)")
        // The same search finds them where they are.
        #expect(try lines(in: "Sources/PluginKit/Rendering").contains { $0.line.contains(command) })
    }
}
