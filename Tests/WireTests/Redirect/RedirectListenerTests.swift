import Engine
import PluginKit
import SystemKit
import TestSupport
import Testing
import Wire

/// Attacks and right answers over real sockets.
struct RedirectListenerTests {
    private static let state = "f419dd9a-1111-4111-8111-111111111111"

    /// A clock on which a deadline never comes.
    private static let patient = WallClock(
        now: { Instant(milliseconds: 0) }, sleep: { _ in try await Task.sleep(for: .seconds(3600)) })

    private func get(_ port: Int, _ target: String, host: String? = nil, method: String = "GET") throws -> String {
        try RawConnection.exchange(
            port: port, "\(method) \(target) HTTP/1.1\r\nHost: \(host ?? "127.0.0.1:\(port)")\r\n\r\n")
    }

    private func with<Result>(_ body: (RedirectListener) async throws -> Result) async throws -> Result {
        let listener = try await RedirectListener.start(state: Secret(Self.state))
        do {
            let answer = try await body(listener)
            await listener.close()
            return answer
        } catch {
            await listener.close()
            throw error
        }
    }

    private var right: String { "/oauth/callback?code=CODE&state=\(Self.state)" }

    @Test func `The wait outlives every wrong request and ends with the right one`() async throws {
        try await with { listener in
            let port = listener.port
            #expect(listener.redirectURI == "http://127.0.0.1:\(port)/oauth/callback")
            #expect(try get(port, "/favicon.ico").hasPrefix("HTTP/1.1 404 "))
            #expect(try get(port, "/?code=CODE&state=\(Self.state)").hasPrefix("HTTP/1.1 404 "))
            #expect(try get(port, right, method: "POST").hasPrefix("HTTP/1.1 400 "))
            #expect(try get(port, right, method: "HEAD").hasPrefix("HTTP/1.1 400 "))
            #expect(try get(port, right, host: "evil.example:\(port)").hasPrefix("HTTP/1.1 400 "))
            #expect(try get(port, "/oauth/callback?code=EVIL&state=guess").hasPrefix("HTTP/1.1 400 "))
            #expect(try get(port, "/oauth/callback?error=x&state=guess").hasPrefix("HTTP/1.1 400 "))
            #expect(try get(port, "/oauth/callback?state=\(Self.state)").hasPrefix("HTTP/1.1 400 "))
            let page = try get(port, right)
            #expect(page.hasPrefix("HTTP/1.1 200 "))
            #expect(page.contains("Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r\n"))
            #expect(page.contains("Signed in"))
            #expect(!page.contains("CODE"))
            let outcome = try await listener.answer(withinMilliseconds: 600_000, clock: Self.patient)
            #expect(outcome == .code(Secret("CODE")))
        }
    }

