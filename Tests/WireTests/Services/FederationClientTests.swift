import Engine
import SystemKit
import TestSupport
import Testing
import Wire

struct FederationClientTests {
    private static let credentials = Credentials(
        accessKeyID: "ASIAX", secretAccessKey: Secret("SK+CANARY/="), sessionToken: Secret("ST+CANARY/="),
        expiration: nil, accountID: nil)

    private func client(_ transport: ScriptedTransport) -> FederationClient {
        FederationClient(
            endpoint: Endpoint(service: .signIn, url: "https://signin.example", region: "us-east-1", location: nil),
            client: .scripted(transport, random: .seeded(1)))
    }

    @Test func `The keys travel in the body of one POST, every character of them encoded`() async throws {
        let transport = ScriptedTransport(.json(#"{"SigninToken": "TK"}"#))
        let token = try await client(transport).signInToken(of: Self.credentials, lasting: 3600)
        #expect(token == Secret("TK"))
        let request = try #require(transport.requests.first)
        #expect(request.method == "POST")
        #expect(request.url == "https://signin.example/federation")
        #expect(
            String(decoding: request.body, as: UTF8.self)
                == "Action=getSigninToken&Session=%7B%22sessionId%22%3A%22ASIAX%22%2C%22sessionKey%22%3A%22"
                + "SK%2BCANARY%2F%3D%22%2C%22sessionToken%22%3A%22ST%2BCANARY%2F%3D%22%7D&SessionDuration=3600")
    }

    @Test func `Without a duration none is sent`() async throws {
        let transport = ScriptedTransport(.json(#"{"SigninToken": "TK"}"#))
        _ = try await client(transport).signInToken(of: Self.credentials, lasting: nil)
        let body = String(decoding: try #require(transport.requests.first).body, as: UTF8.self)
        #expect(!body.contains("SessionDuration"))
    }

    @Test func `A refusal repeats no key`() async throws {
        let page = #"{"message": "bad ST+CANARY/= and SK+CANARY/="}"#
        let refusal = await #expect(throws: ServiceError.self) {
            try await client(ScriptedTransport(.json(page, status: 400))).signInToken(
                of: Self.credentials, lasting: nil)
        }
        #expect(refusal?.httpStatus == 400)
        #expect(refusal?.message.contains("CANARY") == false)
    }

    @Test func `The address that signs in has every value encoded, and shows itself to nobody`() {
        let url = client(ScriptedTransport()).signInURL(
            Secret("a+b/c="), to: "https://console.aws.amazon.com/ec2/home?region=us-east-1#I:",
            issuer: "https://p/start#/")
        #expect(
            url.reveal()
                == "https://signin.example/federation?Action=login&Issuer=https%3A%2F%2Fp%2Fstart%23%2F"
                + "&Destination=https%3A%2F%2Fconsole.aws.amazon.com%2Fec2%2Fhome%3Fregion%3Dus-east-1%23I%3A"
                + "&SigninToken=a%2Bb%2Fc%3D")
        #expect(!"\(url)".contains("a%2Bb"))
    }
}
