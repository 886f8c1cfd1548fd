import Foundation
import SystemKit
import TestSupport
import Testing

/// Real programs read mutated files and mutated answers of servers: a known exit status, no hang, no secret, no raw byte,
/// and the file as it was. A finding tells the seed and the number that make it again.
@Suite(.serialized) struct FuzzTests {
    private struct Kind: Sendable {
        let name: String
        /// Inputs of a usual run.
        let count: Int
        /// Runs at a time: more where each mostly waits.
        var workers = ProcessInfo.processInfo.activeProcessorCount
    }

    private static let files = [
        "config", "credentials", "token", "registration", "role", "login", "folder", "settings", "frecency", "revoked",
        "manifest", "grant", "plugin-index",
    ]
    private static let answers = [
        Kind(name: "portal", count: 8, workers: 4), Kind(name: "sts", count: 8), Kind(name: "oidc", count: 8),
        Kind(name: "signin", count: 8),
        // A container's credentials are asked for three times, a second apart.
        Kind(name: "machine", count: 8, workers: 16),
    ]

    @Test func `a mutated file ends in a known status`() async throws {
        try await fuzz(Self.files.map { Kind(name: $0, count: 40) })
    }

    @Test func `a mutated answer ends in a known status`() async throws { try await fuzz(Self.answers) }

    /// All kinds beside each other: each has a home of its own.
    private func fuzz(_ kinds: [Kind]) async throws {
        let folder = try Workspace.shared.folder("fuzz")
        defer { Workspace.shared.remove(folder) }
        let prefix = try InstallPrefix(at: "\(folder)/prefix")
        let python = try await Boto3Python.path()
        // A long run looks for something new.
        let seed = TestRunLength.isLong ? Int.random(in: 0..<1_000_000) : 1
        try await withThrowingTaskGroup { group in
            for kind in kinds {
                group.addTask {
                    try await fuzz(kind, seed: seed, prefix: prefix.path, work: "\(folder)/work", python: python)
                }
            }
            try await group.waitForAll()
        }
    }

    private func fuzz(_ kind: Kind, seed: Int, prefix: String, work: String, python: String) async throws {
        let count = TestRunLength.count(kind.count, long: 20_000)
        // Before it begins, so that a run which is killed has told how to make it again.
        StandardStreams.live().error.write("fuzz: \(kind.name): \(count) inputs, seed \(seed)\n")
        let outcome = try await Program.run(
            python,
            [
                "-B", "\(Workspace.root)/Tests/EndToEndTests/Fuzz/program/fuzz.py", "--prefix", prefix, "--work", work,
                "--kind", kind.name, "--seed", "\(seed)", "--count", "\(count)", "--workers", "\(kind.workers)",
            ],
            limit: .seconds(TestRunLength.isLong ? 7200 : 600))
        print("fuzz: \(outcome.output.split(separator: "\n").last ?? "nothing was said")")
        #expect(outcome.status == 0, "\(outcome)")
        #expect(outcome.output.contains("\(kind.name): \(count) inputs, seed \(seed)"), "\(outcome)")
    }
}
