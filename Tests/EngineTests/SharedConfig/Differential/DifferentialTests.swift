import Engine
import Foundation
import SystemKit
import TestSupport
import Testing

/// awsx and botocore read the same files.
struct DifferentialTests {
    private static let generatedCount = TestRunLength.count(600, long: 5000)

    @Test func `awsx reads what botocore reads, and refuses what it refuses but for the listed leniencies`() throws {
        let seed = seed()
        print("AWSX_TEST_SEED=\(seed)")
        var numbers = SeededNumbers(seed: seed)
        let pairs = SamplePair.handWritten + SamplePair.generated(atLeast: Self.generatedCount, &numbers)
        let folder = FileManager.default.temporaryDirectory.appending(path: "awsx-differential-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let cases = folder.appending(path: "cases")
        for pair in pairs { try write(pair, to: cases.appending(path: pair.name)) }
        let outcomes = try Botocore.read(cases, output: folder.appending(path: "outcomes"))
        #expect(outcomes.count == pairs.count)

        var accepted: [GrammarRow: Int] = [:]
        var refused: [GrammarRow: Int] = [:]
        var compared = (read: 0, lenient: 0, refused: 0)
        for pair in pairs {
            let outcome = try #require(outcomes[pair.name])
            let mine = Result { () throws(Failure) in try load(cases.appending(path: pair.name)) }
            let about = Comment(rawValue: "seed \(seed), \(pair.name):\n\(pair.shown)")
            switch (outcome, mine) {
            case (.read(let theirs), .success(let config)):
                let reading = Reading(dump: config.dump(revealingSecrets: true))
                #expect(reading == theirs, "\(about)\n\(reading.difference(from: theirs))")
                #expect(leniencies(config).isEmpty, "botocore reads it, yet awsx warns that it does not; \(about)")
                compared.read += 1
            case (.read, .failure(let failure)):
                Issue.record("botocore reads it, awsx refuses: \(failure); \(about)")
            case (.refused(let lenient), .success(let config)):
                #expect(!leniencies(config).isEmpty, "botocore refuses it, awsx reads it without a word; \(about)")
                if let lenient {
                    let reading = Reading(dump: config.dump(revealingSecrets: true))
                    #expect(reading == lenient, "\(about)\n\(reading.difference(from: lenient))")
                    compared.lenient += 1
                }
            case (.refused, .failure(let failure)):
                #expect(failure.code == .configUnparsable && failure.status == .configuration, about)
                compared.refused += 1
            }
            for row in pair.rows {
                if case .read = outcome { accepted[row, default: 0] += 1 } else { refused[row, default: 0] += 1 }
            }
        }
        print("read alike: \(compared.read), merged alike: \(compared.lenient), refused alike: \(compared.refused)")
        expectEveryRow(accepted, refused)
    }

    private func expectEveryRow(_ accepted: [GrammarRow: Int], _ refused: [GrammarRow: Int]) {
        for row in GrammarRow.allCases {
            if row.isRefused {
                #expect(accepted[row, default: 0] == 0, "botocore reads a file with \(row)")
                #expect(refused[row, default: 0] >= 3, "too few refused files with \(row)")
            } else {
                #expect(accepted[row, default: 0] >= 3, "too few files with \(row)")
                #expect(refused[row, default: 0] >= 1, "no refused file with \(row)")
            }
        }
    }

    private func leniencies(_ config: SharedConfig) -> [ConfigWarning] {
        config.warnings.filter { Leniency(rawValue: $0.code) != nil }
    }

    private func load(_ folder: URL) throws(Failure) -> SharedConfig {
        let paths = ConfigPaths(
            config: folder.appending(path: "config").path, credentials: folder.appending(path: "credentials").path)
        return try SharedConfig.load(paths, files: LocalFiles())
    }

    private func write(_ pair: SamplePair, to folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try pair.config.map { try Data($0).write(to: folder.appending(path: "config")) }
        try pair.credentials.map { try Data($0).write(to: folder.appending(path: "credentials")) }
    }

    private func seed() -> UInt64 {
        ProcessInfo.processInfo.environment["AWSX_TEST_SEED"].flatMap { UInt64($0) }
            ?? UInt64.random(in: 0...UInt64.max)
    }
}

extension SamplePair {
    /// Both files as they can be shown.
    fileprivate var shown: String {
        [("config", config), ("credentials", credentials)].map { name, bytes in
            "--- \(name)\n" + (bytes.map { String(decoding: $0, as: UTF8.self).debugDescription } ?? "absent")
        }.joined(separator: "\n")
    }
}
