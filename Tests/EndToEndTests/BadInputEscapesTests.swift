import TestSupport
import Testing

/// Text from outside moves no cursor, colours no line and rings no bell.
@Suite struct BadInputEscapesTests {
    /// A colour, a title, a bell, a return, a C1 sequence, a turn of direction.
    private static let evil = "e\u{1b}[31m\u{1b}]0;t\u{7}\r\u{9b}2J\u{202e}vil"
    private static let jsonEvil = #"e\u001b[31m\u001b]0;t\u0007\r\u009b2J\u202evil"#

    private static let config = """
        [sso-session sandbox]
        sso_start_url = https://sandbox.awsapps.com/start
        sso_region = us-east-1
        sso_registration_scopes = sso:account:access
        [profile dev]
        sso_session = sandbox
        sso_account_id = 111111111111
        sso_role_name = ReadOnlyAccess
        [profile e\u{1b}[31mvil]
        sso_session = sandbox
        sso_account_id = 111111111111
        sso_role_name = Read\u{1b}[31mOnly
        region = us-\u{9b}2J
        [profile lost]
        sso_session = no\u{1b}[31mne
        sso_account_id = 111111111111
        sso_role_name = r
        """

    private static let state = """
        {"accounts": [{"accountId": "111111111111", "accountName": "\(jsonEvil)", "emailAddress": "\(jsonEvil)",
        "roles": ["ReadOnlyAccess", "\(jsonEvil)"]}]}
        """

    @Test(arguments: [
        ["profiles"], ["profiles", "--long"], ["profiles", "--json"], ["accounts"], ["accounts", "--json"],
        ["status", "e\u{1b}[31mvil"], ["status", "e\u{1b}[31mvil", "--json"], ["status", evil], ["status", "lost"],
        ["exec", "-p", evil, "true"], ["exec", "-p", "e\u{1b}[31mvil", "true"], ["exec", "-p", "lost", "--", "true"],
        ["exec", "--", evil], ["exec", "-p", "dev", "--region", evil, "--", "true"], ["env", evil],
        ["whoami", "e\u{1b}[31mvil"],
        ["login", evil], ["login", "--session", evil], ["logout", "--session", evil], [evil], ["exec", "--\(evil)"],
        ["config", "dump", "--json"], ["credential-process", evil], ["token", "--session", evil], ["plugin", evil],
    ])
    func `what is shown of it is spelt out, on a terminal and in a pipe`(words: [String]) async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"], state: Self.state, config: Self.config) { home, _ in
            try await home.signIn()
            let awsx = try InstallPrefix.shared.get().awsx
            let environment = home.environment.setting(["NO_COLOR": "1", "AWSX_NO_LOGIN": "1"])
            let piped = try await Program.run(awsx, words, environment: environment)
            #expect(isHarmless(piped.errorBytes), "\(words): \(piped.error.debugDescription)")
            #expect(isHarmless(piped.outputBytes), "\(words): \(piped.output.debugDescription)")
            #expect(piped.status < 128, "\(piped)")
            let terminal = try Pty(awsx, words, environment: environment, folder: home.path)
            _ = await terminal.wait()
            let text = withoutProgress(terminal.text)
            #expect(isHarmless(Array(text.utf8)), "\(words): \(text.debugDescription)")
        }
    }

    /// An Identity Center that is hostile in every word.
    private static let server = #"""
        import http.server, json, sys, threading
        evil = "e\x1b[31m\x1b]0;t\x07\r\x9b2J\u202evil"
        class Handler(http.server.BaseHTTPRequestHandler):
            def answer(self, status, body, kind=None):
                data = json.dumps(body, ensure_ascii=False).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                if kind: self.send_header("x-amzn-ErrorType", kind)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)
            def do_POST(self):
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                if self.path == "/client/register":
                    self.answer(200, {"clientId": "c", "clientSecret": "s", "clientSecretExpiresAt": 4070908800})
                elif self.path == "/device_authorization":
                    self.answer(200, {"deviceCode": "d", "userCode": evil, "verificationUri": "http://127.0.0.1/" + evil,
                        "verificationUriComplete": "http://127.0.0.1/" + evil, "expiresIn": 2, "interval": 1})
                elif self.path == "/token" and len(sys.argv) > 1:
                    self.answer(400, {"error": "authorization_pending", "error_description": evil}, "AuthorizationPendingException")
                else: self.answer(400, {"error": evil, "error_description": evil, "message": evil})
            def do_GET(self): self.answer(403, {"message": evil, "Message": evil, "__type": "T" + evil})
            def log_message(self, *words): pass
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        print(server.server_port, flush=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        sys.stdin.read()
        """#

    @Test(
        arguments: [
            ["exec", "-p", "dev", "true"], ["accounts"], ["whoami", "dev"], ["token"], ["logout"],
            ["login", "--force", "--use-device-code", "--no-browser"],
            ["login", "--force", "--use-device-code", "--no-browser", "--json"],
        ], [[], ["waiting"]])
    func `what a service says is spelt out`(words: [String], mode: [String]) async throws {
        try await PythonScript.serve(Self.server, arguments: mode) { port in
            let home = try EndToEndHome(config: Self.config)
            defer { home.remove() }
            try home.writeToken("t", secondsLeft: words == ["token"] ? -60 : 3600, refreshToken: "r")
            let url = "http://127.0.0.1:\(port)"
            let environment = home.environment.setting([
                "NO_COLOR": "1", "AWSX_NO_LOGIN": "1", "AWS_ENDPOINT_URL_SSO": url, "AWS_ENDPOINT_URL_SSO_OIDC": url,
                "AWS_ENDPOINT_URL_STS": url,
            ])
            let terminal = try Pty(
                try InstallPrefix.shared.get().awsx, words, environment: environment, folder: home.path)
            let status = await terminal.wait()
            #expect(status != 0 || words == ["logout"], "\(terminal.text)")
            #expect(status < 128)
            let text = withoutProgress(terminal.text)
            #expect(!text.isEmpty && isHarmless(Array(text.utf8)), "\(words): \(text.debugDescription)")
        }
    }
}
