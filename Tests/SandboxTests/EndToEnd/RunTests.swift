import SystemKit
import Testing

@testable import Sandbox

@Suite(.serialized) struct RunTests {
    @Test(
        arguments: [("exit 0", 0), ("exit 7", 7), ("exit 255", 255), ("kill -KILL $$", 137), ("kill -TERM $$", 143)]
            as [(String, Int32)])
    func `the command's end is ours`(script: String, status: Int32) async throws {
        #expect(try await Program.script([], script).status == status)
    }

    @Test(arguments: [(["no-such-command"], 127), (["/etc/passwd"], 126), (["/etc"], 126)] as [([String], Int32)])
    func `a command that can't be run says so`(words: [String], status: Int32) async throws {
        let outcome = try await Program.run(["run", "--"] + words)
        #expect(outcome.status == status)
        #expect(outcome.error.contains(words[0]))
    }

    @Test func `words and variables reach the command as they are`() async throws {
        let outcome = try await Program.run([
            "run", "--", "sh", "-c", #"printf '%s|' "$@""#, "sh", "a b", "", "--", "ü'\"",
        ])
        #expect(outcome.output == "a b||--|ü'\"|")
    }

    @Test func `HOME is private, and gone afterwards`() async throws {
        let outcome = try await Program.script([], "stat -c %a $HOME $HOME/.aws/config; echo $HOME")
        let lines = outcome.output.split(separator: "\n").map(String.init)
        #expect(lines.prefix(2) == ["700", "600"])
        #expect(try LocalFiles().status(try #require(lines.last)) == nil)
    }

    @Test(arguments: ["TERM", "INT", "HUP"])
    func `HOME is gone also after a signal, and the command has got it`(signal: String) async throws {
        let outcome = try await Program.script(
            [],
            "echo $HOME; trap 'echo got; exit 9' \(signal); kill -\(signal) $PPID; sleep 5 & wait; wait"
        )
        let lines = outcome.output.split(separator: "\n").map(String.init)
        #expect(outcome.status == 9, "\(outcome)")
        #expect(lines.last == "got")
        #expect(try LocalFiles().status(try #require(lines.first)) == nil)
    }

    @Test func `a given HOME is kept with the config it has`() async throws {
        let folder = try TemporaryFolder(parent: "/tmp", randomness: .system)
        defer { folder.remove() }
        let config = "\(folder.path)/h/.aws/config"
        _ = try await Program.script(["--home", "\(folder.path)/h"], "echo '# mine' >> $HOME/.aws/config")
        _ = try await Program.script(["--home", "\(folder.path)/h"], ":")
        let text = String(decoding: try #require(try LocalFiles().read(config, limit: 1 << 20)), as: UTF8.self)
        #expect(text.hasPrefix("[sso-session sandbox]") && text.hasSuffix("# mine\n"))
    }

    @Test func `a device is approved by hand`() async throws {
        let outcome = try await Program.script(
            [],
            """
            cd "$HOME"
            /usr/bin/aws sso login --no-browser >out 2>&1 & login=$!
            while ! code=$(grep -Eso '^[A-Z]{4}-[A-Z]{4}$' out); do sleep 0.1; done
            \(Program.path) approve NONE-SUCH && exit 1
            \(Program.path) approve "$code" && wait $login
            """
        )
        #expect(outcome.status == 0, "\(outcome)")
        #expect(outcome.error == "awsx-sandbox: no device is waiting for this code\n")
    }
}
