import ArgumentParser
import PluginKit
import Testing

@testable import CoreCommands

/// Where the words of exec end and those of the command begin.
struct ExecOptionsAndCommandTests {
    private func split(_ words: [String]) -> (options: [String], command: [String]) {
        let split = ExecOptionsAndCommand(words.map { Array($0.utf8) })
        return (split.options, split.command.map { String(decoding: $0, as: UTF8.self) })
    }

    /// What was typed, what is exec's, and what is the command's; blanks part the words.
    @Test(arguments: [
        ("", "", ""), ("cmd", "", "cmd"), ("cmd -p dev", "", "cmd -p dev"), ("-- cmd", "", "cmd"),
        ("-p dev cmd", "-p dev", "cmd"), ("-p dev -- cmd a", "-p dev", "cmd a"), ("-p dev", "-p dev", ""),
        ("-p dev --", "-p dev", ""), ("-- -- cmd", "", "-- cmd"), ("-- -p dev", "", "-p dev"),
        ("--profile=dev cmd", "--profile=dev", "cmd"), ("-v -q cmd -v", "-v -q", "cmd -v"),
        ("--no-login cmd --no-login", "--no-login", "cmd --no-login"),
        ("--session s --account 1 --role r --region eu cmd", "--session s --account 1 --role r --region eu", "cmd"),
        ("--min-ttl 5m --color never cmd --json", "--min-ttl 5m --color never", "cmd --json"),
        ("--read-only --tag a=b cmd", "--read-only --tag a=b", "cmd"),
        // A lone dash is no option, and so begins the command.
        ("- a", "", "- a"), ("-p dev - a", "-p dev", "- a"),
        // The value of an option is its next word, whatever it looks like; the parser has its say of it.
        ("-p -- cmd", "-p --", "cmd"), ("-p -x cmd", "-p -x", "cmd"), ("--region --json cmd", "--region --json", "cmd"),
        // What isn't known is left to the parser with its next word unread.
        ("--unknown value cmd", "--unknown", "value cmd"), ("-pdev cmd", "-pdev", "cmd"),
        ("-x -p dev cmd", "-x -p dev", "cmd"),
    ])
    func `The first word that is no option begins the command`(typed: String, options: String, command: String) {
        let split = split(typed.split(separator: " ").map(String.init))
        #expect(split.options == options.split(separator: " ").map(String.init))
        #expect(split.command == command.split(separator: " ").map(String.init))
    }

    @Test func `An empty word is the command's`() {
        #expect(split(["", "a"]) == (options: [], command: ["", "a"]))
        #expect(split(["-p", "", "cmd"]) == (options: ["-p", ""], command: ["cmd"]))
    }

    @Test func `A command keeps its bytes, whatever they are`() {
        let odd: [UInt8] = [0xff, 0x2d, 0xfe]
        #expect(ExecOptionsAndCommand([Array("-p".utf8), Array("dev".utf8), odd, odd]).command == [odd, odd])
        #expect(ExecOptionsAndCommand([Array("--".utf8), [0x2d, 0xff]]).command == [[0x2d, 0xff]])
    }

    /// Every option of exec with a value takes it from the next word here as well as for the parser.
    @Test func `What takes a value does so for the parser, too`() throws {
        let help = ExecArguments.helpMessage(columns: 1000)
        var valued: Set<String> = []
        for line in help.split(separator: "\n") where line.hasPrefix("  -") {
            let words = line.split(separator: " ").map { $0.filter { $0 != "," } }
            let options = words.prefix { $0.hasPrefix("-") }
            let takes = words.dropFirst(options.count).first?.hasPrefix("<") == true
            for option in options {
                #expect((HotPathOptionTable.exec(String(option))?.hasValue == true) == takes, "\(line)")
                if takes { valued.insert(String(option)) }
            }
        }
        #expect(valued.isSuperset(of: ["-p", "--profile", "--sso-session", "--duration", "--mfa-code", "--color"]))
    }
}
