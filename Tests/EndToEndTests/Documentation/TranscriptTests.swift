import Foundation
import ShellKit
import SystemKit
import TestSupport
import Testing

/// What pages show of a shell is what a shell shows: every block of `console` is typed in bash, in a sandbox of its page's
/// own. With `AWSX_TEST_WRITE_TRANSCRIPTS=1` what differs is written into the page.
@Suite(.timeLimit(.minutes(5))) struct TranscriptTests {
    private static let pages = GuidePage.all.filter {
        (try? GuidePage.blocks(of: $0).contains { $0.language == "console" }) ?? false
    }

    /// The page's shell: `awsx sandbox shell` with a prompt that is the same everywhere.
    private struct PagedShell {
        let pty: Pty
        let home: String

        init(_ folder: String) throws {
            let prefix = try InstallPrefix.shared.get()
            home = "\(folder)/home"
            try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
            let settings = "PS1='$ '\neval \"$(awsx init bash --auto)\"\n"
            try Data(settings.utf8).write(to: URL(filePath: "\(folder)/bashrc"))
            let environment = Program.environment([
                "TMPDIR": folder, "TZ": "UTC", "LANG": "C.UTF-8", "NO_COLOR": "1", "TERM": "xterm", "HOME": home,
                "PATH": "\(prefix.path)/bin:\(Program.systemPath)",
            ])
            pty = try Pty(
                prefix.awsx,
                [
                    "sandbox", "run", "--home", home, "--auto-approve", "visit", "--",
                    LivingShell.program(.bash), "--noprofile", "--rcfile", "\(folder)/bashrc", "-i",
                ], environment: environment, folder: home, rows: 60, columns: 200)
        }

        /// What readline writes before it takes a line, and behind it.
        private static let (taking, taken) = ("\u{1b}[?2004h", "\u{1b}[?2004l\r")

        /// What was shown since a prompt, once the next one is there.
        private func answer(since count: Int) async throws -> (output: Substring, prompt: String) {
            let deadline = ContinuousClock.now + .seconds(60)
            while true {
                let text = pty.text
                let new = text[text.utf8.index(text.utf8.startIndex, offsetBy: count)...]
                let output = count == 0 ? new : new.firstRange(of: Self.taken).map { new[$0.upperBound...] }
                if let output, let end = output.firstRange(of: Self.taking) {
                    let prompt = ShownText.lines(String(output[end.upperBound...])).last ?? ""
                    if prompt.hasSuffix("$") { return (output[..<end.lowerBound], prompt) }
                }
                guard ContinuousClock.now < deadline else { throw Workspace.Broken("no prompt came: \(new)") }
                try await Task.sleep(for: .milliseconds(5))
            }
        }

        func begin() async throws -> String { try await answer(since: 0).prompt }

        func type(_ command: String) async throws -> (output: [String], prompt: String) {
            let count = pty.text.utf8.count
            pty.send("\(command)\n")
            let (output, prompt) = try await answer(since: count)
            let places = try [(home, "~"), (InstallPrefix.shared.get().path, "/usr/local")]
            let shown = places.reduce(String(output)) { $0.replacing($1.0, with: $1.1) }
            var lines = ShownText.lines(shown)
            while lines.last?.isEmpty == true { lines.removeLast() }
            return (lines, prompt)
        }
    }

    @Test func `there are transcripts`() { #expect(Self.pages.count > 8) }

    @Test(arguments: pages)
    func `every command prints what the page shows`(page: String) async throws {
        let folder = try Workspace.shared.folder("page")
        defer { Workspace.shared.remove(folder) }
        let shell = try PagedShell(folder)
        defer { shell.pty.end() }
        var prompt = try await shell.begin()
        var text = try GuidePage.text(of: page)
        for block in try GuidePage.blocks(of: page) where block.language == "console" {
            var real = Transcript(block.text)
            #expect(!real.steps.isEmpty, "\(page)")
            for (index, step) in real.steps.enumerated() {
                real.steps[index].prompt = "\(prompt) "
                (real.steps[index].output, prompt) = try await shell.type(step.command)
            }
            let (shown, found) = (block.text.settledLines, real.text.settledLines)
            if ProcessInfo.processInfo.environment["AWSX_TEST_WRITE_TRANSCRIPTS"] == "1" {
                if shown != found {
                    text = text.replacing("```console\n\(block.text)", with: "```console\n\(real.text)")
                }
            } else {
                #expect(shown == found, "\(page) shows something else than was seen:\n\(real.text)")
            }
        }
        if try text != GuidePage.text(of: page) {
            try Data(text.utf8).write(to: URL(filePath: "\(Workspace.root)/\(page)"))
        }
    }

    @Test(arguments: [
        ("one\r\ntwo", ["one", "two"]), ("wait…\r\u{1b}[Kdone\r\n", ["done", ""]), ("abc\u{8}\u{8}X", ["aXc"]),
        ("a\r\nb\r\u{1b}[1A\u{1b}[Jc", ["c"]), ("\u{1b}]0;title\u{7}x\u{1b}[1;31my\u{1b}[m", ["xy"]),
    ])
    func `a terminal's text is read as it is shown`(text: String, lines: [String]) {
        #expect(ShownText.lines(text) == lines)
    }
}

extension String {
    /// Line by line without what differs from run to run.
    fileprivate var settledLines: [String] { split(separator: "\n").map { Transcript.settled(String($0)) } }
}
