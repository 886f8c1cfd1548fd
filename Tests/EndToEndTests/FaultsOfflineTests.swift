import TestSupport
import Testing

/// What works, and what is said, when AWS can't be reached.
@Suite struct FaultsOfflineTests {
    /// A role's cached keys, the session's token, and what `exec` then does.
    struct Row: Sendable {
        let keys: Int?
        let token: Int?
        var refreshToken: String?
        var minTTL: String?
        let status: Int32
        var warns = false
        var says = ""
    }

    @Test(arguments: [
        Row(keys: 3600, token: nil, status: 0),
        Row(keys: 960, token: -60, status: 0),
        Row(keys: 600, token: 3600, status: 0, warns: true),
        Row(keys: 600, token: -60, refreshToken: "r", status: 0, warns: true),
        Row(keys: 600, token: nil, status: 0, warns: true),
        Row(keys: 600, token: 3600, minTTL: "1m", status: 0, warns: true),
        Row(keys: 600, token: 3600, minTTL: "11m", status: 69, says: "127.0.0.1:9"),
        Row(keys: 240, token: 3600, status: 69, says: "127.0.0.1:9"),
        Row(keys: -60, token: 3600, status: 69, says: "127.0.0.1:9"),
        Row(keys: nil, token: 3600, status: 69, says: "127.0.0.1:9"),
        Row(keys: nil, token: -60, refreshToken: "r", status: 69, says: "127.0.0.1:9"),
        Row(keys: -60, token: -60, status: 79, says: "awsx login dev-AdministratorAccess"),
        Row(keys: nil, token: nil, status: 79, says: "awsx login dev-AdministratorAccess"),
    ])
    func `keys that are good are used, and what is missing is said`(row: Row) async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        if let keys = row.keys { try home.writeRole(secondsLeft: keys) }
        if let token = row.token {
            try home.writeToken("t", secondsLeft: token, refreshToken: row.refreshToken)
            try home.setAge(600, of: EndToEndHome.tokenFile)
        }
        let files = try home.modes().keys.filter { $0.hasSuffix(".json") }.map { try home.read($0) }.sorted()
        var words = ["exec", "-p", "dev-AdministratorAccess"]
        if let minTTL = row.minTTL { words += ["--min-ttl", minTTL] }
        let run = try await Program.run(
            try InstallPrefix.shared.get().awsx, words + ["--", "echo", "ran"], environment: home.environment)
        if row.status == 0 {
            #expect(run.status == 0 && run.output == "ran\n", "\(run)")
            #expect(run.errorLines.count == (row.warns ? 1 : 0), "\(run)")
        } else {
            expectFailure(run, row.status, saying: row.says)
        }
        #expect(try home.modes().keys.filter { $0.hasSuffix(".json") }.map { try home.read($0) }.sorted() == files)
    }

    @Test(arguments: [["login"], ["accounts"], ["whoami", "dev-AdministratorAccess"]])
    func `what needs AWS says that it isn't there`(words: [String]) async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.writeToken("t", secondsLeft: words == ["login"] ? -60 : 3600)
        try home.writeRole()
        let run = try await Program.run(
            try InstallPrefix.shared.get().awsx, words, environment: home.environment.setting(["AWS_MAX_ATTEMPTS": "1"])
        )
        expectFailure(run, 69, saying: "http://127.0.0.1:9")
    }

    @Test func `a sign-out without AWS removes the files and says that AWS wasn't told`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.writeToken("t", secondsLeft: 3600)
        try home.writeRole()
        try home.write("{}", to: ".aws/sso/cache/other-tool.json")
        expectFailure(try await home.awsx("logout"), 69, saying: "signed out of session sandbox on this machine")
        let left = home.list(".aws/sso/cache") + home.list(".aws/cli/cache")
        #expect(left.filter { $0.hasSuffix(".json") } == ["other-tool.json"])
        let again = try await home.awsx("logout")
        #expect(again.status == 0, "\(again)")
    }

    @Test(arguments: ["html", "garbage", "status"])
    func `a sign-out that somebody else answered is not believed`(kind: String) async throws {
        let fault = #"{"faults": [{"operation": "Logout", "kind": "\#(kind)"}]}"#
        try await EndToEndHome.with(["--auto-approve", "visit"], state: fault) { home, sandbox in
            try await home.signIn()
            expectFailure(
                try await home.awsx("logout"), 69, saying: "AWS could not be notified", "\(sandbox.url)/logout")
            #expect(!home.list(".aws/sso/cache").contains { EndToEndHome.tokenFile.hasSuffix($0) })
        }
    }
}
