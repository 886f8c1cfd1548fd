import Engine
import PluginKit
import Testing

@testable import NetworkCommands

struct PlannedRunTests {
    private func run(_ profile: String) -> PlannedRun {
        PlannedRun(number: 0, profile: profile, isOneRegion: false, target: .failure(Failure(.noCredentials, "none")))
    }

    @Test(arguments: [
        ("prod-admin", "prod-admin"), ("a/b", "a%2fb"), ("../x", "%2e.%2fx"), (".", "%2e"), ("a b", "a.b"),
        ("é", "%c3%a9"),
        ("a%b", "a%25b"), ("a\nb", "a%0ab"), ("x$(y)", "x%24%28y%29"), ("user@corp", "user@corp"),
    ])
    func `A profile's file is in the folder, whatever its name`(profile: String, name: String) {
        #expect(run(profile).fileName == name)
    }
}

struct EachTableTests {
    private func finished(_ name: String, _ ending: FinishedRun.Ending, _ milliseconds: Int64 = 0) -> FinishedRun {
        FinishedRun(
            run: PlannedRun(
                number: 0, profile: name, isOneRegion: false, target: .failure(Failure(.noCredentials, "none"))),
            ending: ending, milliseconds: milliseconds)
    }

    @Test func `Each run is a row, and all are counted`() {
        let table = EachTable(
            finished: [
                finished("a", .exited(0), 1249), finished("b", .exited(3), 40), finished("c", .ended(143), 10),
                finished("d", .failed(Failure(.loginNeeded, "x"))), finished("e", .skipped),
            ], columns: nil)
        #expect(
            table.text(Style(isColoured: false)) == """
                profile  status        time
                a        0             1.2 s
                b        3             0.0 s
                c        terminated
                d        login-needed
                e        not started
                awsx: 5 runs: 1 succeeded, 2 failed, 1 terminated, 1 not started

                """)
    }

    @Test func `Of very many, those that failed are rows`() {
        let good = (0..<30).map { finished("p\($0)", .exited(0)) }
        let table = EachTable(finished: good + [finished("bad", .exited(9))], columns: nil)
        #expect(
            table.text(Style(isColoured: false)) == """
                profile  status  time
                bad      9       0.0 s
                awsx: 31 runs: 30 succeeded, 1 failed

                """)
        #expect(
            EachTable(finished: good, columns: nil).text(Style(isColoured: false))
                == "awsx: 30 runs: 30 succeeded\n")
    }
}
