import TestSupport
import Testing

/// TLS and proxies between awsx and AWS.
@Suite struct FaultsNetworkTests {
    @Test func `a server is trusted by the bundle that was named, and by no other`() async throws {
        try await EndToEndHome.with(["--tls", "--auto-approve", "visit"]) { home, _ in
            let login = try await home.awsx("login")
            #expect(login.status == 0, "\(login)")
            let run = try await home.awsx("whoami", "dev-AdministratorAccess")
            #expect(run.status == 0, "\(run)")
            let untrusted = try await home.awsx(
                "exec", "-p", "dev-ReadOnlyAccess", "true", setting: ["AWS_CA_BUNDLE": nil])
            expectFailure(untrusted, 69, saying: "certificate", "https://127.0.0.1")
            let missing = try await home.awsx(
                "exec", "-p", "dev-ReadOnlyAccess", "true", setting: ["AWS_CA_BUNDLE": "/nowhere.pem"])
            expectFailure(missing, 78, saying: "$AWS_CA_BUNDLE", "/nowhere.pem")
        }
    }

    /// Carries CONNECT and plain requests, and writes the first line of each into the file that is its argument.
    private static let proxy = """
        import socket, socketserver, sys, threading, urllib.parse
        class Proxy(socketserver.StreamRequestHandler):
            def handle(self):
                first = self.rfile.readline().decode()
                if not first: return
                with open(sys.argv[1], "a") as log: log.write(first.split()[0] + " " + first.split()[1] + "\\n")
                method, target, version = first.split()
                head = b""
                while True:
                    line = self.rfile.readline()
                    if line in (b"\\r\\n", b""): break
                    head += line
                if method == "CONNECT":
                    host, port = target.rsplit(":", 1)
                    other = socket.create_connection((host, int(port)))
                    self.wfile.write(b"HTTP/1.1 200 OK\\r\\n\\r\\n")
                else:
                    url = urllib.parse.urlsplit(target)
                    other = socket.create_connection((url.hostname, url.port))
                    path = url.path + ("?" + url.query if url.query else "")
                    other.sendall(("%s %s HTTP/1.1\\r\\n" % (method, path)).encode() + head + b"\\r\\n")
                def carry(source, sink):
                    try:
                        while True:
                            data = source.recv(65536)
                            if not data: break
                            sink.sendall(data)
                        sink.shutdown(socket.SHUT_WR)
                    except OSError: pass
                back = threading.Thread(target=carry, args=(other, self.connection), daemon=True)
                back.start()
                carry(self.connection, other)
                back.join()
        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True
            allow_reuse_address = True
        server = Server(("127.0.0.1", 0), Proxy)
        print(server.server_address[1], flush=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        sys.stdin.read()
        """

    @Test(arguments: [true, false])
    func `a proxy is used as it is set, and left out where NO_PROXY says so`(isTLS: Bool) async throws {
        try await EndToEndHome.with((isTLS ? ["--tls"] : []) + ["--auto-approve", "visit"]) { home, sandbox in
            try await home.signIn()
            let log = "\(home.path)/proxy.log"
            try await PythonScript.serve(Self.proxy, arguments: [log]) { port in
                let name = isTLS ? "HTTPS_PROXY" : "http_proxy"
                let address = "http://127.0.0.1:\(port)"
                let direct = try await home.shell(
                    "awsx exec -p dev-ReadOnlyAccess -- true",
                    setting: isTLS
                        ? ["HTTPS_PROXY": address, "NO_PROXY": "example.com,127.0.0.1"]
                        : ["http_proxy": address, "no_proxy": "127.0.0.1"])
                #expect(direct.status == 0, "\(direct)")
                #expect(!home.list("").contains("proxy.log"), "\(name) was used although NO_PROXY names the host")
                let carried = try await home.shell(
                    "awsx exec -p prod-ReadOnlyAccess -- true",
                    setting: isTLS ? ["HTTPS_PROXY": address] : ["http_proxy": address])
                #expect(carried.status == 0, "\(carried)")
                let host = sandbox.url.split(separator: "/").last.map(String.init) ?? ""
                let seen = try home.read("proxy.log")
                #expect(seen.contains(host), "\(seen)")
                // What is encrypted is carried blindly.
                if isTLS { #expect(seen.hasPrefix("CONNECT \(host)\n")) }
            }
        }
    }

    @Test func `a proxy that isn't there is named`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, _ in
            try await home.signIn()
            let run = try await home.awsx(
                "exec", "-p", "dev-ReadOnlyAccess", "true",
                setting: ["HTTP_PROXY": "http://127.0.0.1:9", "AWS_MAX_ATTEMPTS": "1"])
            expectFailure(run, 69, saying: "127.0.0.1:9")
        }
    }
}
