import Engine
import Foundation
import SystemKit
import TestSupport
import Testing
import Wire

/// Attacks and right questions over real sockets.
struct CredentialServerTests {
    private static let token = "f0e1d2c3b4a5968778695a4b3c2d1e0ff0e1d2c3b4a5968778695a4b3c2d1e0f"
    private static let secret = "SECRETCANARY"

    private static let keys = Credentials(
        accessKeyID: "ASIASERVED", secretAccessKey: Secret(secret), sessionToken: Secret("TOKENCANARY"),
        expiration: nil, accountID: "111111111111")

    private func with<Result>(
        _ answer: CredentialServerAnswer = .credentials(keys, until: Instant(milliseconds: 1_800_000_000_000)),
        _ body: (CredentialServer) async throws -> Result
    ) async throws -> Result {
        let server = try await CredentialServer.start(token: Secret(Self.token)) { answer }
        do {
            let result = try await body(server)
            await server.close()
            return result
        } catch {
            await server.close()
            throw error
        }
    }

    /// The whole response to a request whose head is made of a line and headers.
    private func ask(_ server: CredentialServer, _ line: String, _ headers: [String]) async throws -> String {
        try await exchange(server, ([line + " HTTP/1.1"] + headers).joined(separator: "\r\n") + "\r\n\r\n")
    }

