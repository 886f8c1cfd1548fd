import Engine
import PluginKit
import SystemKit
import SystemPackage
import TestSupport
import Testing
import Wire

/// The network itself, against servers that misbehave on purpose.
struct LiveTransportTests {
    /// Longer than a busy machine needs.
    private static let patient = NetworkSettings.direct(
        connectTimeoutMilliseconds: 60_000, readTimeoutMilliseconds: 60_000)

    /// A disk with one bundle on it.
    private struct OneFile: ReadOnlyFiles {
        let text: String

        func read(_ path: String, limit: Int) throws(SystemFailure) -> [UInt8]? { Array(text.utf8) }
    }

    private func send(
        _ request: HTTPRequest, _ settings: NetworkSettings = Self.patient
    ) async throws -> HTTPResponse {
        try await LiveTransport.with(settings) { try await $0.send(request) }
    }

    private func failure(
        _ request: HTTPRequest, _ settings: NetworkSettings = Self.patient
    ) async throws -> TransportFailure {
        try await #require(throws: TransportFailure.self) { try await send(request, settings) }
    }

    @Test func `A request arrives as it was made, and its answer with its date`() async throws {
        try await FaultServer.serve { port in
            let response = try await send(
                HTTPRequest(
                    "POST", "http://127.0.0.1:\(port)/echo?a=%2F&b=c%20d",
                    headers: [HTTPField("X-Test", "1"), HTTPField("User-Agent", "awsx/9.9")], body: Array("hä".utf8)))
            #expect(response.status == 200)
            #expect(response.date == Instant(iso8601: "2026-11-21T00:00:00Z"))
            let echo = try JSON(parsing: response.body)
            #expect(echo["method"]?.string == "POST")
            #expect(echo["target"]?.string == "/echo?a=%2F&b=c%20d")
            #expect(echo["body"]?.string == "hä")
            #expect(echo["headers"]?["x-test"]?.string == "1")
            #expect(echo["headers"]?["host"]?.string == "127.0.0.1:\(port)")
            #expect(echo["headers"]?["user-agent"]?.string == "awsx/9.9")
        }
    }

    @Test func `A redirect is an answer and is not followed`() async throws {
        try await FaultServer.serve { port in
            let response = try await send(HTTPRequest("HEAD", "http://127.0.0.1:\(port)/redirect"))
            #expect(response.status == 302)
            #expect(response.headers["location"] == "/echo")
            #expect(try !FaultServer.log(port).contains("/echo"))
        }
    }

    /// A read that gives up soon, for a server that falls silent.
    private static let soonSilent = NetworkSettings.direct(
        connectTimeoutMilliseconds: 60_000, readTimeoutMilliseconds: 300)

    /// The whole exchange gives up long before a silence would, however slow the machine.
    private static let soonOver = NetworkSettings.direct(
        connectTimeoutMilliseconds: 60_000, readTimeoutMilliseconds: 60_000, exchangeTimeoutMilliseconds: 3000)

