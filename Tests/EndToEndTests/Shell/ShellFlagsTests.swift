import Engine
import Foundation
import ShellKit
import SystemKit
import TestSupport
import Testing

/// What each shell offers behind a dash, and for a subcommand, is what the command that is typed takes, no more and no less.
@Suite struct ShellFlagsTests {
    /// A plugin whose words its manifest alone tells.
    private static let manifest = """
        {"schema": 1, "name": "deploy", "version": "1", "kinds": ["command"], "summary": "Deploy things",
         "options": [{"names": ["-h", "--help"]}],
         "subcommands": [
           {"name": "now", "summary": "Don't wait",
            "options": [{"names": ["-t", "--target"], "value": ["one", "two"], "summary": "Where [to]: a 'place'"},
                        {"names": ["--as"], "value": "profiles", "repeats": true}, {"names": ["--dry-run"]}]},
           {"name": "each", "arguments": [{"name": "command", "value": "command", "after": "--"}]}]}
        """

    /// The words before the dash, and what belongs there.
    private typealias Place = (line: String, flags: Set<String>, subcommands: Set<String>)

    @Test(arguments: Shell.allCases)
    func `every command's own flags are offered`(shell: Shell) async throws {
        let prefix = try InstallPrefix(at: try Workspace.shared.folder("prefix"))
        defer { Workspace.shared.remove(prefix.path) }
        try prefix.addPlugin("deploy", script: "#!/bin/sh\n", manifest: Self.manifest)
        let home = try EndToEndHome(prefix: prefix)
        defer { home.remove() }
        let places = try await places(home)
        #expect(places.count > 30)
        #expect(places.contains { $0.line == "awsx exec" && $0.flags.isSuperset(of: ["-p", "--role", "--mfa-code"]) })
        #expect(places.contains { $0.line == "awsx sandbox run" && $0.flags.contains("--auto-approve") })
        let lines = places.flatMap { ["\($0.line) -", "\($0.line) "] }
        let offered = try await offered(shell, lines, home)
        for place in places {
            let flags = try #require(offered["\(place.line) -"], "\(place.line)")
            #expect(flags.filter { $0.hasPrefix("-") && $0 != "-" } == place.flags, "\(place.line)")
            guard !place.subcommands.isEmpty else { continue }
            let words = try #require(offered["\(place.line) "], "\(place.line)")
            #expect(words == place.subcommands, "\(place.line)")
        }
    }

