import Engine
import Foundation
import SystemKit
import TestSupport
import Testing

#if os(Linux)
    /// kubectl, which nobody here wrote, asks awsx for a token and an API server asks the sandbox's STS whose it is.
    @Suite struct KubectlTests {
        /// An API server of one answer: who the bearer of the token is, as STS tells.
        private static let server = #"""
            import base64, http.server, ssl, sys, urllib.error, urllib.request

            class Handler(http.server.BaseHTTPRequestHandler):
                def do_GET(self):
                    try:
                        token = self.headers["Authorization"].split("Bearer k8s-aws-v1.")[1]
                        url = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)).decode()
                        asked = urllib.request.Request(url, headers={"x-k8s-aws-id": "web"})
                        status, body = 200, urllib.request.urlopen(asked).read()
                    except Exception as fault:
                        status, body = 401, repr(fault).encode()
                    self.send_response(status)
                    self.send_header("Content-Type", "application/json")
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)

                def log_message(self, *_):
                    pass

            server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(sys.argv[1], sys.argv[2])
            server.socket = context.wrap_socket(server.socket, server_side=True)
            print(server.server_address[1], flush=True)
            server.serve_forever()
            """#

        @Test func `kubectl reaches a cluster as the role`() async throws {
            try await EndToEndHome.with(["--auto-approve", "visit"]) { home, sandbox in
                try await home.signIn()
                let made = try await home.run(
                    "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                    "-days",
                    "2", "-subj", "/CN=api", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", "\(home.path)/key",
                    "-out", "\(home.path)/certificate")
                #expect(made.status == 0, "\(made)")
                try home.write(Self.server, to: "server.py")
                let words = ["python3", "\(home.path)/server.py", "\(home.path)/certificate", "\(home.path)/key"]
                let server = try RunningProgram(
                    "/usr/bin/python3", words: words.map { Array($0.utf8) }, environment: Program.environment(),
                    streams: [.nothing, .file("\(home.path)/port"), .file("\(home.path)/server.log")])
                defer { server.sendAll(signal: 9) }
                try await eventually("the API server listens") { try home.read("port").hasSuffix("\n") }
                let port = try home.read("port").dropLast()
                let authority = Data(try home.read("certificate").utf8).base64EncodedString()
                try sandbox.set(
                    """
                    {"clusters": [{"accountId": "111111111111", "name": "web", "endpoint": "https://127.0.0.1:\(port)", \
                    "certificateAuthority": "\(authority)"}]}
                    """)
                let written = try await home.awsx("eks", "kubeconfig", "--cluster", "web", "dev-ReadOnlyAccess")
                #expect(written.status == 0, "\(written)")
                let answer = try await home.run("kubectl", "get", "--raw", "/whoami")
                #expect(answer.status == 0, "\(answer)")
                #expect(answer.output.contains("assumed-role/AWSReservedSSO_ReadOnlyAccess"), "\(answer)")
                #expect(!answer.error.contains(Canary.marker))
                // Without a session kubectl shows what awsx says.
                #expect(try await home.awsx("logout").status == 0)
                let refused = try await home.run("kubectl", "get", "--raw", "/whoami")
                #expect(refused.status != 0)
                #expect(refused.error.contains("awsx login"), "\(refused)")
            }
        }
    }
#endif
