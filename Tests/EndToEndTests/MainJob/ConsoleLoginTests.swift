import Engine
import Foundation
import SystemKit
import TestSupport
import Testing

/// Signing in to the console (<doc:LoginSessions>): a profile for who somebody is there.
@Suite(.serialized) struct ConsoleLoginTests {
    private static let user = "arn:aws:iam::111111111111:user/ci"
    private static let root = "arn:aws:iam::222222222222:root"
    private static let config = "[profile me]\nlogin_session = \(user)\nregion = us-east-1\n"
    private static let cache = ".aws/login/cache"

    private func with(
        _ config: String = config, identity: String = user, approve: String = "visit",
        _ body: (EndToEndHome, SandboxProcess) async throws -> Void
    ) async throws {
        let state = #"{"consoleIdentity": "\#(identity)"}"#
        try await EndToEndHome.with(["--auto-approve", approve], state: state, config: config, body)
    }

    private func sessionFile(_ home: EndToEndHome) throws -> String {
        try #require(home.list(Self.cache).first { $0.hasSuffix(".json") })
    }

    @Test func `from nothing to a command as the user who was chosen, and out again`() async throws {
        try await with("") { home, sandbox in
            let login = try await home.awsx("login", "--console", "me", "--region", "us-east-1", "--json")
            #expect(login.status == 0, "\(login)")
            #expect(login.error.contains("profile me is \(Self.user)"))
            let session = login.json?["sessions"]?.array?.first
            #expect(session?["loginSession"]?.string == Self.user)
            #expect(session?["accountId"]?.string == "111111111111")
            #expect(
                try home.read(".aws/config")
                    == "[profile me]\nlogin_session = \(Self.user)\nregion = us-east-1\n")
            let file = "\(Self.cache)/\(try sessionFile(home))"
            #expect(try home.modes()[file] == 0o600)
            #expect(
                try home.json(file).members?.map(\.name) == [
                    "accessToken", "tokenType", "clientId", "refreshToken", "idToken", "dpopKey", "signInRegion",
                ])
            let identity = try await home.awsx(
                "exec", "-p", "me", "--", "aws", "sts", "get-caller-identity", "--query", "Arn", "--output", "text")
            #expect(identity.output == "\(Self.user)\n", "\(identity)")
            let counts = try await sandbox.counting {
                let again = try await home.awsx("login", "me")
                #expect(again.status == 0)
                #expect(again.error.contains("the console session of profile me: already signed in"), "\(again)")
            }
            #expect(counts.isEmpty)

