import Engine
import SystemKit
import TestSupport
import Testing

/// `awsx doctor` as a program: what it asks of hosts and of the AWS CLI, and how it ends.
@Suite struct DoctorCommandTests {
    /// A configuration that leads to a sandbox by itself.
    private static func config(_ url: String) -> String {
        """
        [sso-session sandbox]
        sso_start_url = https://sandbox.awsapps.com/start
        sso_region = us-east-1

        [default]
        sso_session = sandbox
        sso_account_id = 111111111111
        sso_role_name = AdministratorAccess
        region = us-east-1
        services = here

        [services here]
        sso =
            endpoint_url = \(url)
        sso_oidc =
            endpoint_url = \(url)
        """
    }

    @Test func `findings are broken at words on a terminal, their codes and commands stay whole`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        let pty = try Pty(
            InstallPrefix.shared.get().awsx, ["doctor", "--offline", "--color", "always"],
            environment: home.environment,
            folder: home.path, columns: 60)
        _ = await pty.wait()
        let text = pty.text.replacing(#/\u{1b}\[[0-9;]*m/#, with: "")
        let lines = text.split(whereSeparator: \.isNewline)
        #expect(lines.contains { $0.hasSuffix("[environment-endpoint]") }, "\(text)")
        // Of several variables, and longer than a line: as it is to be copied.
        let command = try #require(lines.first { $0.contains("unset AWS_ENDPOINT_URL") }, "\(text)")
        #expect(command.hasSuffix("AWS_ENDPOINT_URL_STS") && command.contains(" AWS_ENDPOINT_URL_SSO_OIDC "), "\(text)")
        for line in lines where !line.contains("/") && line != command { #expect(line.count < 60, "\(text)") }
        #expect(text.contains("\r\n    (\u{24}AWS_ENDPOINT") || text.contains("\r\n    [environment"), "\(text)")
    }

    private func doctor(
        _ home: EndToEndHome, _ words: String..., setting variables: KeyValuePairs<String, String?> = [:]
    ) async throws -> ProgramOutcome {
        let unset: KeyValuePairs<String, String?> = [
            "AWS_ENDPOINT_URL_SSO": nil, "AWS_ENDPOINT_URL_SSO_OIDC": nil, "AWS_ENDPOINT_URL_STS": nil,
            "AWS_ENDPOINT_URL_SIGNIN": nil, "AWS_ENDPOINT_URL_ECR": nil, "AWS_ENDPOINT_URL_ECR_PUBLIC": nil,
            "AWS_ENDPOINT_URL_EKS": nil, "AWS_EC2_METADATA_SERVICE_ENDPOINT": nil, "PATH": "\(home.path)/bin",
        ]
        return try await Program.run(
            try InstallPrefix.shared.get().awsx, ["doctor"] + words,
            environment: home.environment.setting(unset).setting(variables), folder: home.path)
    }

    private func codes(_ outcome: ProgramOutcome) -> [String] {
        (outcome.json?["findings"]?.array ?? []).compactMap { $0["code"]?.string }
    }

    private func install(_ version: String, in home: EndToEndHome) throws {
        try home.write("#!/bin/sh\necho \(version)\n", to: "bin/aws", mode: 0o755)
    }

    @Test func `a set-up without a fault ends with 0 and says so`() async throws {
        try await EndToEndHome.with { home, sandbox in
            try home.write(Self.config(sandbox.url), to: ".aws/config")
            try install("aws-cli/2.36.7 Python/3.13", in: home)
            let programs = try await doctor(home, "--json")
            #expect(programs.status == 0, "\(programs)")
            #expect(codes(programs).isEmpty, "\(programs)")
            #expect(programs.json?["counts"]?["error"]?.integer == 0)
            let people = try await doctor(home)
            #expect(people.status == 0, "\(people)")
            #expect(people.output == "✓ no problems found\n")
            #expect(people.error.isEmpty, "\(people)")
        }
    }

    @Test(arguments: [7200, -7200])
    func `a clock that differs is told with how much`(offset: Int) async throws {
        try await EndToEndHome.with(state: #"{"clockOffset": \#(offset)}"#) { home, sandbox in
            try home.write(Self.config(sandbox.url), to: ".aws/config")
            let run = try await doctor(home, "--json")
            #expect(run.status == 1, "\(run)")
            #expect(codes(run) == ["clock-skew"], "\(run)")
            let finding = try #require(run.json?["findings"]?.array?.first)
            #expect(finding["severity"]?.string == "error")
            let message = finding["message"]?.string ?? ""
            #expect(message.contains(offset > 0 ? "behind AWS's" : "ahead of AWS's"), "\(message)")
            #expect(message.contains("2h00m") || message.contains("1h59m"), "\(message)")
            #expect(codes(try await doctor(home, "--json", "--offline")).isEmpty)
        }
    }

    @Test func `a port where nobody listens is unreachable, and a proxy is named by its variable`() async throws {
        let home = try EndToEndHome(config: Self.config("http://127.0.0.1:9"))
        defer { home.remove() }
        let direct = try await doctor(home, "--json")
        #expect(direct.status == 1)
        #expect(codes(direct) == ["host-unreachable"], "\(direct)")
        #expect(direct.json?["findings"]?.array?.first?["place"]?["url"]?.string == "http://127.0.0.1:9")
        let proxy = try await doctor(home, "--json", setting: ["http_proxy": "http://127.0.0.1:7"])
        #expect(codes(proxy) == ["proxy-unreachable"], "\(proxy)")
        #expect(proxy.json?["findings"]?.array?.first?["place"]?["variable"]?.string == "http_proxy")
        let odd = try await doctor(home, "--json", setting: ["HTTPS_PROXY": "socks5://user:hunter2@127.0.0.1:7"])
        #expect(codes(odd) == ["network-settings-invalid"], "\(odd)")
        #expect(!odd.output.contains("hunter2"))
        let bundle = try await doctor(home, "--json", setting: ["AWS_CA_BUNDLE": "/nowhere.pem"])
        #expect(codes(bundle) == ["network-settings-invalid"], "\(bundle)")
    }

    @Test func `a certificate that nobody vouches for is told`() async throws {
        try await EndToEndHome.with(["--tls"]) { home, sandbox in
            try home.write(Self.config(sandbox.url), to: ".aws/config")
            #expect(codes(try await doctor(home, "--json")) == [])
            let run = try await doctor(home, "--json", setting: ["AWS_CA_BUNDLE": nil])
            #expect(codes(run) == ["certificate-untrusted"], "\(run)")
        }
    }

    /// Answers with a page, or with nothing ever, as its argument says.
    private static let stranger = """
        import http.server, sys, threading, time
        class Page(http.server.BaseHTTPRequestHandler):
            def log_message(self, *words): pass
            def do_GET(self):
                if sys.argv[1] == "silent": time.sleep(600)
                body = b"<html>Welcome to the hotel</html>"
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page)
        server.daemon_threads = True
        print(server.server_address[1], flush=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        sys.stdin.read()
        """

    @Test(arguments: [("page", "host-not-aws"), ("silent", "host-unreachable")])
    func `what answers in AWS's place is told, and so is silence`(manner: String, code: String) async throws {
        let home = try EndToEndHome(config: nil)
        defer { home.remove() }
        try await PythonScript.serve(Self.stranger, arguments: [manner]) { port in
            try home.write(Self.config("http://127.0.0.1:\(port)"), to: ".aws/config")
            let run = try await doctor(home, "--json")
            #expect(codes(run) == [code], "\(run)")
        }
    }

    @Test(arguments: [
        ("aws-cli/1.44.2 Python/3.9", ["aws-cli-old"]), ("aws-cli/2.9.19 Python/3.11", ["aws-cli-dated"]),
        ("I am no AWS CLI", ["aws-cli-broken"]), ("aws-cli/2.36.7 Python/3.13", []),
    ])
    func `the AWS CLI that is installed is asked for its version`(version: String, expected: [String]) async throws {
        let home = try EndToEndHome(config: Self.config("http://127.0.0.1:9"))
        defer { home.remove() }
        try install(version, in: home)
        #expect(codes(try await doctor(home, "--offline", "--json")) == expected)
    }

    @Test func `without awsx-connect the rest is found all the same`() async throws {
        let prefix = try InstallPrefix(at: "\(Workspace.shared.path)/prefix-without-connect")
        let home = try EndToEndHome(config: Self.config("http://127.0.0.1:9"), prefix: prefix)
        defer { home.remove() }
        try LocalFiles().remove(prefix.connect)
        let run = try await home.awsx("doctor", "--json", setting: ["AWS_PROFILE": "nowhere"])
        #expect(run.status == 1)
        #expect(codes(run).contains("active-profile-missing") && codes(run).contains("connect-missing"), "\(run)")
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `a person's shell is looked at, and says itself that it has awsx`(shell: String) async throws {
        let home = try EndToEndHome(config: Self.config("http://127.0.0.1:9"))
        defer { home.remove() }
        let environment = home.environment.setting(["SHELL": "/usr/bin/\(shell)"])
        guard case .found(let program) = ProgramSearch.find(shell, path: environment["PATH"]) else {
            throw Workspace.Broken("\(shell) is not installed, and the test needs it")
        }
        let load = shell == "fish" ? "awsx init fish | source" : "eval \"$(awsx init \(shell))\""
        for (script, isLoaded) in [("", false), ("\(load); ", true)] {
            let terminal = try Pty(
                program, ["-c", "\(script)awsx doctor --offline; echo over"], environment: environment,
                folder: home.path)
            defer { terminal.end() }
            #expect(await terminal.wait() == 0)
            #expect(terminal.text.contains("[init-not-loaded]") != isLoaded, "\(terminal.text)")
        }
        let script = try await home.awsx("doctor", "--offline", "--json", setting: ["SHELL": "/usr/bin/\(shell)"])
        #expect(!codes(script).contains("init-not-loaded"), "\(script)")
    }

    @Test func `nothing of what it finds is a secret or moves the cursor`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, _ in
            try await home.signIn()
            try home.configure(
                "[profile \u{1b}[31mred]\naws_access_key_id = AKIA\naws_secret_access_key = AWSXSANDBOXCANARY1")
            for words in [["--json"], []] {
                let run = try await Program.run(
                    try InstallPrefix.shared.get().awsx, ["doctor"] + words,
                    environment: home.environment.setting([
                        "AWS_ACCESS_KEY_ID": "A", "AWS_SECRET_ACCESS_KEY": "AWSXSANDBOXCANARY2",
                        "AWS_SESSION_TOKEN": "AWSXSANDBOXCANARY3", "AWS_SECURITY_TOKEN": "AWSXSANDBOXCANARY4",
                    ]), folder: home.path)
                #expect(run.status == 1)
                #expect(!"\(run)".contains("AWSXSANDBOXCANARY"), "\(run)")
                #expect(isHarmless(run.outputBytes) && isHarmless(run.errorBytes), "\(run)")
            }
        }
    }
}
