import Foundation
import SystemKit
import TestSupport

/// Many processes of awsx at once, in one HOME.
struct Crowd: Sendable {
    struct Member: Sendable {
        let program: RunningProgram
        let folder: String

        var error: String { Crowd.text("\(folder)/stderr") }
    }

    /// How many there are.
    static let size = TestRunLength.count(30, long: 100)

    let members: [Member]

    /// Starts `count` processes without a terminal; `words` by a member's number.
    init(
        _ count: Int = size, in home: EndToEndHome, setting variables: KeyValuePairs<String, String?> = [:],
        _ words: (Int) -> [String]
    ) throws {
        let awsx = try InstallPrefix.shared.get().awsx
        let environment = home.environment.setting(variables)
        members = try (0..<count).map { number in
            let folder = try Workspace.shared.folder("crowd")
            let program = try RunningProgram(
                awsx, words: ([awsx] + words(number)).map { Array($0.utf8) }, environment: environment,
                streams: [.nothing, .file("\(folder)/stdout"), .file("\(folder)/stderr")], folder: home.path)
            return Member(program: program, folder: folder)
        }
    }

    init(
        _ count: Int = size, in home: EndToEndHome, setting variables: KeyValuePairs<String, String?> = [:],
        _ words: String...
    ) throws {
        try self.init(count, in: home, setting: variables) { _ in words }
    }

    /// How each ended, in order; past the limit all are killed.
    func outcomes(within limit: Duration = .seconds(120)) async -> [ProgramOutcome] {
        var outcomes: [ProgramOutcome] = []
        for member in members {
            let status = await member.program.wait(within: limit)
            outcomes.append(
                ProgramOutcome(
                    status: status, output: Array(Crowd.text("\(member.folder)/stdout").utf8),
                    error: Array(member.error.utf8)))
            Workspace.shared.remove(member.folder)
        }
        return outcomes
    }

    /// Those that say that they wait for a sign-in of another process.
    var waiting: [Member] { members.filter { $0.error.contains("another sign-in is in progress") } }

    /// Waits until all but one wait for that one, and returns it.
    func leader(within limit: Duration = .seconds(60)) async throws -> Member {
        try await eventually("all but one wait", within: limit) { waiting.count == members.count - 1 }
        let leader = members.first { !$0.error.contains("another sign-in is in progress") }
        guard let leader, waiting.allSatisfy({ $0.error.contains("(process \(leader.program.processID),") }) else {
            throw Workspace.Broken("they don't wait for the one who signs in: \(waiting.map(\.error))")
        }
        return leader
    }

    private static func text(_ path: String) -> String {
        String(decoding: (try? Data(contentsOf: URL(fileURLWithPath: path))) ?? Data(), as: UTF8.self)
    }
}

/// Waits until something holds; throws past the limit.
func eventually(
    _ what: String, within limit: Duration = .seconds(60), _ holds: () throws -> Bool
) async throws {
    let deadline = ContinuousClock.now + limit
    while try !holds() {
        guard ContinuousClock.now < deadline else { throw Workspace.Broken("never came about: \(what)") }
        try await Task.sleep(for: .milliseconds(20))
    }
}

extension Sequence<ProgramOutcome> {
    /// How many ended with each status.
    var statuses: [Int32: Int] { reduce(into: [:]) { $0[$1.status, default: 0] += 1 } }
}