            let kept = try home.read(file)
            let ended = try await sandbox.counting {
                let logout = try await home.awsx("logout", "me", "--json")
                #expect(logout.status == 0, "\(logout)")
                #expect(logout.json?["sessions"]?.array?.first?["isRevoked"]?.bool == true)
                #expect(logout.error.contains("the console session of profile me: signed out"))
            }
            #expect(ended == ["ListSessions": 1, "BatchRevokeSessions": 1])
            #expect(home.list(Self.cache).filter { !$0.hasSuffix(".lock") }.isEmpty)
            #expect(try home.read(".aws/config").contains("login_session = \(Self.user)"))
            #expect(try await home.awsx("status", "me").status == 79)
            // Who kept a copy of the file can't renew it.
            try home.write(
                kept.replacing(/"expiresAt": "[^"]*"/, with: #""expiresAt": "2020-01-01T00:00:00Z""#), to: file)
            expectFailure(try await home.awsx("env", "me"), 79, saying: "TOKEN_EXPIRED", "awsx login me")
        }
    }

    @Test func `a sign-out that AWS was not told of says so in one line`() async throws {
        try await with("") { home, _ in
            let login = try await home.awsx("login", "--console", "me", "--region", "us-east-1")
            #expect(login.status == 0, "\(login)")
            let file = "\(Self.cache)/\(try sessionFile(home))"
            try home.write(try home.read(file).replacing("idToken", with: "noToken"), to: file)
            let logout = try await home.awsx("logout", "me")
            #expect(
                logout.error == "awsx: the console session of profile me: signed out on this machine; "
                    + "the session is still active at AWS (its file has no ID token to identify the session)\n",
                "\(logout)")
        }
    }

    @Test func `the AWS SDK goes on with what awsx made, in another region than the profile's`() async throws {
        try await withTLS("[profile me]\nregion = eu-west-1\n") { home, sandbox in
            let proxy = try await RecordingProxy(home, to: sandbox)
            defer { proxy.end() }
            let browser = "curl -sSLo /dev/null --cacert \(sandbox.certificateAuthority ?? "") %s"
            let login = try await home.awsx(
                "login", "--console", "me", "--region", "us-west-2",
                setting: proxy.variables("BROWSER", browser))
            #expect(login.status == 0, "\(login)")
            #expect(try home.read(".aws/config") == "[profile me]\nregion = eu-west-1\nlogin_session = \(Self.user)\n")
            let file = "\(Self.cache)/\(try sessionFile(home))"
            #expect(try home.json(file)["signInRegion"]?.string == "us-west-2")
            let python = try await Boto3Python.path()
            let newer = "\(python.parentFolder.parentFolder)/botocore-1.44.8"
            let script = """
                import botocore, botocore.session
                print(botocore.__version__, botocore.session.Session(profile="me").get_credentials().access_key)
                """
            for round in 0..<2 {
                try expire(file, in: home)
                let before = try home.json(file)
                let theirs = try await home.run(
                    python, "-c", script, setting: proxy.variables("PYTHONPATH", newer))
                #expect(theirs.status == 0, "\(theirs)")
                #expect(theirs.output.hasPrefix("1.44.8 ASIA"))
                let after = try home.json(file)
                #expect(after["refreshToken"] != before["refreshToken"])
                #expect(after["signInRegion"]?.string == "us-west-2", "round \(round)")
                try expire(file, in: home)
                let ours = try await home.awsx("credential-process", "me", setting: proxy.variables())
                #expect(ours.status == 0, "\(ours)")
                #expect(try home.json(file)["refreshToken"] != after["refreshToken"])
            }
            #expect(Set(try proxy.hosts()) == ["us-west-2.signin.aws.amazon.com"])
            let logout = try await home.awsx("logout", "me", setting: proxy.variables())
            #expect(logout.status == 0, "\(logout)")
            #expect(try proxy.hosts().suffix(1) == ["signin.us-west-2.api.aws"])
        }
    }

    @Test func `a session in the AWS CLI's older form is renewed in the profile's region, which is all that is known`()
        async throws
    {
        try await withTLS("[profile me]\nregion = eu-west-1\n") { home, sandbox in
            let proxy = try await RecordingProxy(home, to: sandbox)
            defer { proxy.end() }
            let browser = "curl -sSLo /dev/null --cacert \(sandbox.certificateAuthority ?? "") %s"
            let variables = proxy.variables("BROWSER", browser)
            #expect(
                try await home.awsx("login", "--console", "me", "--region", "us-west-2", setting: variables).status == 0
            )
            let file = "\(Self.cache)/\(try sessionFile(home))"
            try expire(file, in: home)
            try home.write(try home.read(file).replacing(#", "signInRegion": "us-west-2""#, with: ""), to: file)
            let wrong = try await home.awsx("env", "me", setting: proxy.variables())
            expectFailure(wrong, 1, saying: "INVALID_REQUEST", "eu-west-1.signin.aws.amazon.com")
            let right = try await home.awsx("env", "me", "--region", "us-west-2", setting: proxy.variables())
            #expect(right.status == 0, "\(right)")
        }
    }

    @Test func `a browser on another machine: its code is pasted, and a wrong one is asked for again`() async throws {
        try await with { home, sandbox in
            let login = try home.terminal("login", "me", "--remote")
            defer { login.end() }
            let shown = try await login.expect("Code: ")
            let url = try #require(shown.firstMatch(of: /http:\/\/\S+\/v1\/authorize\?\S+/)).output
            #expect(url.contains("cross-device"))
            login.send("bm9wZQ==\n")
            _ = try await login.expect("does not belong to this sign-in")
            let page = try await home.run("curl", "-sSL", String(url))
            let code = try #require(page.output.firstMatch(of: /<code id="code">([^<]*)</)).output.1
            login.send("\(code)\n")
            #expect(await login.wait() == 0, "\(login.text)")
            #expect(try sandbox.counts()["ConsoleConfirmation"] == 1)
            #expect(try await home.awsx("exec", "-p", "me", "--", "true").status == 0)
        }
    }

    @Test func `Ctrl-C at the code leaves nothing`() async throws {
        try await with { home, _ in
            let login = try home.terminal("login", "me", "--use-device-code")
            defer { login.end() }
            _ = try await login.expect("Code: ")
            login.send("\u{3}")
            #expect(await login.wait() == 130, "\(login.text)")
            #expect(home.list(Self.cache).filter { $0.hasSuffix(".json") }.isEmpty)
        }
    }

    @Test func `a command that needs the session signs in on a terminal`() async throws {
        try await with { home, sandbox in
            let run = try home.terminal("exec", "-p", "me", "--", "sh", "-c", "echo as $AWSX_ACCOUNT_ID")
            defer { run.end() }
            _ = try await run.expect("as 111111111111")
            #expect(await run.wait() == 0)
            #expect(run.text.contains("signing in"))
            #expect(try sandbox.counts()["ConsoleAuthorize"] == 1)
            _ = try home.delete("\(Self.cache)/\(try sessionFile(home))")
            expectFailure(try await home.awsx("exec", "-p", "me", "--", "true"), 79, saying: "awsx login me")
        }
    }

    @Test func `ten at once send one person to one browser`() async throws {
        try await with { home, sandbox in
            let outcomes = try await Crowd(10, in: home, "login", "me").outcomes()
            #expect(outcomes.statuses == [0: 10], "\(outcomes.first { $0.status != 0 }?.description ?? "")")
            let counts = try sandbox.counts()
            #expect(counts["ConsoleAuthorize"] == 1)
            #expect(counts["CreateOAuth2Token.authorization_code"] == 1)
        }
    }

    @Test func `who signs in as somebody else changes the profile only after a question`() async throws {
        try await with(identity: Self.root) { home, _ in
            let silent = try await home.awsx("login", "me")
            expectFailure(silent, 77, saying: "profile me is for \(Self.user)", Self.root, "nothing was changed")
            #expect(try home.read(".aws/config") == Self.config)
            #expect(home.list(Self.cache).filter { $0.hasSuffix(".json") }.isEmpty)
            for (key, status) in [("n\n", Int32(77)), ("y\n", 0)] {
                let login = try home.terminal("login", "me")
                defer { login.end() }
                _ = try await login.expect("Change the profile? [y/N]:")
                login.send(key)
                #expect(await login.wait() == status, "\(login.text)")
            }
            #expect(try home.read(".aws/config").contains("login_session = \(Self.root)\n"))
        }
    }

    @Test func `a region is asked for where none is known, and written into the profile`() async throws {
        try await with("") { home, _ in
            expectFailure(try await home.awsx("login", "--console", "me"), 78, saying: "needs a region", "--region")
            let login = try home.terminal("login", "--console", "me")
            defer { login.end() }
            _ = try await login.expect("Region to sign in to [us-east-1]:")
            login.send("eu-central-1\n")
            #expect(await login.wait() == 0, "\(login.text)")
            #expect(
                try home.read(".aws/config")
                    == "[profile me]\nlogin_session = \(Self.user)\nregion = eu-central-1\n")
        }
    }

    @Test func `profiles of other kinds, strange names and refusals are told with the line`() async throws {
        let config = "[profile role]\nregion = us-east-1\nrole_arn = arn:aws:iam::111111111111:role/x\n"
        try await with(config, approve: "deny") { home, _ in
            expectFailure(try await home.awsx("login", "--console", "role"), 78, saying: "by role_arn", ".aws/config:3")
            expectFailure(
                try await home.awsx("login", "--console", "a b", "--region", "us-east-1"), 64, saying: "\"a b\"")
            expectFailure(
                try await home.awsx("login", "--console", "me", "--region", "us-east-1"), 77, saying: "access_denied")
            expectFailure(try await home.awsx("login", "--console", "--all"), 64, saying: "--console")
            #expect(try home.read(".aws/config") == config)
        }
    }

    @Test func `a clock that is off is named where the service refuses`() async throws {
        try await with { home, sandbox in
            #expect(try await home.awsx("login", "me").status == 0)
            let file = "\(Self.cache)/\(try sessionFile(home))"
            try expire(file, in: home)
            try sandbox.set(
                #"{"clockOffset": 120, "faults": [{"operation": "CreateOAuth2Token", "kind": "status", "code": "TOKEN_EXPIRED"}]}"#
            )
            let outcome = try await home.awsx("env", "me")
            expectFailure(outcome, 79, saying: "this machine's clock is 1", "s behind the server's", "timedatectl")
            // It is no end of the session, which the next try finds.
            try sandbox.set(#"{"clockOffset": 0, "faults": []}"#)
            #expect(try await home.awsx("env", "me").status == 0)
        }
    }

    @Test func `signing out of everything ends the sessions that nobody names, too`() async throws {
        try await with { home, sandbox in
            #expect(try await home.awsx("login", "me").status == 0)
            _ = try home.login(Self.root, with: sandbox)
            #expect(home.list(Self.cache).filter { $0.hasSuffix(".json") }.count == 2)
            let logout = try await home.awsx("logout", "--all")
            #expect(logout.status == 0, "\(logout)")
            #expect(logout.error.contains("that no profile uses: removed 1"))
            #expect(home.list(Self.cache).filter { $0.hasSuffix(".json") }.isEmpty)
        }
    }

    // MARK: Two regions

    private var tls: [String] {
        ["--tls", "--tls-name", "*.signin.aws.amazon.com", "--tls-name", "signin.us-west-2.api.aws"]
    }

    private func withTLS(
        _ config: String, _ body: (EndToEndHome, SandboxProcess) async throws -> Void
    ) async throws {
        let file = try Workspace.shared.folder("state") + "/state.json"
        try #"{"consoleIdentity": "\#(Self.user)"}"#.write(toFile: file, atomically: true, encoding: .utf8)
        try await EndToEndHome.with(
            ["--auto-approve", "visit", "--config", file] + tls, config: config, body)
    }

    private func expire(_ file: String, in home: EndToEndHome) throws {
        let text = try home.read(file)
        try home.write(
            text.replacing(/"expiresAt": "[^"]*"/, with: #""expiresAt": "2020-01-01T00:00:00Z""#), to: file)
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -120)], ofItemAtPath: "\(home.path)/\(file)")
    }
}

