import Engine
import Foundation
import ShellKit
import TestSupport
import Testing

/// Tab behind every quote, for names that would run if they were not quoted.
@Suite struct ShellTabTests {
    /// What is typed before the name, and the quote that the name then stands in.
    enum Opening: String, CaseIterable {
        case bare = ""
        case double = "\""
        case single = "'"
        case flag = "--profile="
        case flagSingle = "--profile='"
        case flagDouble = "--profile=\""
        case option = "-p "
        case middle = "k'"

        /// The line for a name of which this much was typed; all of it are letters and digits.
        func line(_ command: String, _ flag: String, _ typed: String) -> String {
            switch self {
            case .bare, .single, .double: "\(command) \(flag)\(rawValue)\(typed)"
            case .flag, .flagSingle, .flagDouble, .option: "awsx exec \(rawValue)\(typed)"
            case .middle: "\(command) \(flag)\(rawValue)\(typed.dropFirst())"
            }
        }

        /// The last word that awsx is then called with.
        func word(_ name: String) -> String { rawValue.hasPrefix("--") ? "--profile=\(name)" : name }
    }

    /// Each begins with three characters that no other has in it. None ends in one of / = @ : . , - : behind these fish
    /// leaves the word open, so that more of it can be typed.
    static let names = [
        "k01$(touch pwned)x", "k02`touch pwned`", "k03\"$(touch pwned)\"", "k04'$(touch pwned)'x",
        "k05\\$(touch pwned)\\",
        "k06;touch pwned&touch pwned|touch pwned", "k07!1!x\"!y'!", "k08 ~/*?[a]{b,c}#^", "k09:~root=~root@x~",
        "k10<x>(y)%z+,w", "k11é漢$HOME${HOME}", "k12''\"\"", "k13$'a'$\"b\"!", "k14\\\\'\\\"x",
    ]

    private static let config =
        names.map { "[profile \(section($0))]\naws_access_key_id = A\naws_secret_access_key = s\n" }.joined()
        + names.map { "[sso-session \(section("s\($0)"))]\nsso_region = x\n" }.joined()
        + names.enumerated().map {
            "[profile z\($0.offset)]\nsso_account_id = a\($0.element)\nsso_role_name = r\($0.element)\n"
        }.joined()