    /// Waits on a thread that may, since the server's answers need those that may not.
    private func exchange(_ server: CredentialServer, _ text: String) async throws -> String {
        let port = server.port
        return try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try RawConnection.exchange(port: port, text) })
            }
        }
    }

    private func right(_ server: CredentialServer) -> [String] {
        ["Host: 127.0.0.1:\(server.port)", "Authorization: \(Self.token)"]
    }

    @Test func `The right question gets the keys as an agent of ECS gives them`() async throws {
        try await with { server in
            #expect(server.url == "http://127.0.0.1:\(server.port)/credentials")
            let answer = try await ask(server, "GET /credentials", right(server))
            #expect(answer.hasPrefix("HTTP/1.1 200 "))
            #expect(answer.contains("Cache-Control: no-store\r\n"))
            let body = try #require(answer.split(separator: "\r\n\r\n").last)
            let json = try #require(JSON(Array(body.utf8)))
            #expect(json["AccessKeyId"]?.string == "ASIASERVED")
            #expect(json["SecretAccessKey"]?.string == Self.secret)
            #expect(json["Token"]?.string == "TOKENCANARY")
            #expect(json["Expiration"]?.string == "2027-01-15T08:00:00Z")
            #expect(json["AccountId"]?.string == "111111111111")
        }
    }

    /// A request line, headers beside or instead of the right ones, and the status.
    private static let attacks: [(String, remove: String?, add: [String], status: Int)] = [
        ("GET /", nil, [], 404), ("GET /credentials/", nil, [], 404), ("GET /credentials?x", nil, [], 404),
        ("GET /role-arn/arn:aws:iam::1:role/x", nil, [], 404), ("GET //credentials", nil, [], 404),
        ("GET http://127.0.0.1/credentials", nil, [], 404), ("GET /%63redentials", nil, [], 404),
        ("POST /credentials", nil, [], 405), ("PUT /credentials", nil, [], 405), ("DELETE /credentials", nil, [], 405),
        ("HEAD /credentials", nil, [], 405), ("OPTIONS /credentials", nil, [], 405),
        ("GET /credentials", "Host", ["Host: evil.example"], 403),
        ("GET /credentials", "Host", ["Host: localhost:{port}"], 403),
        ("GET /credentials", "Host", ["Host: 127.0.0.1"], 403),
        ("GET /credentials", "Host", ["Host: 127.0.0.1:{port}:80"], 403),
        ("GET /credentials", "Host", [], 403), ("GET /credentials", nil, ["Host: evil.example"], 403),
        ("GET /credentials", nil, ["Origin: http://127.0.0.1:{port}"], 403),
        ("GET /credentials", nil, ["Origin: null"], 403),
        ("GET /credentials", nil, ["Sec-Fetch-Site: same-origin"], 403),
        ("GET /credentials", "Authorization", [], 401), ("GET /credentials", "Authorization", ["Authorization:"], 401),
        ("GET /credentials", "Authorization", ["Authorization: Bearer \(token)"], 401),
        ("GET /credentials", "Authorization", ["Authorization: \(token.dropLast())"], 401),
        ("GET /credentials", "Authorization", ["Authorization: \(token)0"], 401),
        ("GET /credentials", "Authorization", ["Authorization: \(token.uppercased())"], 401),
        ("GET /credentials", nil, ["Authorization: \(token)"], 401),
        ("GET /credentials", "Authorization", ["Cookie: token=\(token)"], 401),
    ]

    @Test(arguments: attacks)
    func `Anything else is refused, in words that tell nothing`(
        line: String, remove: String?, add: [String], status: Int
    ) async throws {
        try await with { server in
            let headers =
                right(server).filter { remove == nil || !$0.hasPrefix("\(remove!):") }
                + add.map { $0.replacing("{port}", with: "\(server.port)") }
            let answer = try await ask(server, line, headers)
            #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(answer)")
            for secret in [Self.secret, "TOKENCANARY", "ASIASERVED", Self.token] {
                #expect(!answer.contains(secret), "\(answer)")
            }
            #expect(!answer.lowercased().contains("access-control"), "\(answer)")
            // And it serves on.
            #expect(try await ask(server, "GET /credentials", right(server)).hasPrefix("HTTP/1.1 200 "))
        }
    }

    @Test func `Huge heads, halves and silence are dropped, and shut nobody out`() async throws {
        try await with { server in
            let huge = "X-Huge: " + String(repeating: "x", count: 100_000)
            let answer = try? await ask(server, "GET /credentials", right(server) + [huge])
            #expect(answer?.contains(Self.secret) != true)
            let long = try? await ask(server, "GET /" + String(repeating: "y", count: 60_000), right(server))
            #expect(long?.contains(Self.secret) != true)
            // More than it keeps: none of them says a whole request, or reads.
            var idle: [RawConnection] = []
            for index in 0..<80 {
                let connection = try RawConnection(port: server.port)
                connection.send(index.isMultiple(of: 2) ? "GET /cred" : "")
                idle.append(connection)
            }
            #expect(try await ask(server, "GET /credentials", right(server)).hasPrefix("HTTP/1.1 200 "))
            withExtendedLifetime(idle) {}
        }
    }

    @Test func `One connection is one question`() async throws {
        try await with { server in
            let one = "GET /credentials HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\n\r\n"
            let two = "GET /credentials HTTP/1.1\r\n" + right(server).joined(separator: "\r\n") + "\r\n\r\n"
            let answer = try await exchange(server, one + two)
            #expect(answer.hasPrefix("HTTP/1.1 401 ") && !answer.contains(Self.secret), "\(answer)")
        }
    }

    @Test(arguments: [(true, 403), (false, 503)])
    func `Why there are no keys is for the SDK to show`(isLasting: Bool, status: Int) async throws {
        let answer = CredentialServerAnswer.failure(
            code: "loginNeeded", message: "session corp: \"sign in\"\u{202e}", isLasting: isLasting)
        try await with(answer) { server in
            let response = try await ask(server, "GET /credentials", right(server))
            #expect(response.hasPrefix("HTTP/1.1 \(status) "))
            #expect(
                response.hasSuffix(#"{"code":"loginNeeded","message":"session corp: \"sign in\"\u202e"}"#),
                "\(response)")
        }
    }

    @Test func `Keys without a token or an end have all that SDKs need`() async throws {
        let keys = Credentials(
            accessKeyID: "AKIA", secretAccessKey: Secret("s"), sessionToken: nil, expiration: nil, accountID: nil)
        try await with(.credentials(keys, until: Instant(milliseconds: 0))) { server in
            let answer = try await ask(server, "GET /credentials", right(server))
            #expect(
                answer.hasSuffix(
                    #"{"AccessKeyId":"AKIA","Expiration":"1970-01-01T00:00:00Z","SecretAccessKey":"s","Token":""}"#),
                "\(answer)")
        }
    }

    @Test func `Closing drops the port`() async throws {
        let server = try await CredentialServer.start(token: Secret(Self.token)) {
            .credentials(Self.keys, until: Instant(milliseconds: 0))
        }
        let port = server.port
        await server.close()
        #expect(throws: RawConnection.Refused.self) { try RawConnection(port: port) }
    }
}
