import Engine
import TestSupport
import Testing

/// Cache folders that others can write, and cache files that they wrote.
@Suite struct SecondUserFilesTests {
    @Test(arguments: [".aws/sso/cache", ".aws/sso"])
    func `a folder that others can write keeps no token, and doctor says so first`(folder: String) async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, sandbox in
            try home.makeFolder(".aws/sso/cache")
            try home.setMode(0o777, of: folder)
            let login = try await home.awsx("login")
            expectFailure(login, 77, saying: "other users can write here", "\(home.path)/\(folder)", "chmod go-w")
            #expect(try sandbox.counts().values.allSatisfy { $0 == 0 }, "nothing was asked of AWS")
            #expect(!home.list(".aws/sso/cache").contains { $0.hasSuffix(".json") })
            let doctor = try await home.awsx("doctor", "--offline", "--json")
            let codes = (doctor.json?["findings"]?.array ?? []).compactMap { $0["code"]?.string }
            #expect(codes.contains("folder-writable"), "\(doctor)")
            #expect(try await home.awsx("doctor", "--offline", "--fix", "--yes").status == 1)
            #expect(try await home.awsx("login").status == 0)
        }
    }

    @Test func `keys are used and not kept where others can write`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, _ in
            try await home.signIn()
            try home.makeFolder(".aws/cli/cache")
            try home.setMode(0o777, of: ".aws/cli/cache")
            let run = try await home.awsx("exec", "-p", "dev-ReadOnlyAccess", "--", "sh", "-c", "echo $AWSX_ROLE")
            #expect(run.status == 0 && run.output == "ReadOnlyAccess\n", "\(run)")
            #expect(run.error.contains("could not cache") && run.error.contains("other users can write here"), "\(run)")
            #expect(!home.list(".aws/cli/cache").contains { $0.hasSuffix(".json") })
        }
    }

    /// Escapes, a NUL and a C1 control, as JSON writes them.
    @Test(arguments: [#"\u001b]0;owned\u0007"#, #"a\u0000b"#, #"a\u009b31m"#, #"a\u202eb"#])
    func `nothing of a planted cache file reaches the terminal or a command's environment`(text: String) async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        let end = #""2099-01-01T00:00:00Z""#
        try home.write(
            #"{"startUrl": "https://sandbox.awsapps.com/start", "region": "us-east-1", "accessToken": "\#(text)", "#
                + #""expiresAt": \#(end)}"#, to: EndToEndHome.tokenFile)
        try home.write(
            #"{"Credentials": {"AccessKeyId": "A", "SecretAccessKey": "\#(text)", "SessionToken": "T", "#
                + #""Expiration": \#(end)}}"#, to: EndToEndHome.roleFile())
        for words in [["token"], ["env"], ["env", "--format", "dotenv"], ["credential-process"], ["token", "--json"]] {
            let outcome = try await home.shell("exec awsx \(words.joined(separator: " "))")
            #expect(outcome.status == 79, "\(words) \(outcome)")
            #expect(!outcome.outputBytes.contains { $0 < 0x20 && $0 != 0x0a }, "\(words) \(outcome)")
            #expect(!outcome.errorBytes.contains { $0 < 0x20 && $0 != 0x0a }, "\(words) \(outcome)")
        }
        let run = try await home.awsx("exec", "--", "sh", "-c", "touch ran")
        #expect(run.status == 79 && !home.list("").contains("ran"), "\(run)")
        // The account's number is a label: keys are used without it.
        try home.write(
            #"{"Credentials": {"AccessKeyId": "A", "SecretAccessKey": "S", "SessionToken": "T", "#
                + #""Expiration": \#(end), "AccountId": "\#(text)"}}"#, to: EndToEndHome.roleFile())
        let env = try await home.awsx("env")
        #expect(env.status == 0 && !env.outputBytes.contains { $0 < 0x20 && $0 != 0x0a }, "\(env)")
        #expect(!env.outputBytes.contains(0x9b) && !env.output.contains("\u{202e}"), "\(env)")
    }

    @Test func `a lock's name that is another file's empties nothing`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, _ in
            try home.write("precious", to: "other")
            try home.makeFolder(".aws/sso/cache")
            try home.link(EndToEndHome.probeFile, to: "\(home.path)/other")
            let lock = EndToEndHome.tokenFile.replacing("cache/", with: "cache/.awsx-").replacing(
                ".json", with: ".lock")
            #expect(try await home.shell("ln other \(lock)").status == 0)
            try await home.signIn()
            #expect(try home.read("other") == "precious")
        }
    }
}
