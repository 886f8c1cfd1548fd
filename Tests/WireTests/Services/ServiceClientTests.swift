import Engine
import SystemKit
import TestSupport
import Testing
import Wire

/// Repeating, seen through the token call, whose grant works once.
struct ServiceClientTests {
    private static let token = ScriptedTransport.Step.json(#"{"accessToken":"AT","expiresIn":3600}"#)
    private static let invalidGrant = ScriptedTransport.Step.json(#"{"error":"invalid_grant"}"#, status: 400)

    private func createToken(
        _ transport: ScriptedTransport, clock: HeldClock, maxAttempts: Int = 3
    ) async throws -> TokenReply {
        let endpoint = Endpoint(service: .oidc, url: "https://oidc.example", region: "us-east-1", location: nil)
        let client = OIDCClient(
            endpoint: endpoint, client: .scripted(transport, clock: clock, maxAttempts: maxAttempts))
        return try await client.createToken(
            .refreshToken(Secret("RT")), clientID: "CID", clientSecret: Secret("SEC"))
    }

    @Test func `Trouble that passes is waited out with growing pauses`() async throws {
        let clock = HeldClock()
        let transport = ScriptedTransport(.refused, .text("", type: "text/plain", status: 503), Self.token)
        #expect(try await createToken(transport, clock: clock).accessToken.reveal() == "AT")
        #expect(transport.requests.count == 3)
        #expect(clock.sleeps == [50, 100])
    }

    @Test func `Attempts end, and the last trouble is told`() async throws {
        let clock = HeldClock()
        let transport = ScriptedTransport(.refused, .refused, .refused, Self.token)
        let failure = try await #require(throws: Failure.self) { try await createToken(transport, clock: clock) }
        #expect(failure.code == .unreachable)
        #expect(transport.stepsLeft == 1)
        let server = ScriptedTransport(.text("<html>", type: "text/html", status: 502))
        let refusal = try await #require(throws: ServiceError.self) {
            try await createToken(server, clock: clock, maxAttempts: 1)
        }
        #expect(refusal.code == "HTTP 502")
        #expect(refusal.message.contains("text/html"))
        #expect(Failure(refusal).status == .unavailable)
    }

    @Test(arguments: [("7", 7000), ("Sat, 21 Nov 2026 00:00:30 GMT", 31_000), ("soon", 1000), ("-4", 1000)])
    func `Retry-After is kept as seconds or as a date`(header: String, milliseconds: Int) async throws {
        let clock = HeldClock("2026-11-21T00:00:00Z")
        let transport = ScriptedTransport(
            .json("{}", status: 429, headers: [HTTPField("Retry-After", header)]), Self.token)
        _ = try await createToken(transport, clock: clock)
        #expect(clock.sleeps == [Int64(milliseconds)])
    }

    @Test(arguments: ["61", "Sat, 21 Nov 2026 01:00:00 GMT"])
    func `A longer wait than a minute is told, not waited`(header: String) async throws {
        let clock = HeldClock("2026-11-21T00:00:00Z")
        let transport = ScriptedTransport(
            .json("{}", status: 503, headers: [HTTPField("retry-after", header)]), Self.token)
        let failure = try await #require(throws: Failure.self) { try await createToken(transport, clock: clock) }
        #expect(failure.status == .temporary)
        #expect(clock.sleeps.isEmpty)
        #expect(transport.requests.count == 1)
    }

    @Test func `Throttling without end keeps its code and the wanted wait`() async throws {
        let step = ScriptedTransport.Step.json(
            #"{"__type":"x#TooManyRequestsException"}"#, status: 429, headers: [HTTPField("Retry-After", "2")])
        let clock = HeldClock()
        let refusal = try await #require(throws: ServiceError.self) {
            try await createToken(ScriptedTransport(step, step, step), clock: clock)
        }
        #expect(refusal.code == "TooManyRequestsException")
        #expect(refusal.retryAfter == 2)
        #expect(Failure(refusal).status == .temporary)
        #expect(clock.sleeps == [2000, 2000])
    }

    @Test func `A grant is sent again after a lost answer, and works if AWS never got it`() async throws {
        let transport = ScriptedTransport(.lost, Self.token)
        #expect(try await createToken(transport, clock: HeldClock()).accessToken.reveal() == "AT")
        #expect(transport.requests[0].bodyText == transport.requests[1].bodyText)
    }

    @Test func `A refusal after a lost answer says that the answer was lost`() async throws {
        let refusal = try await #require(throws: ServiceError.self) {
            try await createToken(ScriptedTransport(.lost, Self.invalidGrant), clock: HeldClock())
        }
        #expect(refusal.code == "InvalidGrantException")
        #expect(refusal.message.contains("lost"))
        let plain = try await #require(throws: ServiceError.self) {
            try await createToken(ScriptedTransport(.refused, Self.invalidGrant), clock: HeldClock())
        }
        #expect(!plain.message.contains("lost"))
    }

    @Test(arguments: [TransportFailure.Kind.untrusted, .hopeless])
    func `What no try can mend is tried once`(kind: TransportFailure.Kind) async throws {
        let transport = ScriptedTransport(
            .failure(TransportFailure(kind, Failure(.unreachable, "certificate"))), Self.token)
        let failure = try await #require(throws: Failure.self) {
            try await createToken(transport, clock: HeldClock())
        }
        #expect(failure.message == "certificate")
        #expect(transport.requests.count == 1)
    }

    @Test func `A cancelled request is a cancellation`() async throws {
        let step = ScriptedTransport.Step.failure(TransportFailure(.cancelled, Failure(.interrupted, "cancelled")))
        await #expect(throws: CancellationError.self) {
            try await createToken(ScriptedTransport(step), clock: HeldClock())
        }
    }
}
