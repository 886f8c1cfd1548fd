import Engine
import Foundation
import ShellKit
import SystemKit
import TestSupport
import Testing

/// Tab, in every shell; and `awsx complete`, which answers it.
@Suite struct ShellCompletionTests {
    private static let config = """
        [profile team:a@b=c]
        sso_session = sandbox
        sso_account_id = 111111111111
        sso_role_name = ReadOnlyAccess
        [profile 'with space+plus']
        aws_access_key_id = AKIAEXAMPLE
        aws_secret_access_key = secret
        [profile 'x$(touch pwned)`touch pwned`']
        aws_access_key_id = AKIAEXAMPLE
        aws_secret_access_key = secret
        """

    static let tabs: [(String, String)] = [
        ("awsx use prod-R", "awsx use prod-ReadOnlyAccess"), ("awsx who", "awsx whoami"),
        ("awsx exec -p leg", "awsx exec -p legacy"), ("awsx exec --profile=leg", "awsx exec --profile=legacy"),
        ("awsx use team:a", "awsx use team:a@b=c"), ("awsx use te", "awsx use team:a@b=c"),
        ("awsx login --session san", "awsx login --session sandbox"), ("awsx use legacy --region eu-no", "eu-north-1"),
        ("awsx env --fo", "awsx env --format"), ("awsx config d", "awsx config dump"),
        ("awsx exec --account 0000", "awsx exec --account 000000000333"), ("awsx init z", "awsx init zsh"),
    ]

    @Test(arguments: Shell.allCases, tabs)
    func `Tab completes`(shell: Shell, tab: (String, String)) async throws {
        try await press(shell, tab.0, expecting: tab.1)
    }

