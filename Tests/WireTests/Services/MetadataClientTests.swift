import Engine
import SystemKit
import TestSupport
import Testing
import Wire

struct MetadataClientTests {
    private static let answer = #"""
        {"Code": "Success", "LastUpdated": "2026-11-21T00:00:00Z", "Type": "AWS-HMAC", "AccessKeyId": "AK",
         "SecretAccessKey": "SK-CANARY", "Token": "ST-CANARY", "Expiration": "2026-11-21T06:00:00Z"}
        """#
    private static let token = ScriptedTransport.Step.text("TOKEN==", type: "text/plain")
    private static let role = ScriptedTransport.Step.text("my role/x\nother", type: "text/plain")
    private static let plainRole = ScriptedTransport.Step.text("app-role", type: "text/plain")
    private static let base = "http://169.254.169.254/latest/"

    private func credentials(
        _ transport: ScriptedTransport, _ address: MetadataAddress = MetadataAddress()
    ) async throws -> Credentials {
        try await MetadataClient(transport: transport, version: "1").roleCredentials(address)
    }

    private func failure(
        _ transport: ScriptedTransport, _ address: MetadataAddress = MetadataAddress()
    ) async throws -> Failure {
        let failure = try await #require(throws: Failure.self) { try await credentials(transport, address) }
        #expect(failure.code == .noCredentials)
        #expect(!"\(failure)".contains("CANARY"))
        #expect(transport.stepsLeft == 0)
        return failure
    }

    private func status(_ status: Int) -> ScriptedTransport.Step { .text("", type: "text/plain", status: status) }

    @Test func `Version 2 is a token, the role's name, and its credentials`() async throws {
        let transport = ScriptedTransport(Self.token, Self.plainRole, .json(Self.answer))
        let keys = try await credentials(transport)
        #expect(keys.accessKeyID == "AK")
        #expect(keys.sessionToken == Secret("ST-CANARY"))
        #expect(keys.expiration == Instant(iso8601: "2026-11-21T06:00:00Z"))
        #expect(
            transport.requests.map { "\($0.method) \($0.url)" } == [
                "PUT \(Self.base)api/token", "GET \(Self.base)meta-data/iam/security-credentials/",
                "GET \(Self.base)meta-data/iam/security-credentials/app-role",
            ])
        #expect(transport.requests[0].headers["x-aws-ec2-metadata-token-ttl-seconds"] == "21600")
        #expect(transport.requests[1...].allSatisfy { $0.headers["x-aws-ec2-metadata-token"] == "TOKEN==" })
    }

    @Test(arguments: [403, 404, 405]) func `A service that knows no token is asked by version 1`(code: Int) async throws
    {
        let transport = ScriptedTransport(status(code), Self.plainRole, .json(Self.answer))
        #expect(try await credentials(transport).accessKeyID == "AK")
        #expect(transport.requests[1...].allSatisfy { $0.headers["x-aws-ec2-metadata-token"] == nil })
    }

    @Test(arguments: [.lost, .refused] as [ScriptedTransport.Step])
    func `So is one that says nothing in time`(step: ScriptedTransport.Step) async throws {
        let transport = ScriptedTransport(step, Self.plainRole, .json(Self.answer))
        #expect(try await credentials(transport).accessKeyID == "AK")
    }

    @Test(arguments: [nil, 403, 404, 405] as [Int?])
    func `A service that took the request for a token and gave none is not asked for one again`(
        code: Int?
    ) async throws {
        let step = code.map { status($0) } ?? .lost
        let transport = ScriptedTransport(step, Self.plainRole, .json(Self.answer))
        #expect(try await credentials(transport, MetadataAddress(attempts: 3)).accessKeyID == "AK")
        #expect(transport.requests.map(\.method) == ["PUT", "GET", "GET"])
        #expect(transport.stepsLeft == 0)
    }

    @Test func `Where version 1 is disabled it is not asked`() async throws {
        let transport = ScriptedTransport(status(404))
        let failure = try await failure(transport, MetadataAddress(refusesV1: true))
        #expect(failure.message.contains("version 1 is disabled"))
        #expect(transport.requests.count == 1)
    }

    @Test func `A request for a token that is refused as wrong ends it`() async throws {
        #expect(try await failure(ScriptedTransport(status(400))).message.contains("400"))
    }

    @Test func `Nobody there costs one try of each version`() async throws {
        let failure = try await failure(ScriptedTransport(.refused, .refused))
        #expect(failure.message.contains("did not answer: connection refused"))
        #expect(failure.location == .url("http://169.254.169.254/"))
    }

    @Test func `Attempts are as many as are allowed`() async throws {
        let transport = ScriptedTransport(
            .refused, status(500), Self.token, status(500), .refused, Self.plainRole, .lost, .json("rubbish"),
            .json(Self.answer))
        #expect(try await credentials(transport, MetadataAddress(attempts: 3)).accessKeyID == "AK")
        #expect(transport.stepsLeft == 0)
    }

    @Test func `A machine without a role says so`() async throws {
        let failure = try await failure(ScriptedTransport(Self.token, status(404)))
        #expect(failure.message.contains("no role for this machine"))
    }

    @Test(arguments: ["", "\n", "a b", "x\u{1b}y"]) func `A name that is none leads nowhere`(name: String) async throws
    {
        _ = try await failure(ScriptedTransport(Self.token, .text(name, type: "text/plain")))
    }

    @Test func `Of several lines the first is the role, escaped`() async throws {
        let role = ScriptedTransport.Step.text("../x?y#z\nother", type: "text/plain")
        let transport = ScriptedTransport(Self.token, role, .json(Self.answer))
        _ = try await credentials(transport)
        #expect(transport.requests[2].url.hasSuffix("/security-credentials/..%2Fx%3Fy%23z"))
    }

    @Test(arguments: [
        (#"{"Code": "AssumeRoleUnauthorizedAccess", "Message": "EC2 cannot assume"}"#, "EC2 cannot assume"),
        (#"{"AccessKeyId": "AK", "SecretAccessKey": "SK-CANARY", "Token": "T"}"#, "no Expiration"),
        ("[]", "a response that can't be read"), ("", "a response that can't be read"),
    ])
    func `Rubbish is no credentials, and not shown`(body: String, words: String) async throws {
        let failure = try await failure(ScriptedTransport(Self.token, Self.plainRole, .json(body)))
        #expect(failure.message.contains(words))
    }

    @Test func `The zone is asked for with a token, and by version 1 where there is none`() async throws {
        let zone = ScriptedTransport.Step.text("eu-west-1a", type: "text/plain")
        for (first, token) in [(Self.token, "TOKEN=="), (status(404), nil)] as [(ScriptedTransport.Step, String?)] {
            let transport = ScriptedTransport(first, zone)
            let client = MetadataClient(transport: transport, version: "1")
            #expect(try await client.availabilityZone(MetadataAddress()) == "eu-west-1a")
            #expect(transport.requests[1].url == "\(Self.base)meta-data/placement/availability-zone/")
            #expect(transport.requests[1].headers["x-aws-ec2-metadata-token"] == token)
        }
    }

    @Test func `No zone, or no version that is allowed, is no answer`() async throws {
        let first = MetadataClient(transport: ScriptedTransport(Self.token, status(404)), version: "1")
        await #expect(throws: Failure.self) { try await first.availabilityZone(MetadataAddress()) }
        let second = MetadataClient(transport: ScriptedTransport(status(404)), version: "1")
        await #expect(throws: Failure.self) { try await second.availabilityZone(MetadataAddress(refusesV1: true)) }
    }

    @Test func `An address with a path keeps it`() async throws {
        let transport = ScriptedTransport(Self.token, Self.plainRole, .json(Self.answer))
        _ = try await credentials(transport, MetadataAddress(baseURL: "http://h:1/imds/"))
        #expect(transport.requests.first?.url == "http://h:1/imds/latest/api/token")
    }
}
