import Foundation
import TestSupport
import Testing

/// awsx is killed, 60 times and more, in a long run some thousand times, and leaves nothing that it or the AWS CLI can't read.
@Suite(.serialized) struct CrashesTests {
    /// How many HOMEs are worked in at once.
    private static let benches = 4
    /// Rounds over all cuts, in each.
    private static let rounds = TestRunLength.count(1, long: 25)
    private static let killsAtAnyMoment = TestRunLength.count(9, long: 250)

    @Test func `kill -9 at any moment leaves files whole, locks free and leftovers private`() async throws {
        try await SandboxProcess.with(["--auto-approve", "visit"]) { sandbox in
            let tally = try await withThrowingTaskGroup(of: (cut: Int, any: Int).self) { group in
                for _ in 0..<Self.benches {
                    group.addTask {
                        let bench = try KillBench(sandbox)
                        defer { bench.home.remove() }
                        return try await work(bench)
                    }
                }
                return try await group.reduce(into: (cut: 0, any: 0)) {
                    $0.cut += $1.cut
                    $0.any += $1.any
                }
            }
            print("killed \(tally.cut) times before a rename, \(tally.any) times at any moment")
            #expect(tally.cut >= TestRunLength.count(20, long: 500))
            #expect(tally.cut + tally.any >= TestRunLength.count(55, long: 1500))
        }
    }

    private func work(_ bench: KillBench) async throws -> (cut: Int, any: Int) {
        var cuts = 0
        var number = 0
        for round in 0..<Self.rounds {
            for cut in KillBench.Cut.all {
                var isBefore = false
                for _ in 0..<4 where !isBefore { isBefore = try await bench.kill(at: cut) }
                #expect(isBefore, "\(cut): was not killed between the temporary file and the rename")
                cuts += isBefore ? 1 : 0
                number += 1
                try await bench.inspect(number)
            }
            if round.isMultiple(of: 2) { try await bench.askCLI() }
        }
        var spans: [KillBench.Work: Duration] = [:]
        for work in KillBench.Work.allCases {
            try await bench.prepare(work)
            spans[work] = try await ContinuousClock().measure {
                _ = try await Program.run(
                    try InstallPrefix.shared.get().awsx, work.words, environment: bench.home.environment)
            }
        }
        for kill in 0..<Self.killsAtAnyMoment {
            let work = KillBench.Work.allCases[kill % KillBench.Work.allCases.count]
            try await bench.killSometime(in: work, after: (spans[work] ?? .zero) * Double.random(in: 0...1))
            number += 1
            try await bench.inspect(number)
            if kill.isMultiple(of: 15) { try await bench.askCLI() }
        }
        try await judge(bench, snapshots: number)
        return (cuts, Self.killsAtAnyMoment)
    }

    /// botocore reads every copy, by the very classes that the AWS CLI uses.
    private func judge(_ bench: KillBench, snapshots: Int) async throws {
        let script = """
            import glob, os, sys
            from botocore.utils import JSONFileCache, SSOTokenLoader
            read = tokens = 0
            for number in range(1, int(sys.argv[2]) + 1):
                caches = {name: JSONFileCache("%s/%d/%s" % (sys.argv[1], number, name)) for name in ("sso", "cli")}
                for path in glob.glob("%s/%d/*/*.json" % (sys.argv[1], number)):
                    key = os.path.basename(path)[:-5]
                    data = caches[path.split("/")[-2]][key]
                    assert any(member in data for member in ("accessToken", "clientSecret", "Credentials")), path
                    read += 1
                if os.path.exists("%s/%d/sso/\(EndToEndHome.tokenFile.suffix(45))" % (sys.argv[1], number)):
                    SSOTokenLoader(cache=caches["sso"])("https://sandbox.awsapps.com/start", session_name="sandbox")
                    tokens += 1
            print(read, tokens)
            """
        let verdict = try await PythonScript.run(script, arguments: [bench.snapshots, "\(snapshots)"])
        let numbers = verdict.split { $0 == " " || $0 == "\n" }.compactMap { Int($0) }
        #expect(numbers.count == 2 && numbers[0] > snapshots && numbers[1] == snapshots, "\(verdict)")
    }
}