    /// Since fish 4 a question mark is no wildcard; an older fish does so if it is told.
    @Test func `fish completes where a question mark is a plain character`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.configure(Self.config)
        for (line, candidate) in [
            ("awsx exec -p leg", "legacy"), ("awsx login --session san", "sandbox"),
            ("awsx use legacy --region eu-no", "eu-north-1"), ("awsx exec --account 0000", "000000000333"),
            ("awsx exec -p legacy -- tru", "true"),
        ] {
            let outcome = try await Program.run(
                try LivingShell.program(.fish),
                [
                    "--no-config", "--features", "qmark-noglob", "-c",
                    "awsx completion fish | source; complete -C '\(line)'",
                ],
                environment: home.environment)
            #expect(outcome.output.split(separator: "\n").contains { $0.hasPrefix(candidate) }, "\(line): \(outcome)")
            #expect(outcome.error.isEmpty, "\(outcome)")
        }
    }

    @Test(arguments: Shell.allCases)
    func `odd names come out as one word, and nothing in them runs`(shell: Shell) async throws {
        for (typed, name) in [("with", "with space+plus"), ("x", "x$(touch pwned)`touch pwned`")] {
            let home = try EndToEndHome()
            defer { home.remove() }
            try home.configure(Self.config)
            let living = try begin(shell, home)
            defer { living.end() }
            try await living.begin()
            try await living.type("awsx use \(typed)\t")
            #expect(try await living.inherited("AWS_PROFILE") == name)
            #expect(!home.list("").contains("pwned"))
        }
    }

    @Test(arguments: Shell.allCases)
    func `after exec the command completes itself`(shell: Shell) async throws {
        // A command of the tests' own, with a completion of its own.
        let own =
            switch shell {
            case .bash: "_own() { COMPREPLY=(checkmate); }; complete -F _own /bin/true"
            case .zsh: "_own() { compadd checkmate }; compdef _own true"
            case .fish: "complete -c true -f -a checkmate"
            }
        for line in [
            "awsx exec -p team:a@b=c -- /bin/true che", "awsx exec -p legacy /bin/true che",
            "awsx sandbox run --tls -- /bin/true che",
        ] {
            try await press(shell, line, expecting: "/bin/true checkmate", after: own)
        }
    }

    @Test(arguments: Shell.allCases)
    func `after exec comes a profile or a command, until one of them is there`(shell: Shell) async throws {
        let config =
            EndToEndHome.config + Self.config
            + "\n[profile true-of-mine]\naws_access_key_id = A\naws_secret_access_key = S\n"
        let before = shell == .bash ? ["", "source /usr/share/bash-completion/bash_completion"] : [""]
        for before in before {
            try await TabbedShell.with(shell, config: config, before: before) { living in
                for (line, words) in [
                    ("awsx exec leg", ["exec", "legacy"]),
                    ("awsx exec --no-login leg", ["exec", "--no-login", "legacy"]),
                    ("awsx exec with", ["exec", "with space+plus"]), ("awsx exec 'wit", ["exec", "with space+plus"]),
                    ("awsx exec 'x$", ["exec", "x$(touch pwned)`touch pwned`"]),
                    ("awsx exec team:a", ["exec", "team:a@b=c"]), ("awsx exec true-of", ["exec", "true-of-mine"]),
                    ("awsx exec mkfif", ["exec", "mkfifo"]),
                    // Behind `--`, and where there is a profile, a command is meant.
                    ("awsx exec -- leg", ["exec", "--", "leg"]), ("awsx exec -- mkfif", ["exec", "--", "mkfifo"]),
                    ("awsx exec -p legacy leg", ["exec", "-p", "legacy", "leg"]),
                    ("awsx exec --profile=legacy leg", ["exec", "--profile=legacy", "leg"]),
                ] {
                    let typed = try await living.tab(line)
                    #expect(typed == words, "\(before)\(line)")
                }
            }
        }
    }

    @Test func `zsh shows what is known of profiles in one column, and nothing but profiles and the way back`()
        async throws
    {
        let home = try EndToEndHome()
        defer { home.remove() }
        let living = try begin(.zsh, home)
        defer { living.end() }
        try await living.begin()
        try await living.typeKeys("awsx use \t", expecting: "legacy")
        // A second Tab takes the first of them.
        try await living.typeKeys("\t", expecting: "default")
        let shown = LivingShell.plain(living.pty.text).split(whereSeparator: \.isNewline)
        let notes = shown.filter { $0.contains("  -- ") }
        let places = Set(notes.map { $0.distance(from: $0.startIndex, to: $0.range(of: "  -- ")!.lowerBound) })
        #expect(notes.count >= 7 && places.count == 1, "\(notes)")
        #expect(!shown.contains { $0.contains("-J") || $0.contains("-default-") }, "\(shown)")
    }

    private func begin(_ shell: Shell, _ home: EndToEndHome, after: String = "") throws -> LivingShell {
        try LivingShell(
            shell, in: home, before: shell == .zsh ? "autoload -U compinit; compinit -u -D" : "", after: after)
    }

    /// Types a line and Tab; throws if what is expected doesn't appear.
    private func press(_ shell: Shell, _ line: String, expecting text: String, after: String = "") async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.configure(Self.config)
        let living = try begin(shell, home, after: after)
        defer { living.end() }
        try await living.begin()
        try await living.typeKeys("\(line)\t", expecting: text)
    }

    @Test func `complete answers with values and descriptions, and never fails`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.writeToken("t", secondsLeft: 2990)
        func lines(_ words: String...) async throws -> [String] {
            let outcome = try await Program.run(
                "\(try InstallPrefix.shared.get().awsx)", ["complete"] + words, environment: home.environment)
            #expect(outcome.status == 0 && outcome.error.isEmpty, "\(outcome)")
            return outcome.output.split(separator: "\n").map(String.init)
        }
        #expect(
            try await lines("profiles", "dev-") == [
                "dev-AdministratorAccess\t111111111111 AdministratorAccess, valid 49m",
                "dev-ReadOnlyAccess\t111111111111 ReadOnlyAccess, valid 49m",
            ])
        #expect((try await lines("profiles").first ?? "").hasPrefix("default\t"), "the file's order")
        #expect(try await lines("profiles", "--loose", "READ").count == 2)
        #expect(try await lines("profiles", "READ").isEmpty)
        #expect(try await lines("sessions") == ["sandbox\thttps://sandbox.awsapps.com/start"])
        #expect((try await lines("accounts", "2").first ?? "").hasPrefix("222222222222\t"))
        #expect(try await lines("roles", "Aud") == ["Auditor\t000000000333"])
        #expect(try await lines("regions", "eu-north") == ["eu-north-1\tEurope (Stockholm)"])
        #expect(try await lines("services", "s3").contains("s3"))
        #expect((try await lines("commands", "sand").first ?? "").hasPrefix("sandbox\t"))
        let all = try await lines("commands")
        #expect(!all.contains { $0.hasPrefix("shell-hook") })
        #expect(try await lines("plugins", "exec").count == 1)
        #expect(try await lines("nonsense").isEmpty)
        #expect(try await lines().isEmpty)
        #expect(try await lines("profiles", "-p").isEmpty)
        try home.write("[broken\n", to: ".aws/config")
        #expect(try await lines("profiles").isEmpty)
    }
}
