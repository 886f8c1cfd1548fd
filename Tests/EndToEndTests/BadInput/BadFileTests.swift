import Engine
import Foundation
import SystemKit
import TestSupport
import Testing

/// Files that are lost, broken or another tool's: one clear error or none, and nothing lost.
@Suite(.serialized) struct BadFileTests {
    /// What is in the place of the token file, and the status of `awsx status`.
    private static let tokens: [(name: String, text: String, status: Int32)] = [
        ("nothing", "", 79), ("half", #"{"startUrl": "https://sandbox.awsapps.com/start", "accessTo"#, 79),
        ("a list", "[]", 79), ("a word", "\"token\"", 79), ("no JSON", "<html>", 79),
        ("a registration", #"{"clientId": "c", "clientSecret": "s", "expiresAt": "2099-01-01T00:00:00Z"}"#, 79),
        ("a number as token", #"{"accessToken": 1, "expiresAt": "2099-01-01T00:00:00Z"}"#, 79),
        ("no time", #"{"accessToken": "t", "expiresAt": "soon"}"#, 79),
        ("a time without a zone", #"{"accessToken": "t", "expiresAt": "2099-01-01T00:00:00"}"#, 0),
        ("a time 30 years ago", #"{"accessToken": "t", "expiresAt": "1996-01-01T00:00:00Z"}"#, 79),
        ("a time far off", #"{"accessToken": "t", "expiresAt": "2056-01-01T00:00:00Z"}"#, 0),
        ("old spelling", #"{"accessToken": "t", "expiresAt": "2099-01-01T00:00:00UTC"}"#, 0),
        ("an editor's spelling", "{\n  \"expiresAt\": \"2099-01-01T00:00:00.000Z\",\n  \"accessToken\": \"t\"\n}\n", 0),
        ("deep nesting", String(repeating: "[", count: 100_000), 79),
        ("much", #"{"accessToken": "\#(String(repeating: "x", count: 8 << 20))"}"#, 79),
    ]

    @Test(arguments: tokens)
    func `a token file of any kind is used or not, and stays where it is`(
        name: String, text: String, status: Int32
    ) async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.write(text, to: EndToEndHome.tokenFile)
        let outcome = try await home.awsx("status")
        #expect(outcome.status == status, "\(outcome)")
        #expect(outcome.errorLines.count <= 2)
        let profiles = try await home.awsx("profiles")
        #expect(profiles.status == 0, "\(profiles)")
        let token = try await home.awsx("token")
        #expect(token.status == status, "\(token)")
        #expect(token.output.isEmpty == (status != 0))
        #expect(try home.read(EndToEndHome.tokenFile) == text)
    }

    @Test func `a sign-in mends a broken token file`() async throws {
        for (name, text, _) in Self.tokens.prefix(3) {
            try await EndToEndHome.with { home, _ in
                try home.write(text, to: EndToEndHome.tokenFile)
                try home.write("half {", to: EndToEndHome.registrationFile)
                try home.write("", to: EndToEndHome.roleFile())
                let login = try await home.awsx("login")
                #expect(login.status == 0, "\(name) \(login)")
                let exec = try await home.awsx("exec", "--", "true")
                #expect(exec.status == 0, "\(name) \(exec)")
            }
        }
    }

    @Test func `bytes that are no text are no token`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.makeFolder(".aws/sso/cache")
        try Data([0xff, 0xfe, 0x00, 0x7b]).write(to: URL(fileURLWithPath: "\(home.path)/\(EndToEndHome.tokenFile)"))
        #expect(try await home.awsx("status").status == 79)
    }

    @Test(arguments: ["token", "role", "caches"])
    func `a folder where a file should be, or a file where a folder should be, is named`(what: String) async throws {
        try await EndToEndHome.with { home, _ in
            switch what {
            case "token": try home.makeFolder(EndToEndHome.tokenFile)
            case "role": try home.makeFolder(EndToEndHome.roleFile())
            default: try home.write("in the way", to: ".aws/sso")
            }
            let login = try await home.awsx("login")
            let exec = try await home.awsx("exec", "--", "true")
            for outcome in [login, exec] where outcome.status != 0 {
                #expect([1, 66, 79].contains(outcome.status), "\(outcome)")
                #expect(outcome.error.contains(home.path) || outcome.status == 79, "\(outcome)")
                #expect(!outcome.error.contains("Fatal"))
            }
            #expect(login.status != 0 || what == "role")
        }
    }

    @Test func `files that are links are read and written where they lead`() async throws {
        try await EndToEndHome.with { home, _ in
            try home.makeFolder("real")
            try home.makeFolder(".aws/sso/cache")
            try FileManager.default.moveItem(atPath: "\(home.path)/.aws/config", toPath: "\(home.path)/real/config")
            for (link, target) in [(".aws/config", "real/config"), (EndToEndHome.tokenFile, "real/token")] {
                try FileManager.default.createSymbolicLink(
                    atPath: "\(home.path)/\(link)", withDestinationPath: "\(home.path)/\(target)")
            }
            let login = try await home.awsx("login")
            #expect(login.status == 0, "\(login)")
            #expect(try home.json("real/token")["accessToken"] != nil)
            #expect(
                try FileManager.default.destinationOfSymbolicLink(atPath: "\(home.path)/\(EndToEndHome.tokenFile)")
                    .hasSuffix(
                        "real/token"))
            #expect(try await home.awsx("exec", "--", "true").status == 0)
        }
    }

    @Test func `a link that leads to itself is an error, not a wait`() async throws {
        let home = try EndToEndHome(config: nil)
        defer { home.remove() }
        try FileManager.default.createSymbolicLink(
            atPath: "\(home.path)/.aws/config", withDestinationPath: "\(home.path)/.aws/config")
        let outcome = try await home.awsx("profiles")
        #expect([0, 66].contains(outcome.status), "\(outcome)")
    }

    @Test func `64 MB of garbage as configuration end in an error, not in memory`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        var data = Data("[default]\n".utf8)
        data.append(Data(repeating: UInt8(ascii: "x"), count: 64 << 20))
        try data.write(to: URL(fileURLWithPath: "\(home.path)/.aws/config"))
        let outcome = try await home.shell("ulimit -v 2000000; awsx profiles")
        #expect([66, 78].contains(outcome.status), "\(outcome.status) \(outcome.error.prefix(500))")
        #expect(outcome.errorLines.count <= 2)
        #expect(outcome.error.contains(".aws/config"))
    }

    @Test(arguments: [
        ("[default]\nregion\n", 2), ("[default]\nx = 1\n[profile a\n", 3), ("[default]\nx = \u{0}\nregion", 3),
    ])
    func `a config that nobody can read is named with its line`(text: String, line: Int) async throws {
        let home = try EndToEndHome(config: text)
        defer { home.remove() }
        for words in [["status"], ["exec", "--", "true"], ["login"], ["whoami"], ["config", "dump"]] {
            let outcome = try await Program.run(
                InstallPrefix.shared.get().awsx, words, environment: home.environment, folder: home.path)
            #expect(outcome.status == 78, "\(outcome)")
            #expect(outcome.error.contains(".aws/config:\(line)"), "\(outcome)")
            #expect(outcome.errorLines.count <= 2)
        }
    }

    @Test func `names with escape sequences are shown harmless`() async throws {
        let evil = "\u{1b}[31mred\u{7}\u{9b}2J"
        let config =
            EndToEndHome.config + "[profile '\(evil)']\nregion = \(evil)\nsso_session = \(evil)\nsso_account_id = 1\n"
        let state =
            #"{"accounts": [{"accountId": "111111111111", "accountName": "\u001b[31mred", "roles": ["R\u001b]0;x\u0007"]}]}"#
        try await EndToEndHome.with(state: state, config: config) { home, _ in
            #expect(try await home.awsx("login").status == 0)
            for words in [
                ["profiles", "--long"], ["status", evil], ["config", "dump"], ["accounts"],
                ["exec", "-p", evil, "true"],
                ["login", evil], [evil], ["status", "no\(evil)"], ["exec", "--", evil],
            ] {
                let outcome = try await Program.run(
                    InstallPrefix.shared.get().awsx, words, environment: home.environment, folder: home.path)
                for byte: UInt8 in [0x1b, 0x07] {
                    #expect(!outcome.outputBytes.contains(byte) && !outcome.errorBytes.contains(byte), "\(words)")
                }
                #expect(!(outcome.output + outcome.error).unicodeScalars.contains("\u{9b}"), "\(words)")
            }
        }
    }
}
