import ShellKit
import TestSupport
import Testing

/// The text that the scripts draw by themselves, at the instants at which it changes.
@Suite struct ShellDrawTests {
    private static let now = 2_000_000_000

    private struct Drawing: Equatable { let text: String, state: String, until: Int }

    /// Draws, in a shell that nobody types in, for each end of what is valid and of what renews it.
    private func draw(_ shell: Shell, _ instants: [(now: Int, valid: Int, renewable: Int)]) async throws -> [Drawing] {
        let home = try EndToEndHome()
        defer { home.remove() }
        let texts = [("head", "<"), ("tail", ">"), ("past", "past"), ("alarm", "alarm"), ("kind", "timed")]
        var lines: [String]
        switch shell {
        case .bash, .zsh:
            lines = ["eval \"$(awsx init \(shell.rawValue))\""] + texts.map { "_awsx_\($0)='\($1)'" }
            lines += instants.map { now, valid, renewable in
                "_awsx_valid=\(valid) _awsx_renew=\(renewable); _awsx_draw \(now); "
                    + "echo \"$AWSX_PROMPT_TEXT $AWSX_PROMPT_STATE $_awsx_until\""
            }
        case .fish:
            lines = ["awsx init fish | source"] + texts.map { "set -g _awsx_\($0) '\($1)'" }
            lines += instants.map { now, valid, renewable in
                "set -g _awsx_now \(now); set -g _awsx_valid \(valid); set -g _awsx_renew \(renewable); "
                    + "_awsx_draw \(now); echo \"$AWSX_PROMPT_TEXT $AWSX_PROMPT_STATE $_awsx_until\""
            }
        }
        let outcome = try await Program.run(
            try LivingShell.program(shell), environment: home.environment, input: lines.joined(separator: "\n") + "\n",
            folder: home.path)
        #expect(outcome.status == 0 && outcome.error.isEmpty, "\(outcome)")
        return outcome.output.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ").map(String.init)
            return words.count == 3 ? Int(words[2]).map { Drawing(text: words[0], state: words[1], until: $0) } : nil
        }
    }

    @Test(arguments: Shell.allCases)
    func `the time is told as Swift tells it, and stays as long as it is true`(shell: Shell) async throws {
        let table = TimeLeftSpellings.table
        let first = try await draw(shell, table.map { (Self.now, Self.now + $0.seconds, 0) })
        try #require(first.count == table.count)
        for (row, drawn) in zip(table, first) {
            #expect(drawn.text == "<\(row.text)>" && drawn.state == "valid", "\(row)")
            #expect(drawn.until > Self.now && drawn.until <= Self.now + row.seconds, "\(row): \(drawn)")
        }
        // In its last second it is still the same.
        let last = try await draw(
            shell, zip(table, first).map { ($1.until - 1, Self.now + $0.seconds, 0) })
        #expect(last.map(\.text) == first.map(\.text))
        // And where that was told in minutes, the next second brings another.
        let next = try await draw(
            shell, zip(table, first).map { ($1.until, Self.now + $0.seconds, 0) })
        for (row, (drawn, later)) in zip(table, zip(first, next)) where row.seconds < 360_000 {
            #expect(drawn.text != later.text, "\(row)")
        }
    }

    @Test(arguments: Shell.allCases)
    func `at its very end a time is over`(shell: Shell) async throws {
        let now = Self.now
        let drawn = try await draw(
            shell, [(now, now + 1, 0), (now, now, 0), (now, now, now), (now, now, now + 1), (now, 0, now + 90)])
        #expect(
            drawn == [
                Drawing(text: "<<1m>", state: "valid", until: now + 1),
                Drawing(text: "alarm", state: "login-needed", until: 99_999_999_999),
                Drawing(text: "alarm", state: "login-needed", until: 99_999_999_999),
                Drawing(text: "past", state: "renewable", until: now + 1),
                Drawing(text: "past", state: "renewable", until: now + 90),
            ])
    }
}