    @Test(arguments: [
        ("/reset", "", patient), ("/close", "closed the connection", patient), ("/truncated", "", patient),
        ("/cut-chunks", "", patient), ("/garbage", "not HTTP", patient), ("/headers", "", patient),
        ("/silent", "stopped responding", soonSilent), ("/stall", "stopped responding", soonSilent),
        ("/drip", "too long", soonOver),
    ])
    func `An answer that does not come whole is lost`(path: String, words: String, settings: NetworkSettings)
        async throws
    {
        try await FaultServer.serve { port in
            let request = HTTPRequest("POST", "http://127.0.0.1:\(port)\(path)?secret=CANARY")
            let failure = try await failure(request, settings)
            #expect(failure.kind == .lost)
            #expect(failure.failure.code == .unreachable)
            #expect(failure.failure.status == .unavailable)
            #expect(failure.failure.location == .url("http://127.0.0.1:\(port)\(path)"))
            if !words.isEmpty { #expect(failure.failure.message.contains(words)) }
            #expect(!"\(failure)".contains("CANARY"))
        }
    }

    @Test func `A body up to the limit is read, a larger one is given up`() async throws {
        try await FaultServer.serve { port in
            let slow = NetworkSettings.direct(readTimeoutMilliseconds: 60_000)
            let full = try await send(HTTPRequest("GET", "http://127.0.0.1:\(port)/full"), slow)
            #expect(full.body.count == HTTPResponse.bodyLimit)
            for path in ["/huge", "/endless"] {
                let failure = try await failure(HTTPRequest("GET", "http://127.0.0.1:\(port)\(path)"), slow)
                #expect(failure.kind == .hopeless)
                #expect(failure.failure.code == .badAnswer)
            }
        }
    }

    @Test func `A port where nobody listens is not connected`() async throws {
        let port = try await FaultServer.serve { $0 }
        let failure = try await failure(HTTPRequest("GET", "http://127.0.0.1:\(port)/"))
        #expect(failure.kind == .notConnected)
        #expect(failure.failure.message.contains("connection refused"))
        #expect(failure.failure.location == .url("http://127.0.0.1:\(port)/"))
    }

    @Test func `A name without address is not connected`() async throws {
        let failure = try await failure(
            HTTPRequest("GET", "http://nowhere.invalid/"), .direct(connectTimeoutMilliseconds: 20_000))
        #expect(failure.kind == .notConnected)
        #expect(failure.failure.message.contains("nowhere.invalid"))
    }

    @Test func `A server that never shakes hands is not connected`() async throws {
        try await FaultServer.serve { port in
            let failure = try await failure(
                HTTPRequest("GET", "https://127.0.0.1:\(port)/"), .direct(connectTimeoutMilliseconds: 500))
            #expect(failure.failure.code == .unreachable)
            #expect(failure.kind == .notConnected)
        }
    }

    @Test(arguments: ["", "ftp://h/", "http://", "http://h:99999/", "http://a b/"])
    func `A URL that is none is told`(url: String) async throws {
        #expect(try await failure(HTTPRequest("GET", url)).kind == .hopeless)
    }

    @Test func `A certificate of an unknown authority is refused with a way out, and taken with its bundle`()
        async throws
    {
        try await FaultServer.serveTLS { port, certificate in
            let request = HTTPRequest("GET", "https://localhost:\(port)/")
            let untrusted = try await failure(request)
            #expect(untrusted.kind == .untrusted)
            #expect(untrusted.failure.message.contains("certificate is not trusted"))
            #expect(untrusted.failure.hint?.words.contains("AWS_CA_BUNDLE") == true)
            let settings = try NetworkSettings.resolve(
                environment: Environment(["AWS_CA_BUNDLE": "/bundle.pem"]), files: OneFile(text: certificate),
                caBundle: nil)
            #expect(try await send(request, settings).body == Array("fine".utf8))
        }
    }

    @Test func `Nobody waits for the goodbye of a server that says none`() async throws {
        try await FaultServer.serveTLS { port, certificate in
            let settings = try NetworkSettings.resolve(
                environment: Environment(["AWS_CA_BUNDLE": "/bundle.pem"]), files: OneFile(text: certificate),
                caBundle: nil)
            let answer = try await send(HTTPRequest("GET", "https://localhost:\(port)/no-goodbye"), settings)
            #expect(answer.body == Array("answered".utf8))
            // The connection is given up after seconds; what was asked for is there before.
            let log = try await send(HTTPRequest("GET", "https://localhost:\(port)/log"), settings).body
            #expect(String(decoding: log, as: UTF8.self) == "GET /no-goodbye -")
        }
    }

    @Test func `A bundle replaces the system's roots, and a wrong one is named`() async throws {
        try await FaultServer.serveTLS { port, _ in
            try await FaultServer.serveTLS { _, other in
                let settings = try NetworkSettings.resolve(
                    environment: Environment(), files: OneFile(text: other),
                    caBundle: Setting(value: "/other.pem", location: .file("config", line: 9)))
                let failure = try await failure(HTTPRequest("GET", "https://localhost:\(port)/"), settings)
                #expect(failure.kind == .untrusted)
                #expect(failure.failure.hint?.words.contains("config:9") == true)
            }
        }
    }

    @Test func `A certificate for another name is refused`() async throws {
        try await FaultServer.serveTLS { port, certificate in
            let proxied = Environment([
                "AWS_CA_BUNDLE": "/bundle.pem", "https_proxy": "http://127.0.0.1:PORT",
            ])
            try await FaultServer.serve { proxy in
                var environment = proxied
                environment.set("https_proxy", "http://127.0.0.1:\(proxy)")
                let settings = try NetworkSettings.resolve(
                    environment: environment, files: OneFile(text: certificate), caBundle: nil)
                let failure = try await failure(HTTPRequest("GET", "https://other.example:\(port)/"), settings)
                #expect(failure.kind == .untrusted)
            }
        }
    }

    @Test func `HTTPS passes a proxy by CONNECT with its password, and only where no_proxy does not say otherwise`()
        async throws
    {
        try await FaultServer.serveTLS { port, certificate in
            try await FaultServer.serve { proxy in
                _ = try await send(HTTPRequest("GET", "http://127.0.0.1:\(proxy)/lock"))
                var environment = Environment([
                    "AWS_CA_BUNDLE": "/bundle.pem", "HTTPS_PROXY": "http://127.0.0.1:\(proxy)",
                ])
                func settings() throws -> NetworkSettings {
                    try NetworkSettings.resolve(
                        environment: environment, files: OneFile(text: certificate), caBundle: nil)
                }
                let request = HTTPRequest("GET", "https://localhost:\(port)/")
                let locked = try await failure(request, settings())
                #expect(locked.kind == .hopeless)
                #expect(locked.failure.message.contains("proxy"))
                #expect(locked.failure.hint?.words.contains("$HTTPS_PROXY") == true)

                environment.set("HTTPS_PROXY", "http://user:p%40ss@127.0.0.1:\(proxy)")
                #expect(try await send(request, settings()).body == Array("fine".utf8))
                let log = try FaultServer.log(proxy)
                #expect(log.contains("CONNECT localhost:\(port) Basic dXNlcjpwQHNz"))

                environment.set("no_proxy", "localhost")
                #expect(try await send(request, settings()).status == 200)
                let connects = try FaultServer.log(proxy).split(separator: "\n").filter { $0.contains("CONNECT") }
                #expect(connects.count == 2)
            }
        }
    }

    @Test func `A proxy that is not there is named with its variable`() async throws {
        let port = try await FaultServer.serve { $0 }
        let settings = try NetworkSettings.resolve(
            environment: Environment(["https_proxy": "http://u:CANARY@127.0.0.1:\(port)"]), files: OneFile(text: ""),
            caBundle: nil)
        let failure = try await failure(HTTPRequest("GET", "https://sts.example/"), settings)
        #expect(failure.kind == .notConnected)
        #expect(failure.failure.message.contains("proxy"))
        #expect(failure.failure.hint?.words.contains("$https_proxy") == true)
        #expect(!"\(failure)".contains("CANARY"))
    }

    @Test func `A server that asks to wait is asked again when the time is over`() async throws {
        try await FaultServer.serve { port in
            let clock = HeldClock()
            let accounts = try await LiveTransport.with(.direct(readTimeoutMilliseconds: 60_000)) { transport in
                let response = try await PortalClient(
                    endpoint: Endpoint(
                        service: .portal, url: "http://127.0.0.1:\(port)/flaky?", region: "us-east-1", location: nil),
                    client: .scripted(transport, clock: clock, random: .smallest)
                ).listAccounts(accessToken: Secret("TOKEN"))
                return response
            }
            #expect(accounts.isEmpty)
            #expect(clock.sleeps == [9000, 9000])
        }
    }

    @Test func `A cancelled task stops waiting`() async throws {
        try await FaultServer.serve { port in
            let task = Task {
                try await send(HTTPRequest("GET", "http://127.0.0.1:\(port)/silent"), .direct())
            }
            while try !FaultServer.log(port).contains("/silent") { await Task.yield() }
            task.cancel()
            let failure = try await #require(throws: TransportFailure.self) { try await task.value }
            #expect(failure.kind == .cancelled)
        }
    }

    @Test func `One transport serves many requests at once`() async throws {
        try await FaultServer.serve { port in
            try await LiveTransport.with(.direct()) { transport in
                try await withThrowingTaskGroup(of: Int.self) { group in
                    for number in 0..<40 {
                        group.addTask {
                            try await transport.send(HTTPRequest("GET", "http://127.0.0.1:\(port)/\(number)")).status
                        }
                    }
                    for try await status in group { #expect(status == 200) }
                }
            }
        }
    }
}