/// A proxy that leads every host to a sandbox, and keeps which were asked for.
private struct RecordingProxy {
    private let log: String
    private let program: RunningProgram
    private let url: String

    init(_ home: EndToEndHome, to sandbox: SandboxProcess) async throws {
        let port = try #require(sandbox.url.split(separator: ":").last)
        log = "\(home.path)/proxy.log"
        try home.write(
            """
            import asyncio, sys

            async def pipe(reader, writer):
                try:
                    while data := await reader.read(65536):
                        writer.write(data)
                        await writer.drain()
                except ConnectionError:
                    pass
                finally:
                    writer.close()

            async def serve(reader, writer):
                head = await reader.readuntil(b"\\r\\n\\r\\n")
                host = head.split()[1].decode().rsplit(":", 1)[0]
                with open(sys.argv[2], "a") as log:
                    log.write(host + "\\n")
                there_in, there_out = await asyncio.open_connection("127.0.0.1", int(sys.argv[1]))
                writer.write(b"HTTP/1.1 200 OK\\r\\n\\r\\n")
                await asyncio.gather(pipe(reader, there_out), pipe(there_in, writer))

            async def main():
                server = await asyncio.start_server(serve, "127.0.0.1", 0)
                print(server.sockets[0].getsockname()[1], flush=True)
                await server.serve_forever()

            asyncio.run(main())
            """, to: "proxy.py")
        let python = try await Boto3Python.path()
        program = try RunningProgram(
            python, words: [python, "\(home.path)/proxy.py", String(port), log].map { Array($0.utf8) },
            environment: home.environment,
            streams: [.nothing, .file("\(home.path)/proxy.out"), .file("\(home.path)/proxy.err")])
        var own = ""
        while own.last != "\n", !program.hasEnded {
            try await Task.sleep(for: .milliseconds(5))
            own = (try? home.read("proxy.out")) ?? ""
        }
        url = "http://127.0.0.1:\(own.dropLast())"
    }

    /// Of a client that goes by this proxy and finds AWS at its own names, and one more.
    func variables(_ name: String = "NO_PROXY", _ value: String? = nil) -> KeyValuePairs<String, String?> {
        ["HTTPS_PROXY": url, "https_proxy": url, "AWS_ENDPOINT_URL_SIGNIN": nil, name: value]
    }

    func hosts() throws -> [String] {
        try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").map(String.init)
    }

    func end() { program.sendAll(signal: 9) }
}
