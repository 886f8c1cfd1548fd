import Engine
import PluginKit
import SystemKit
import TestSupport
import Testing
import Wire

struct ContainerClientTests {
    private let clock = ManualClock()
    private static let answer = #"""
        {"AccessKeyId": "AK", "SecretAccessKey": "SK-CANARY", "Token": "ST-CANARY",
         "Expiration": "2026-11-21T01:00:00Z", "AccountId": "111122223333", "RoleArn": "x"}
        """#

    private func credentials(
        _ transport: ScriptedTransport, token: String? = nil
    ) async throws -> Credentials {
        let settings = ContainerSettings(
            Environment(["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1:7/creds?id=1"]))
        let endpoint = try ContainerEndpoint(try #require(settings))
        return try await ContainerClient(transport: transport, clock: clock.clock, version: "1")
            .credentials(endpoint, authorization: token.map(Secret.init))
    }

    private func failure(_ transport: ScriptedTransport, token: String? = nil) async throws -> Failure {
        let failure = try await #require(throws: Failure.self) { try await credentials(transport, token: token) }
        #expect(transport.requests.count == 3)
        #expect(clock.sleeps == [1000, 1000])
        #expect(!"\(failure)".contains("CANARY"))
        return failure
    }

    @Test func `It is asked as the SDKs ask it`() async throws {
        let transport = ScriptedTransport(.json(Self.answer))
        let keys = try await credentials(transport, token: "Basic abc==")
        #expect(
            keys
                == Credentials(
                    accessKeyID: "AK", secretAccessKey: Secret("SK-CANARY"), sessionToken: Secret("ST-CANARY"),
                    expiration: Instant(iso8601: "2026-11-21T01:00:00Z"), accountID: "111122223333"))
        let request = try #require(transport.requests.first)
        #expect(request.method == "GET")
        #expect(request.url == "http://127.0.0.1:7/creds?id=1")
        #expect(request.headers["accept"] == "application/json")
        #expect(request.headers["authorization"] == "Basic abc==")
    }

    @Test func `Without a token there is no such header, and without an account none is told`() async throws {
        let transport = ScriptedTransport(.json(Self.answer.replacing("AccountId", with: "Other")))
        #expect(try await credentials(transport).accountID == nil)
        #expect(transport.requests.first?.headers["authorization"] == nil)
    }

    @Test(
        arguments: [
            .refused, .lost, .json("{}", status: 500), .json("{}", status: 404), .json("not json"), .json("[]"),
            .json(#"{"AccessKeyId": "AK"}"#),
        ] as [ScriptedTransport.Step])
    func `What is no answer is asked for again after a second, three times in all`(
        step: ScriptedTransport.Step
    ) async throws {
        let transport = ScriptedTransport(step, step, .json(Self.answer))
        #expect(try await credentials(transport).accessKeyID == "AK")
        #expect(clock.sleeps == [1000, 1000])
        #expect(transport.stepsLeft == 0)
    }

    @Test func `No answer is unreachable, and the variable is named`() async throws {
        let failure = try await failure(ScriptedTransport(.refused, .refused, .refused))
        #expect(failure.status == .unavailable)
        #expect(failure.hint?.words == "it is set in $AWS_CONTAINER_CREDENTIALS_FULL_URI")
    }

    @Test(
        arguments: [(401, .denied), (403, .denied), (404, .unavailable), (500, .unavailable), (302, .unavailable)]
            as [(Int, Engine.ExitStatus)])
    func `A refusal is told in its own words, without the token`(status: Int, own: Engine.ExitStatus) async throws {
        let step = ScriptedTransport.Step.json(#"{"code": "X", "message": "no such thing"}"#, status: status)
        let failure = try await failure(ScriptedTransport(step, step, step), token: "T-CANARY")
        #expect(failure.status == own)
        #expect(failure.message.contains("\(status): no such thing"))
        let isToken = own == .denied
        #expect(
            failure.hint?.words
                == (isToken
                    ? "check AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE or AWS_CONTAINER_AUTHORIZATION_TOKEN"
                    : "it is set in $AWS_CONTAINER_CREDENTIALS_FULL_URI"))
    }

    @Test func `A refusal that repeats the token isn't shown`() async throws {
        let step = ScriptedTransport.Step.json(#"{"message": "bad token T-CANARY"}"#, status: 403)
        let failure = try await failure(ScriptedTransport(step, step, step), token: "T-CANARY")
        #expect(failure.status == .denied)
        #expect(failure.message.hasSuffix(": bad token •••"), "\(failure)")
    }

    @Test(arguments: [403, 200]) func `Nor is one that repeats a part of it`(status: Int) async throws {
        let body = #"{"Code": "Bad", "message": "bad CANARY-1", "Message": "bad CANARY-1"}"#
        let step = ScriptedTransport.Step.json(body, status: status)
        let failure = try await failure(ScriptedTransport(step, step, step), token: "T-CANARY-123456")
        #expect(failure.message.contains("bad •••") && !failure.message.contains("CANARY"), "\(failure)")
    }

    @Test(arguments: [
        ("", "not one JSON object"), ("<html>SK-CANARY", "not one JSON object"),
        (#"{"Code": "AssumeRoleUnauthorizedAccess", "Message": "m"}"#, "AssumeRoleUnauthorizedAccess: m"),
        (#"{"AccessKeyId":"AK","SecretAccessKey":"SK-CANARY","Token":"T"}"#, "no Expiration"),
        (#"{"AccessKeyId":"AK","SecretAccessKey":"SK-CANARY","Expiration":"x"}"#, "no Token"),
        (#"{"AccessKeyId":"AK","SecretAccessKey":7,"Token":"T"}"#, "no SecretAccessKey"),
        (#"{"AccessKeyId":"AK","SecretAccessKey":"SK-CANARY","Token":"T\n"}"#, "no Token"),
        (#"{"AccessKeyId":"AK","SecretAccessKey":"S","Token":"T","Expiration":"x"}"#, "not a time"),
    ])
    func `Rubbish is told without being shown`(body: String, words: String) async throws {
        let step = ScriptedTransport.Step.json(body)
        let failure = try await failure(ScriptedTransport(step, step, step))
        #expect(failure.code == .badAnswer)
        #expect(failure.message.contains(words))
    }
}
