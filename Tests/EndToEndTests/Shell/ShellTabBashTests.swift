import Foundation
import ShellKit
import TestSupport
import Testing

/// What is bash's own at Tab.
@Suite struct ShellTabBashTests {
    private static let library = "source /usr/share/bash-completion/bash_completion"

    @Test(arguments: ["", library])
    func `after exec a registered program, word list or function completes`(before: String) async throws {
        let after = """
            complete -C "sh '$PWD/my completer'" aws
            complete -W 'wone wtwo' words
            _own() { COMPREPLY=("$2.$3.${#COMP_WORDS[@]}"); }; complete -o nospace -F _own own
            """
        try await TabbedShell.with(.bash, config: EndToEndHome.config, before: before, after: after) { living in
            try living.write(
                "printf '%s.' \"$2$COMP_LINE\" \"$COMP_POINT\" \"$1\" \"$3\" | tr ' ' _\n", to: "my completer")
            for (line, word) in [
                ("awsx exec -p legacy -- aws s3", "s3aws_s3.6.aws.aws."),
                ("awsx exec -p legacy aws --region x s3", "s3aws_--region_x_s3.17.aws.x."),
                ("awsx exec -- /usr/bin/aws s3", "s3/usr/bin/aws_s3.15./usr/bin/aws./usr/bin/aws."),
                ("awsx exec -- words won", "wone"), ("awsx exec -- own x", "x.own.2"),
            ] {
                let words = try await living.tab(line)
                #expect(words.last == word, "\(line)")
            }
        }
    }

    /// readline puts all candidates there, and takes an opened quote away before.
    @Test func `all candidates at once are words, too`() async throws {
        let config = "[profile 'k1;touch pwned']\n[profile 'k2$(touch pwned)']\n"
        try await TabbedShell.with(.bash, config: config) { living in
            for quote in ["", "'", "\""] {
                let words = try await living.tab("awsx use \(quote)k", key: "\u{1b}*")
                #expect(words == ["use", "k1;touch pwned", "k2$(touch pwned)"], "\(quote)")
            }
        }
    }

    @Test(arguments: ["", library])
    func `a file's name doesn't run either`(before: String) async throws {
        let name = "k1$(touch pwned);touch pwned"
        try await TabbedShell.with(.bash, config: EndToEndHome.config, before: before) { living in
            try living.write("", to: name)
            for quote in ["", "'", "\""] {
                let words = try await living.tab("awsx sandbox serve --config \(quote)k1")
                #expect(words.last == name, "\(quote)")
                let joined = try await living.tab("awsx sandbox serve --config=\(quote)k1")
                #expect(joined.last == "--config=\(name)", "\(quote)")
            }
        }
    }

    /// Every builtin and reserved word is an alias of something else, before awsx came or after.
    @Test(arguments: [true, false])
    func `an alias of everything gets into nothing`(isBefore: Bool) async throws {
        let reserved = "if then else fi case esac for while do done function { } ! [["
        let aliases =
            "for each in $(compgen -b | \\grep '^[a-z]'); do builtin alias \"$each=WRONG_$each\"; done\n"
            + reserved.split(separator: " ").map { "\\builtin alias '\($0)=WRONG'" }.joined(separator: "; ")
        let keys = "aws_access_key_id = A\naws_secret_access_key = s\n"
        let home = try EndToEndHome(config: EndToEndHome.config + "[profile me@corp-dev]\n\(keys)")
        defer { home.remove() }
        let living = try LivingShell(
            .bash, in: home, before: isBefore ? "\(aliases)\n" : "", after: isBefore ? "" : aliases)
        defer { living.end() }
        try await living.begin()
        try await living.type("awsx use prod-R\t")
        #expect(try await living.inherited("AWS_PROFILE") == "prod-ReadOnlyAccess")
        try await living.type("awsx use \"me@c\t")
        #expect(try await living.inherited("AWS_PROFILE") == "me@corp-dev")
        try await living.type("awsx unuse")
        #expect(try await living.inherited("AWS_PROFILE") == "unset")
        #expect(!living.pty.text.contains("WRONG"), "\(LivingShell.plain(living.pty.text))")
    }
}
