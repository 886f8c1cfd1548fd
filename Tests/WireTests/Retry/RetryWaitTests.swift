import Crypto
import Engine
import SystemKit
import TestSupport
import Testing
import Wire

/// awsx's clients and botocore's before one server in trouble: the same waits, and as many (<doc:RequestsAndErrors>,
/// Repeating a request).
struct RetryWaitTests {
    private typealias Answer = TroubledCall.Answer

    private static func hinted(_ value: String, _ status: Int = 503) -> Answer {
        Answer(status: status, headers: [("x-amz-retry-after", value)])
    }

    private static func throttled(_ headers: [(String, String)] = []) -> Answer {
        Answer(status: 429, code: "TooManyRequestsException", headers: headers)
    }

    /// What a server says, with every fraction that matters.
    private static let spread: [TroubledCall] = [0.0, 0.25, 0.5, 1.0].flatMap { fraction in
        [("overload", throttled()), ("a broken server", Answer(status: 500)), ("no answer", Answer(status: 0))].map {
            TroubledCall(name: "\($0.0), \(fraction)", answers: [$0.1], fraction: fraction, attempts: 9)
        }
    }

    private static let statuses: [TroubledCall] = [400, 401, 403, 404, 408, 409, 429, 500, 501, 502, 503, 504, 505].map
    {
        TroubledCall(name: "a bare \($0)", answers: [Answer(status: $0)])
    }

    private static let codes: [TroubledCall] = [
        "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException", "RequestThrottled",
        "TooManyRequestsException", "ProvisionedThroughputExceededException", "TransactionInProgressException",
        "RequestLimitExceeded", "BandwidthLimitExceeded", "LimitExceededException", "SlowDown",
        "PriorRequestNotComplete", "EC2ThrottledException", "RequestTimeout", "RequestTimeoutException",
        "SlowDownException", "InternalServerException", "IDPCommunicationError",
    ].flatMap { code in
        [(TroubledCall.Operation.getRoleCredentials, 400), (.getCallerIdentity, 400), (.createToken, 503)].map {
            operation, status in
            // The portal has no such code; STS has.
            let reason =
                code == "IDPCommunicationError" && operation == .getRoleCredentials
                ? "awsx repeats STS's code whoever says it, since no other service has it" : nil
            return TroubledCall(
                name: "\(code) with \(status) of \(operation)", operation: operation,
                answers: [Answer(status: status, code: code)], exception: reason)
        }
    }

    private static let hints: [TroubledCall] = [
        "0", "1", "49", "50", "51", "999", "1500", "5000", "5049", "5050", "5051", "60000", "9999999999",
        "99999999999999999999", "-1", "-0", "+700", " 700 ", "700.5", "soon", "", "0x10", "1e3", "1 000",
    ].map { TroubledCall(name: "a hint of \"\($0)\"", answers: [hinted($0)], fraction: 0.5) }

    private static let hintsOfOverload: [TroubledCall] = ["250", "500", "5499", "5500", "5501"].map {
        TroubledCall(
            name: "overload with a hint of \($0)", answers: [throttled([("X-Amz-Retry-After", $0)])], fraction: 0.5)
    }

    private static let sequences: [TroubledCall] = [
        TroubledCall(
            name: "each answer for itself",
            answers: [throttled(), Answer(status: 500), hinted("400"), throttled([("x-amz-retry-after", "9000")])],
            fraction: 0.75, attempts: 6),
        TroubledCall(name: "trouble that passes to a refusal", answers: [Answer(status: 503), Answer(status: 403)]),
        TroubledCall(name: "no answer, then overload", answers: [Answer(status: 0), throttled()], fraction: 0.9),
        TroubledCall(name: "one attempt", answers: [throttled()], attempts: 1),
        TroubledCall(name: "two attempts", answers: [throttled()], attempts: 2),
        TroubledCall(name: "a grant without an answer", operation: .createToken, answers: [Answer(status: 0)]),
        TroubledCall(
            name: "an identity provider that isn't reached", operation: .assumeRoleWithWebIdentity,
            answers: [Answer(status: 400, code: "IDPCommunicationError")]),
        TroubledCall(
            name: "a token that is refused", operation: .assumeRoleWithWebIdentity,
            answers: [Answer(status: 400, code: "InvalidIdentityToken")]),
        TroubledCall(
            name: "a page instead of an answer", answers: [Answer(status: 502, body: "<html>bad gateway</html>")]),
        TroubledCall(
            name: "the sign-in service out of order", operation: .createOAuth2Token,
            answers: [Answer(status: 503, code: "ServiceUnavailableException")], fraction: 0.5),
        TroubledCall(
            name: "the sign-in service overloaded", operation: .createOAuth2Token,
            answers: [Answer(status: 429, code: "TooManyRequestsError")], fraction: 0.5,
            exception: "botocore gives up, as the model names this code and does not call it retryable;"
                + " awsx takes every 429 for overload, which passes"),
        TroubledCall(
            name: "a refusal of the model with 429", answers: [Answer(status: 429, code: "InvalidRequestException")],
            exception: "botocore gives up by its model; awsx has no models, and a 429 says by itself what it is"),
        TroubledCall(
            name: "a wait in seconds", answers: [throttled([("Retry-After", "2")])],
            exception:
                "botocore doesn't read HTTP's own header (RFC 9110, section 10.2.3); awsx does as it says"),
        TroubledCall(
            name: "a hint with a line between its digits", answers: [hinted("1_000")],
            exception: "Python reads that as a thousand; nothing else does"),
    ]

