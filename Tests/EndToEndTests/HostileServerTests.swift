import TestSupport
import Testing

/// Whatever a server says ends in 69 with its URL: never in a trap, never in an endless run.
@Suite struct HostileServerTests {
    static let answers = [
        "HTTP/1.1 001 OK\r\n\r\n", "HTTP/1.1 000 OK\r\nContent-Length: 2\r\n\r\n{}", "HTTP/1.1 010 OK\r\n\r\n{}",
        "HTTP/1.1 099 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "HTTP/0.9 200 OK\r\n\r\n{}", "{}", "",
        "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\n", "HTTP/2.0 200 OK\r\n\r\n{}",
        "HTTP/1.1 302 Found\r\nLocation: http://evil.example/\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 307 Moved\r\nLocation: /else\r\nContent-Length: 2\r\n\r\n{}", "HTTP/1.1 999 Denied\r\n\r\n{}",
        "HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n{}",
        "HTTP/1.1 200 OK\r\n\(String(repeating: "X: y\r\n", count: 300))\r\n{}",
        String(repeating: "HTTP/1.1 100 Continue\r\n\r\n", count: 50)
            + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
    ]

    private func path(_ answer: String) -> String { HostileServer.path(Array(answer.utf8)) }

    @Test(arguments: answers)
    func `an answer that is none ends each service's command in 69, with the URL`(answer: String) async throws {
        try await HostileServer.serve { url in
            let home = try EndToEndHome()
            defer { home.remove() }
            let once = "AWS_MAX_ATTEMPTS=1"
            let location = url + path(answer)
            let keys = "AWS_ACCESS_KEY_ID=AKIA AWS_SECRET_ACCESS_KEY=s"
            for command in [
                "AWS_ENDPOINT_URL_SSO_OIDC=\(location) awsx login --session sandbox --use-device-code",
                "\(keys) AWS_ENDPOINT_URL_STS=\(location) AWS_REGION=us-east-1 awsx whoami",
            ] {
                let run = try await home.shell("export \(once); \(command)")
                expectFailure(run, 69, saying: url + "/raw/whole/")
            }
        }
    }

    @Test func `the access portal, too`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, _ in
            try await home.signIn()
            try await HostileServer.serve { url in
                for answer in Self.answers {
                    let run = try await home.awsx(
                        "exec", "-p", "dev-ReadOnlyAccess", "true",
                        setting: ["AWS_ENDPOINT_URL_SSO": url + path(answer), "AWS_MAX_ATTEMPTS": "1"])
                    expectFailure(run, 69, saying: url + "/raw/whole/")
                }
            }
        }
    }

    @Test(arguments: ["pages", "empty"])
    func `a list without end is given up`(kind: String) async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, _ in
            try await home.signIn()
            try await HostileServer.serve { url in
                for words in ["accounts", "configure sync --session sandbox --plan"] {
                    let run = try await home.shell(
                        "exec awsx \(words)", setting: ["AWS_ENDPOINT_URL_SSO": "\(url)/\(kind)"], limit: .seconds(300))
                    expectFailure(run, 69, saying: "ListAccounts does not end", "\(url)/\(kind)/assignment/accounts")
                }
            }
        }
    }
}