    @Test func `The length that a page announces is the length that comes`() async throws {
        try await with { listener in
            for target in ["/", right] {
                let parts = try get(listener.port, target).split(
                    separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
                let length = parts[0].split(separator: "\r\n").compactMap { line in
                    line.hasPrefix("Content-Length: ") ? Int(line.dropFirst(16)) : nil
                }
                #expect(length == [parts[1].utf8.count])
            }
        }
    }

    @Test func `The first right answer is the only one`() async throws {
        try await with { listener in
            #expect(try get(listener.port, right).hasPrefix("HTTP/1.1 200 "))
            #expect(try get(listener.port, right).hasPrefix("HTTP/1.1 404 "))
            let refusal = "/oauth/callback?error=access_denied&state=\(Self.state)"
            #expect(try get(listener.port, refusal).hasPrefix("HTTP/1.1 404 "))
            let outcome = try await listener.answer(withinMilliseconds: 600_000, clock: Self.patient)
            #expect(outcome == .code(Secret("CODE")))
        }
    }

    @Test func `A refusal shows its words escaped and ends the wait`() async throws {
        try await with { listener in
            let page = try get(
                listener.port,
                "/oauth/callback?error=access_denied&error_description=%3Cb%3Eno%3C/b%3E&state=\(Self.state)")
            #expect(page.contains("access_denied: &lt;b&gt;no&lt;/b&gt;"))
            let outcome = try await listener.answer(withinMilliseconds: 600_000, clock: Self.patient)
            #expect(outcome == .refused(error: "access_denied", description: "<b>no</b>"))
        }
    }

    @Test func `A deadline ends the wait`() async throws {
        try await with { listener in
            let clock = HeldClock()
            let outcome = try await listener.answer(withinMilliseconds: 600_000, clock: clock.clock)
            #expect(outcome == .timedOut)
            #expect(clock.sleeps == [600_000])
        }
    }

    @Test func `Closing the listener cancels the wait and frees the port`() async throws {
        let listener = try await RedirectListener.start(state: Secret(Self.state))
        let waiting = Task { try await listener.answer(withinMilliseconds: 600_000, clock: Self.patient) }
        await listener.close()
        await #expect(throws: CancellationError.self) { try await waiting.value }
        #expect(throws: RawConnection.Refused.self) { try RawConnection(port: listener.port) }
        let again = try await RedirectListener.start(port: listener.port, state: Secret(Self.state))
        #expect(again.port == listener.port)
        await again.close()
    }

    @Test func `A port in use is told with a way out`() async throws {
        try await with { listener in
            let failure = try await #require(throws: Failure.self) {
                try await RedirectListener.start(port: listener.port, state: Secret(Self.state))
            }
            #expect(failure.message.contains("127.0.0.1:\(listener.port)"))
            #expect(failure.message.contains("the port is in use"))
            #expect(failure.hint?.words.contains("--use-device-code") == true)
            #expect(failure.hint?.words.contains("--port") == true)
        }
    }

    @Test func `Two hundred idle and half-sent connections shut nobody out`() async throws {
        try await with { listener in
            var idle: [RawConnection] = []
            for number in 0..<200 {
                let connection = try RawConnection(port: listener.port)
                if number % 2 == 0 { connection.send("GET /oauth/callback HTTP/1.1\r\nHost: ") }
                idle.append(connection)
            }
            #expect(try get(listener.port, right).hasPrefix("HTTP/1.1 200 "))
            let outcome = try await listener.answer(withinMilliseconds: 600_000, clock: Self.patient)
            #expect(outcome == .code(Secret("CODE")))
            #expect(idle.count == 200)
        }
    }

    @Test(arguments: [
        "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\u{0}\u{1}\u{2}\r\n\r\n", "SSH-2.0-x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost : x\r\n\r\n", "GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
    ])
    func `Bytes that are no request end their connection only`(bytes: String) async throws {
        try await with { listener in
            let answer = try RawConnection.exchange(port: listener.port, bytes + bytes)
            #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 4"))
            #expect(try get(listener.port, right).hasPrefix("HTTP/1.1 200 "))
        }
    }

    @Test func `Headers without end are cut off`() async throws {
        try await with { listener in
            let connection = try RawConnection(port: listener.port)
            connection.send("GET \(right) HTTP/1.1\r\nHost: 127.0.0.1:\(listener.port)\r\n")
            for _ in 0..<200 { connection.send("X-Filler: \(String(repeating: "a", count: 1000))\r\n") }
            connection.send("\r\n")
            #expect(!connection.receiveAll().contains("200 OK"))
            #expect(try get(listener.port, right).hasPrefix("HTTP/1.1 200 "))
        }
    }

    @Test func `A second request on one connection is not answered`() async throws {
        try await with { listener in
            let host = "Host: 127.0.0.1:\(listener.port)\r\n\r\n"
            let answer = try RawConnection.exchange(
                port: listener.port, "GET / HTTP/1.1\r\n\(host)GET \(right) HTTP/1.1\r\n\(host)")
            #expect(answer.hasPrefix("HTTP/1.1 404 "))
            #expect(!answer.contains("200 OK"))
        }
    }
}
