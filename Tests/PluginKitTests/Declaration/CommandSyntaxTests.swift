import PluginKit
import Testing

/// The lines that completion scripts read.
struct CommandSyntaxTests {
    @Test func `Every word has a line, each of three plain parts and a description`() {
        let words = CommandSyntax(
            options: [
                .init(["-p", "--profile"], .known(.profiles), "The profile."),
                .init(["--tag"], .text, isRepeating: true, "A tag: one of many."),
                .init(["--format"], .list(["a", "b"]), "Form"), .init(["--json"], nil, ""),
            ],
            arguments: [.init("profile", .known(.profiles)), .init("file", .files, isRepeating: true)],
            subcommands: [
                .init(
                    "run", "Run it.",
                    CommandSyntax(
                        arguments: [.init("command", .command, isRepeating: true, isAfterDashes: true)],
                        subcommands: [.init("deep", "Deep", CommandSyntax(options: [.init(["-x"], .folders, "X")]))])),
                .init("plain", "", CommandSyntax(arguments: [.init("command", .command, isRepeating: true)])),
            ])
        #expect(
            words.table() == [
                ". -p,--profile profiles The profile", ". *--tag text A tag: one of many", ". --format =a,b Form",
                ". --json flag ", ". : profiles profile", ". *: files file", ". run subcommand Run it",
                ". plain subcommand ", "run -- command command", "run deep subcommand Deep", "run/deep -x folders X",
                "plain : command command",
            ])
    }

    @Test func `A kind has the name by which it is read`() {
        let kinds: [ValueKind] =
            [.text, .files, .folders, .command, .dynamic]
            + CandidateKind.allCases.filter { $0 != .syntax && $0 != .dynamic }.map { .known($0) }
        for kind in kinds { #expect(kind.name.map(ValueKind.init) == kind) }
        #expect(ValueKind("syntax") == .text && ValueKind("later") == .text)
    }
}
