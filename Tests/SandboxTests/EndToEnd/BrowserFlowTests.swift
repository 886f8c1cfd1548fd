import Testing

@testable import Sandbox

/// The PKCE flow by a client in Python, with a listener of its own and the sandbox's browser.
@Suite(.serialized) struct BrowserFlowTests {
    private static let client = #"""
        import base64, hashlib, http.server, json, os, subprocess, sys, threading, urllib.parse, urllib.request
        base = os.environ["AWSX_SANDBOX_URL"]
        def post(path, body):
            request = urllib.request.Request(base + path, json.dumps(body).encode(), {"Content-Type": "application/json"})
            try:
                with urllib.request.urlopen(request) as reply: return json.load(reply)
            except urllib.error.HTTPError as error: return json.load(error)
        got = []
        class Listener(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                got.append(urllib.parse.parse_qs(urllib.parse.urlparse(self.path).query))
                self.send_response(200); self.send_header("Content-Length", "2"); self.end_headers()
                self.wfile.write(b"ok")
            def log_message(self, *words): pass
        server = http.server.HTTPServer(("127.0.0.1", 0), Listener)
        redirect = "http://127.0.0.1:%d/oauth/callback" % server.server_port
        if "blocking" not in sys.argv: threading.Thread(target=server.serve_forever, daemon=True).start()
        client = post("/client/register", {"clientName": "py", "clientType": "public",
            "grantTypes": ["authorization_code", "refresh_token"], "redirectUris": ["http://127.0.0.1/oauth/callback"],
            "issuerUrl": "https://sandbox.awsapps.com/start", "scopes": ["sso:account:access"]})
        verifier = "v" * 64
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
        url = base + "/authorize?" + urllib.parse.urlencode({"response_type": "code", "client_id": client["clientId"],
            "redirect_uri": redirect, "state": "s t", "code_challenge_method": "S256",
            "scopes": "sso:account:access", "code_challenge": challenge}, quote_via=urllib.parse.quote)
        status = subprocess.run([sys.argv[1], "browser", url]).returncode
        if "blocking" in sys.argv: server.handle_request()
        answer = got[0]
        assert answer["state"] == ["s t"], answer
        if "error" in answer: print(status, answer["error"][0]); sys.exit(0)
        ask = {"clientId": client["clientId"], "clientSecret": client["clientSecret"], "grantType": "authorization_code",
            "redirectUri": redirect, "codeVerifier": verifier, "code": answer["code"][0]}
        first, second = post("/token", ask), post("/token", ask)
        print(status, first.get("tokenType"), "refreshToken" in first, second.get("error"))
        """#

    @Test(arguments: [
        (["--auto-approve", "off"], "allow", "", "0 Bearer True invalid_grant\n"),
        (["--auto-approve", "visit"], "allow", "", "0 Bearer True invalid_grant\n"),
        (["--auto-approve", "off"], "deny", "", "0 access_denied\n"),
        (["--auto-approve", "visit"], "allow", "blocking", "0 Bearer True invalid_grant\n"),
    ])
    func `a code comes to the listener and works once`(
        options: [String],
        decision: String,
        mode: String,
        output: String
    ) async throws {
        let words = ["run"] + options + ["--", "python3", "-c", Self.client, Program.path, mode]
        let outcome = try await Program.run(words, setting: ["AWSX_SANDBOX_BROWSER": decision])
        #expect(outcome.status == 0, "\(outcome)")
        #expect(outcome.output == output)
    }
}
