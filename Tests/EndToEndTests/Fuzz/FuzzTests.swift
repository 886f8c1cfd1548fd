import Foundation
import SystemKit
import TestSupport
import Testing

/// Real programs read mutated files and mutated answers of servers: a known exit status, no hang, no secret, no raw byte,
/// and the file as it was. A finding tells the seed and the number that make it again.
@Suite(.serialized) struct FuzzTests {
    static let files = [
        "config", "credentials", "token", "registration", "role", "login", "folder", "settings", "frecency", "revoked",
        "manifest",
    ]
    static let answers = ["portal", "sts", "oidc", "signin", "machine"]

    @Test(arguments: files) func `a mutated file ends in a known status`(kind: String) async throws {
        try await fuzz(kind, count: Scale.count(200, long: 20_000))
    }

    @Test(arguments: answers) func `a mutated answer ends in a known status`(kind: String) async throws {
        try await fuzz(kind, count: Scale.count(20, long: 20_000))
    }

    private func fuzz(_ kind: String, count: Int) async throws {
        let folder = try Workspace.shared.folder("fuzz")
        defer { Workspace.shared.remove(folder) }
        let prefix = try Prefix(at: "\(folder)/prefix")
        if let core = SystemKit.Environment.current().text("AWSX_TEST_RELEASE_CORE") {
            // It starts in a fifth of the time.
            try FileManager.default.removeItem(atPath: prefix.awsx)
            try FileManager.default.copyItem(atPath: core, toPath: prefix.awsx)
        }
        // A long run looks for something new; each prints its seed.
        let seed = Scale.isLong ? Int.random(in: 0..<1_000_000) : 1
        let program = "\(Workspace.root)/Tests/EndToEndTests/Fuzz/program/fuzz.py"
        let outcome = try await Program.run(
            try await Python.path(),
            [
                "-B", program, "--prefix", prefix.path, "--work", "\(folder)/work", "--kind", kind, "--seed", "\(seed)",
                "--count", "\(count)",
            ],
            limit: .seconds(Scale.isLong ? 7200 : 600))
        print("fuzz: \(outcome.output.split(separator: "\n").last ?? "nothing was said")")
        #expect(outcome.status == 0, "\(outcome)")
        #expect(outcome.output.contains("\(kind): \(count) inputs, seed \(seed)"), "\(outcome)")
    }
}
