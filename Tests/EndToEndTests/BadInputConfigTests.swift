import Engine
import Foundation
import TestSupport
import Testing

/// Config files that are wrong: one error that names file and line, and nothing changed.
@Suite struct BadInputConfigTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        /// Makes the file; its path is `$C`.
        let made: String
        let status: Int32
        let says: String

        var testDescription: String { name }
    }

    static let rows = [
        Row(name: "missing", made: "rm $C", status: 66, says: "there is no profile dev in "),
        Row(name: "a folder", made: "rm $C; mkdir $C", status: 66, says: "this is a folder, not a file"),
        Row(name: "a pipe", made: "rm $C; mkfifo $C", status: 66, says: "there is no profile dev in "),
        Row(
            name: "a link to nowhere", made: "rm $C; ln -s nowhere $C", status: 66, says: "there is no profile dev in "),
        Row(name: "a link to itself", made: "rm $C; ln -s config $C", status: 66, says: "symbolic links"),
        Row(name: "unparsable", made: "printf '[profile dev]\\na = 1\\n[profile x\\n' > $C", status: 78, says: ":3)"),
        Row(name: "not UTF-8", made: "printf '[profile dev]\\n\\nx = \\377\\376\\n' > $C", status: 78, says: ":3)"),
        Row(
            name: "64 MB of one line", made: "head -c 67108864 /dev/zero | tr '\\0' a > $C", status: 78,
            says: "16 MiB"),
        Row(name: "64 MB of noise", made: "head -c 67108864 /dev/urandom > $C", status: 78, says: "16 MiB"),
        Row(name: "15 MB of noise", made: "head -c 15728640 /dev/urandom > $C", status: 78, says: "("),
        Row(
            name: "15 MB of lines", made: "yes '# nothing' | head -c 15728640 > $C", status: 66,
            says: "there is no profile dev in "),
        Row(name: "zero bytes", made: ": > $C", status: 66, says: "there is no profile dev in "),
        Row(
            name: "half-written profile", made: "printf '[profile dev]\\nsso_session = s\\nsso_account_id = 1' > $C",
            status: 66, says: ":2)"),
        Row(
            name: "no account",
            made: "printf '[profile dev]\\nsso_session = s\\nsso_role_name = r\\n[sso-session s]\\nsso_region = r\\n"
                + "sso_start_url = https://x.awsapps.com/start' > $C", status: 78, says: "sso_account_id"),
        Row(
            name: "absent session",
            made:
                "printf '[profile dev]\\nsso_account_id = 111111111111\\nsso_role_name = r\\nsso_session = gone\\n' > $C",
            status: 66, says: ":4)"),
        Row(
            name: "half-written session",
            made: "printf '[sso-session s]\\nsso_region = r\\n[profile dev]\\nsso_session = s\\nsso_account_id = "
                + "111111111111\\nsso_role_name = r\\n' > $C", status: 78, says: "sso_start_url"),
    ]

    @Test(arguments: rows)
    func `one error names the place, and nothing is changed`(row: Row) async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.writeToken("t", secondsLeft: 3600)
        let made = try await home.shell("C=\(home.path)/.aws/config; \(row.made)")
        #expect(made.status == 0, "\(made)")
        let before = try Snapshot(home)
        for words in [
            ["exec", "-p", "dev", "true"], ["status", "dev"], ["credential-process", "dev"], ["whoami", "dev"],
        ] {
            let run = try await Program.run(
                try InstallPrefix.shared.get().awsx, words, environment: home.environment)
            expectFailure(run, row.status, saying: row.says, "\(home.path)/.aws/config")
            #expect(try Snapshot(home) == before, "\(words)")
        }
    }

    @Test func `a file that may not be read is named with what mends it`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        for name in [".aws/config", ".aws/credentials"] {
            try home.write(EndToEndHome.config, to: ".aws/config")
            try home.write("[x]\n", to: ".aws/credentials")
            try home.write("", to: name, mode: 0)
            let run = try await home.asMortal("awsx exec -p dev-ReadOnlyAccess true")
            expectFailure(run, 66, saying: "\(home.path)/\(name)", "Permission denied", "chmod u+r")
        }
    }

    @Test func `files behind links are read where they are`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, _ in
            let moved = try await home.shell("mkdir real && mv .aws/config real/c && ln -s ../real/c .aws/config")
            #expect(moved.status == 0)
            try await home.signIn()
            let linked = try await home.shell(
                "mv \(EndToEndHome.tokenFile) real/t && ln -s \"$HOME/real/t\" \(EndToEndHome.tokenFile)")
            #expect(linked.status == 0)
            try home.ageToken()
            let run = try await home.awsx("token")
            #expect(run.status == 0, "\(run)")
            let kind = try await home.shell("test -L \(EndToEndHome.tokenFile) && test -f real/t && ! test -L real/t")
            #expect(kind.status == 0, "the link was replaced by a file")
            #expect(run.output == "\(try #require(home.json("real/t")["accessToken"]?.string))\n")
        }
    }

    @Test func `no HOME anywhere is said`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        // A user that /etc/passwd doesn't know, in a namespace of its own.
        for words in ["exec -p dev true", "login", "login --all", "status", "env"] {
            let run = try await home.shell("unset HOME; exec unshare --user --map-user=54321 awsx \(words)")
            expectFailure(run, 78, saying: "there is no home directory", "$HOME", "export HOME")
        }
        let keys = try await home.shell(
            "unset HOME; exec unshare --user --map-user=54321 awsx env",
            setting: ["AWS_ACCESS_KEY_ID": "AKIAEXAMPLE", "AWS_SECRET_ACCESS_KEY": "secret"])
        #expect(keys.status == 0 && keys.output.contains("AKIAEXAMPLE"), "\(keys)")
        let config = try await home.shell(
            "unset HOME; exec unshare --user --map-user=54321 awsx exec -p dev-ReadOnlyAccess true",
            setting: ["AWS_CONFIG_FILE": "\(home.path)/.aws/config"])
        expectFailure(config, 78, saying: "$HOME", "export HOME")
    }
}