    private static let calls = spread + statuses + codes + hints + hintsOfOverload + sequences

    @Test func `awsx waits as long as botocore, and as often`() async throws {
        #expect(Self.calls.count >= 100)
        #expect(Set(Self.calls.map(\.name)).count == Self.calls.count)
        let cases = JSON.array(Self.calls.map(\.json)).serialized(.minified)
        try await PythonScript.serve(BotocoreRetries.server, arguments: [cases]) { port in
            let theirs = try await BotocoreRetries.waits(Self.calls, port: port)
            for (number, call) in Self.calls.enumerated() {
                let ours = try await waits(call, "http://127.0.0.1:\(port)/awsx-\(number)")
                let isSame =
                    ours.count == theirs[number].count
                    // awsx counts in whole milliseconds.
                    && zip(ours, theirs[number]).allSatisfy { abs(Double($0) - $1) <= 0.5 + 1e-6 }
                #expect(isSame == (call.exception == nil), "\(call): \(ours), botocore \(theirs[number])")
            }
        }
    }

    /// The waits of awsx's own client, on a clock that nobody waits for.
    private func waits(_ call: TroubledCall, _ url: String) async throws -> [Int64] {
        let clock = HeldClock()
        let bytes = UInt32((call.fraction * Double(UInt32.max)).rounded())
        let random = Randomness { count in
            (0..<count).map { UInt8(truncatingIfNeeded: bytes >> (8 * UInt32(3 - $0 % 4))) }
        }
        try await LiveTransport.with(.direct()) { transport in
            let client = ServiceClient.scripted(
                transport, clock: clock, maxAttempts: call.attempts, random: random)
            func endpoint(_ service: AWSService) -> Endpoint {
                Endpoint(service: service, url: url, region: "us-east-1", location: nil)
            }
            await #expect(throws: (any Error).self) {
                switch call.operation {
                case .getRoleCredentials:
                    _ = try await PortalClient(endpoint: endpoint(.portal), client: client).roleCredentials(
                        accountID: "111111111111", roleName: "R", accessToken: Secret("AT"))
                case .createToken:
                    _ = try await OIDCClient(endpoint: endpoint(.oidc), client: client).createToken(
                        .refreshToken(Secret("R")), clientID: "C", clientSecret: Secret("S"))
                case .getCallerIdentity:
                    _ = try await STSClient(endpoint: endpoint(.sts), client: client).callerIdentity(
                        of: Credentials(
                            accessKeyID: "AKIDEXAMPLE", secretAccessKey: Secret("SECRET"), sessionToken: nil,
                            expiration: nil, accountID: nil))
                case .assumeRoleWithWebIdentity:
                    _ = try await STSClient(endpoint: endpoint(.sts), client: client).assumeRoleWithWebIdentity(
                        RoleRequest(roleARN: "arn:aws:iam::111111111111:role/R"), sessionName: "me",
                        token: Secret("TOKEN"))
                case .createOAuth2Token:
                    _ = try await SignInClient(endpoint: endpoint(.signIn), client: client).renew(
                        clientID: "C", refreshToken: Secret("R"),
                        dpopKey: Secret(PEM.sec1(P256.Signing.PrivateKey())))
                }
            }
        }
        return clock.sleeps
    }
}