    /// As botocore reads a section's name: like words of a POSIX shell.
    private static func section(_ name: String) -> String { "'\(name.replacing("'", with: "'\"'\"'"))'" }

    /// Of all that an opening is tried with in a long run, what a usual one has time for: another part for each opening.
    private static func part<Each>(_ all: [Each], of opening: Opening, each step: Int) -> [Each] {
        let location = Opening.allCases.firstIndex(of: opening) ?? 0
        return all.indices.filter { TestRunLength.isLong || $0 % step == location % step }.map { all[$0] }
    }

    @Test(arguments: Shell.allCases)
    func `a hostile name comes out as one word, and nothing in it runs`(shell: Shell) async throws {
        try await TabbedShell.with(shell, config: Self.config) { living in
            for opening in Opening.allCases {
                let isQuote = [.bare, .single, .double].contains(opening)
                for name in isQuote ? Self.names : Self.part(Self.names, of: opening, each: 3) {
                    let line = opening.line("awsx use", "", String(name.prefix(3)))
                    let words = try await living.tab(line)
                    #expect(words.last == opening.word(name), "\(line)")
                    #expect(words.count == (opening == .option ? 3 : 2), "\(line)")
                }
            }
        }
    }

    @Test(arguments: Shell.allCases)
    func `a plugin says what its word may be, and nothing in that runs`(shell: Shell) async throws {
        let script = #"""
            #!/bin/sh
            IFS= read -r request
            case $request in *'"words":["open","--host",'*) ;; *) echo '{"ok":{"candidates":["wrong"]}}'; exit ;; esac
            printf '%s\n' '{"ok":{"candidates":["alpha one","b$(touch pwned)`touch pwned`","c;touch pwned&"]}}'
            """#
        let members = #"""
            "subcommands": [{"name": "open", "options": [{"names": ["--host"], "value": "dynamic"}]}], "deadline_ms": 20000
            """#
        try await TabbedShell.with(shell, config: "") { home in
            try home.addPlugin("db", script: script, members: members)
            #expect(try await home.awsx("plugin", "trust", "db", "--yes").status == 0)
        } _: { living in
            for (typed, whole) in [("al", "alpha one"), ("b", "b$(touch pwned)`touch pwned`"), ("c", "c;touch pwned&")]
            {
                let words = try await living.tab("awsx db open --host \(typed)")
                #expect(words == ["db", "open", "--host", whole])
            }
            let words = try await living.tab("awsx db op")
            #expect(words == ["db", "open"])
        }
    }

    @Test(arguments: Shell.allCases)
    func `so does every other kind of name`(shell: Shell) async throws {
        try await TabbedShell.with(shell, config: Self.config) { living in
            for opening in [Opening.bare, .single, .double, .middle] {
                for (command, flag, mark) in [
                    ("awsx login", "--session ", "s"), ("awsx exec", "--account ", "a"), ("awsx exec", "--role ", "r"),
                ] {
                    for name in Self.part(Array(Self.names.prefix(7)), of: opening, each: 3).map({ "\(mark)\($0)" }) {
                        let typed = String(name.prefix(4))
                        let line =
                            opening == .middle
                            ? "\(command) \(flag)\(mark)'\(typed.dropFirst())" : opening.line(command, flag, typed)
                        let words = try await living.tab(line)
                        #expect(words.last == name, "\(line)")
                    }
                }
            }
        }
    }

    /// What else may be set where someone types. Not zsh's csh_junkie_quotes: a quoted text ends with its line there, so
    /// zsh reads no `eval` of several lines and closes no quote at Tab, whoever completes.
    static let settings: [(Shell, String)] = [
        (.zsh, "setopt rcquotes"), (.zsh, "setopt extended_glob magic_equal_subst interactive_comments glob_subst"),
        (.zsh, "setopt no_bang_hist ksh_arrays sh_word_split; IFS=:"),
        (.zsh, "setopt no_unset err_return"),
        (.zsh, "setopt menu_complete complete_in_word glob_complete"), (.bash, "set -u; set -o posix"),
        (.bash, "set -e; set -f; IFS=:"), (.bash, "set -o noclobber; shopt -s failglob nocasematch extglob"),
        (.bash, "shopt -u hostcomplete expand_aliases"), (.bash, "set +H"),
        (.bash, "source /usr/share/bash-completion/bash_completion"), (.bash, "COMP_WORDBREAKS=$' \\t\\n'"),
        (.bash, "COMP_WORDBREAKS=$COMP_WORDBREAKS'/.,+-'"), (.bash, "COMP_WORDBREAKS=${COMP_WORDBREAKS//[:=@]/}"),
        (.bash, "unset COMP_WORDBREAKS"),
        (.bash, "bind 'set completion-ignore-case on'; bind 'set show-all-if-ambiguous on'; bind 'TAB:menu-complete'"),
        (.fish, "set -g IFS x; function printf; end; function command; end"),
    ]

    @Test(arguments: settings)
    func `Tab lives with it`(shell: Shell, setting: String) async throws {
        let config = Self.config + "[profile me@corp-dev]\n[profile team:a@b=c]\n"
        try await TabbedShell.with(shell, config: config, before: setting) { living in
            let names =
                [0, 3, 6, 8].map { (String(Self.names[$0].prefix(3)), Self.names[$0]) }
                + [("me@c", "me@corp-dev"), ("team:a@", "team:a@b=c")]
            for opening in [Opening.bare, .single, .double, .flagDouble] {
                for (typed, name) in Self.part(names, of: opening, each: 2) {
                    let line = opening.line("awsx use", "", typed)
                    let words = try await living.tab(line)
                    #expect(words.last == opening.word(name), "\(line)")
                }
            }
        }
    }

    @Test(arguments: Shell.allCases)
    func `a name is found by what was typed of it, however it was quoted`(shell: Shell) async throws {
        let names = ["~root", "b\\sx", "q'q\"x", "with space"]
        let config = names.map { "[profile \(Self.section($0))]\n" }.joined()
        try await TabbedShell.with(shell, config: config) { living in
            for (typed, name) in [
                ("\\~ro", "~root"), ("b\\\\s", "b\\sx"), ("'b\\s", "b\\sx"), ("'b'\\\\s", "b\\sx"),
                ("\"b\\\\s", "b\\sx"), ("q\\'q", "q'q\"x"), ("\"q'q", "q'q\"x"), ("q\"'\"q", "q'q\"x"),
                ("'q'\\''q", "q'q\"x"), ("with\\ ", "with space"), ("with\\", "with space"),
            ] {
                let words = try await living.tab("awsx use \(typed)")
                #expect(words == ["use", name], "\(typed)")
            }
        }
    }

    @Test func `what a terminal may not show is never offered`() async throws {
        let names = ["x\u{1b}]0;a", "x\u{9b}31m", "x\u{202e}b", "x\u{7f}", "xé"]
        let home = try EndToEndHome(config: names.map { "[profile \(Self.section($0))]\n" }.joined())
        defer { home.remove() }
        let value = try await home.awsx("complete", "profiles", "x")
        #expect(value.output.hasPrefix("xé"))
    }

    @Test func `a plugin's name is a plain word, or it is none`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        let prefix = try InstallPrefix(at: "\(home.path)/prefix")
        for name in ["k$(touch pwned)", "k;x", "k x"] { try prefix.addPlugin(name, script: "#!/bin/sh\n") }
        for kind in ["commands", "plugins"] {
            let answer = try await Program.run(prefix.awsx, ["complete", kind, "k"], environment: home.environment)
            #expect(answer.status == 0 && answer.output.isEmpty)
        }
    }
}
