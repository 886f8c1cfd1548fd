import Engine
import SystemKit
import TestSupport
import Testing
import Wire

struct ECRClientTests {
    private static let credentials = Credentials(
        accessKeyID: "ASIAX", secretAccessKey: Secret("SK"), sessionToken: Secret("ST"), expiration: nil, accountID: nil
    )
    /// `AWS:PW`
    private static let token = "QVdTOlBX"

    private func token(_ service: AWSService, _ transport: ScriptedTransport) async throws -> RegistryToken {
        try await ECRClient(
            endpoint: Endpoint(service: service, url: "https://ecr.example", region: "eu-west-1", location: nil),
            client: .scripted(transport, random: .seeded(1))
        ).authorizationToken(with: Self.credentials)
    }

    @Test(arguments: [
        (
            AWSService.ecr, "ecr", "AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken",
            #"{"authorizationData": [{"authorizationToken": "QVdTOlBX", "expiresAt": 1795262400.809}]}"#
        ),
        (
            .ecrPublic, "ecr-public", "SpencerFrontendService.GetAuthorizationToken",
            #"{"authorizationData": {"authorizationToken": "QVdTOlBX", "expiresAt": 1.7952624E9}}"#
        ),
    ])
    func `Either registry is asked in its own words`(
        service: AWSService, name: String, target: String, answer: String
    ) async throws {
        let transport = ScriptedTransport(.json(answer))
        let token = try await token(service, transport)
        #expect(token.password == Secret("PW"))
        #expect(token.expiresAt == Instant(seconds: 1_795_262_400))
        let request = try #require(transport.requests.first)
        #expect(request.url == "https://ecr.example/")
        #expect(request.headers["x-amz-target"] == target)
        #expect(request.headers["content-type"] == "application/x-amz-json-1.1")
        #expect(request.body == Array("{}".utf8))
        #expect(request.headers["authorization"]?.contains("/eu-west-1/\(name)/aws4_request") == true)
        #expect(
            request.headers["authorization"]?
                .contains("SignedHeaders=content-type;host;x-amz-date;x-amz-security-token;x-amz-target") == true)
    }

    @Test(arguments: [
        "{}", #"{"authorizationData": []}"#, #"{"authorizationData": [{"authorizationToken": "QVdT"}]}"#,
        #"{"authorizationData": [{"authorizationToken": "!!!!", "expiresAt": 1795262400}]}"#,
        // eve:PW
        #"{"authorizationData": [{"authorizationToken": "ZXZlOlBX", "expiresAt": 1795262400}]}"#,
        // AWS:a newline
        #"{"authorizationData": [{"authorizationToken": "QVdTOgo=", "expiresAt": 1795262400}]}"#,
        #"{"authorizationData": [{"authorizationToken": "QVdTOlBX", "expiresAt": "soon"}]}"#,
        #"{"authorizationData": [{"authorizationToken": "QVdTOlBX", "expiresAt": 1e300}]}"#,
    ])
    func `What holds no password and no end is a bad answer`(answer: String) async {
        let failure = await #expect(throws: Failure.self) { try await token(.ecr, ScriptedTransport(.json(answer))) }
        #expect(failure?.code == .badAnswer)
        #expect(failure?.message.contains("PW") == false)
    }
}