    @Test(arguments: Shell.allCases)
    func `a command behind a list of words is completed as itself`(shell: Shell) async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        let lines = [
            "awsx each dev-ReadOnlyAccess -- awsx stat", "awsx each 'a*' b --jobs 3 -- awsx configure sy",
            "awsx each legacy -- awsx log --si", "awsx each role:x leg",
        ]
        let offered = try await offered(shell, lines, home)
        #expect(offered[lines[0]] == ["status"], "\(offered)")
        #expect(offered[lines[1]] == ["sync"], "\(offered)")
        #expect(offered[lines[2]] == ["--since"], "\(offered)")
        #expect(offered[lines[3]] == ["legacy"], "\(offered)")
    }

    @Test(arguments: Shell.allCases)
    func `a plugin's values are offered, too`(shell: Shell) async throws {
        let prefix = try InstallPrefix(at: try Workspace.shared.folder("prefix"))
        defer { Workspace.shared.remove(prefix.path) }
        try prefix.addPlugin("deploy", script: "#!/bin/sh\n", manifest: Self.manifest)
        let home = try EndToEndHome(prefix: prefix)
        defer { home.remove() }
        let offered = try await offered(
            shell,
            [
                "awsx deploy now --target ", "awsx deploy now -t o", "awsx deploy now --as leg",
                "awsx sandbox serve --auto-approve ",
            ], home)
        #expect(offered["awsx deploy now --target "] == ["one", "two"])
        #expect(offered["awsx deploy now -t o"] == ["one"])
        #expect(offered["awsx deploy now --as leg"] == ["legacy"])
        #expect(offered["awsx sandbox serve --auto-approve "] == ["off", "visit", "always", "deny"])
    }

    /// Every command that can be typed, by what its own declaration says; of the tests' plugin by what stands above.
    private func places(_ home: EndToEndHome) async throws -> [Place] {
        let commands = try await home.awsx("complete", "commands").output.split(separator: "\n")
            .map { String($0.prefix { $0 != "\t" }) }
        #expect(Set(commands).isSuperset(of: ["deploy", "sandbox", "exec", "configure"]))
        var places: [Place] = [
            ("awsx deploy", ["-h", "--help"], ["now", "each"]),
            ("awsx deploy now", ["-t", "--target", "--as", "--dry-run"], []), ("awsx deploy each", [], []),
        ]
        for command in commands + ["complete"] where command != "deploy" {
            let dump = try await home.awsx(command, "--experimental-dump-help")
            collect(try #require(dump.json?["command"], "\(command): \(dump)"), "awsx \(command)", &places)
        }
        return places
    }

    private func collect(_ command: JSON, _ line: String, _ places: inout [Place]) {
        let names = (command["arguments"]?.array ?? []).flatMap { $0["names"]?.array ?? [] }
        let flags = names.compactMap { name in
            name["name"]?.string.map { (name["kind"]?.string == "short" ? "-" : "--") + $0 }
        }
        let below = (command["subcommands"]?.array ?? []).filter { $0["commandName"]?.string != "help" }
        places.append((line, Set(flags), Set(below.compactMap { $0["commandName"]?.string })))
        for subcommand in below { collect(subcommand, "\(line) \(subcommand["commandName"]?.string ?? "")", &places) }
    }

    /// What a shell offers at the end of each line.
    private func offered(_ shell: Shell, _ lines: [String], _ home: EndToEndHome) async throws -> [String: Set<String>]
    {
        try home.write(lines.joined(separator: "\n") + "\n", to: "lines")
        switch shell {
        case .bash: try await run(Self.bash, in: home)
        case .fish: try await run(Self.fish, in: home)
        case .zsh:
            let living = try LivingShell(
                .zsh, in: home, before: "autoload -U compinit; compinit -u -D", after: Self.zsh)
            defer { living.end() }
            try await living.begin()
            try await living.typeKeys("\u{14}", expecting: "ALL OFFERED")
        }
        var found: [String: Set<String>] = [:]
        var line = ""
        for text in try home.read("offered").split(separator: "\n").map(String.init) {
            if text.hasPrefix("=") {
                line = String(text.dropFirst())
                found[line] = []
            } else {
                found[line, default: []].insert(text.hasSuffix("=") ? String(text.dropLast()) : text)
            }
        }
        return found
    }

    private func run(_ words: [String], in home: EndToEndHome) async throws {
        let outcome = try await home.run(words[0], words[1], words[2], "\(Workspace.root)/completions")
        #expect(outcome.status == 0 && outcome.error.isEmpty, "\(outcome)")
    }

    // What bash does at a Tab, without readline.
    private static let bash = [
        "bash", "-c",
        """
        shopt -s expand_aliases
        . "$0/awsx-completion.bash"
        exec <lines >offered
        while IFS= read -r COMP_LINE; do
            COMP_POINT=${#COMP_LINE}
            read -r -a COMP_WORDS <<<"$COMP_LINE"
            if [[ $COMP_LINE == *' ' ]]; then COMP_WORDS+=(''); fi
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            printf '=%s\\n' "$COMP_LINE"
            if _awsx awsx "${COMP_WORDS[COMP_CWORD]}" </dev/null && ((${#COMPREPLY[@]})); then
                printf '%s\\n' "${COMPREPLY[@]}"
            fi
        done
        """,
    ]

    private static let fish = [
        "fish", "-c",
        """
        source $argv[1]/awsx.fish
        for line in (cat lines)
            echo "=$line" >>offered
            complete -C $line | string replace -r '\\t.*' '' >>offered
        end
        true
        """,
    ]

    // Each line is completed in the line editor, and what is added to the matches is written down.
    private static let zsh = """
        compadd() {
            local -a matches
            if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\\ * ]]; then builtin compadd "$@"; return; fi
            builtin compadd -O matches "$@"
            (( $#matches == 0 )) || print -rl -- $matches >>offered
            builtin compadd "$@"
        }
        zle -C list-them list-choices _main_complete
        list-all() {
            local line
            while IFS= read -r line; do
                BUFFER=$line CURSOR=$#line
                print -r -- "=$line" >>offered
                zle list-them
            done <lines
            BUFFER=
            zle -M 'ALL OFFERED'
        }
        zle -N list-all
        bindkey '^T' list-all
        """
}
