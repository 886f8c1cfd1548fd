import Engine
import SystemKit
import TestSupport
import Testing

/// No way of printing a value that holds a secret gives the secret away.
struct SecretTests {
    private static let marker = "CANARY-7f3a"
    private static let secret = Secret(marker)
    private static let end = Instant(seconds: 0)

    private static let token = Token(
        startURL: "https://x", region: "r", accessToken: secret, expiresAt: end, clientID: "C", clientSecret: secret,
        registrationExpiresAt: end, refreshToken: secret)
    private static let credentials = Credentials(
        accessKeyID: "AKIA", secretAccessKey: secret, sessionToken: secret, expiration: end, accountID: "1")

    private static let holders: [any Sendable] = [
        secret, token, credentials, [secret], ["key": secret], (secret, 1), secret as Secret?,
        TokenGrant.deviceCode(secret), TokenGrant.refreshToken(secret),
        TokenGrant.authorizationCode(code: secret, redirectURI: "http://127.0.0.1", verifier: secret),
        TokenReply(accessToken: secret, expiresIn: 1, refreshToken: secret),
        ClientRegistration(clientID: "C", clientSecret: secret, expiresAt: end),
        StoredRegistration(clientID: "C", clientSecret: secret, expiresAt: end, scopes: nil, grantTypes: nil),
        DeviceAuthorization(
            deviceCode: secret, userCode: "ABCD-EFGH", verificationURI: "https://x", verificationURIComplete: nil,
            expiresIn: 1, interval: 1),
        RedirectAnswer.code(secret), ProofKey(verifier: secret), CredentialSource.environment(credentials),
        CredentialSource.credentialsFile(credentials, .argument("x")),
        LoginEvent.deviceCode(
            .corp,
            DeviceAuthorization(
                deviceCode: secret, userCode: "ABCD-EFGH", verificationURI: "https://x", verificationURIComplete: nil,
                expiresIn: 1, interval: 1)),
        ScriptedOIDC.Call.createToken(.refreshToken(secret), clientID: "C", clientSecret: secret),
    ]

    @Test(arguments: 0..<holders.count)
    func `A secret never shows`(index: Int) {
        let holder = Self.holders[index]
        var dumped = ""
        dump(holder, to: &dumped)
        for text in ["\(holder)", String(describing: holder), String(reflecting: holder), dumped] {
            #expect(!text.contains(Self.marker), "\(type(of: holder))")
            #expect(!text.isEmpty)
        }
        #expect(Array(Mirror(reflecting: Self.secret).children).isEmpty)
    }

    @Test func `Only reveal gives it out`() {
        #expect(Self.secret.reveal() == Self.marker)
        #expect(Self.secret == Secret(Self.marker))
        #expect(Self.secret != Secret("other"))
        #expect("\(Self.secret)" == "•••")
    }
}
