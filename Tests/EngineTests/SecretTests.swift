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
        RedirectAnswer.code(secret), PKCE(verifier: secret), CredentialOrigin.environment(credentials),
        CredentialOrigin.credentialsFile(credentials, .argument("x")),
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

    /// A service may repeat what it was sent, or a part of it.
    @Test(arguments: [
        ("no such token: \(long)", "no such token: •••"), ("bad \(long.prefix(100))…", "bad •••…"),
        ("\(long.suffix(8))", "•••"), ("x\(long.dropFirst(300).prefix(9)) y \(long.prefix(50))", "x••• y •••"),
        ("\(long)\(long) é", "••• é"), ("\(long.prefix(7)) is too short", "\(long.prefix(7)) is too short"),
        ("", ""), ("no", "no"), ("é\(long)é", "é•••é"),
    ])
    func `Every part of eight bytes or more is hidden`(said: String, shown: String) {
        #expect(Secret(Self.long).hidden(in: said) == shown)
    }

    @Test func `A short secret is none of AWS's and hides nothing`() {
        #expect(Secret("short").hidden(in: "a short word") == "a short word")
        #expect(Secret("").hidden(in: "a short word") == "a short word")
    }

    /// Of no eight bytes twice.
    private static let long = (0..<400).map { String(0x1000 + $0 * 37, radix: 36) }.joined(separator: "-")

    @Test(arguments: ["", "a b", "a\u{1b}[31m", "a\u{0}", "é", "a\n"]) func `What can't be a key is none`(text: String)
    {
        #expect(Secret(visible: text) == nil)
        #expect(Secret(visible: "aA0+/=.~")?.reveal() == "aA0+/=.~")
    }

    @Test func `Only reveal gives it out`() {
        #expect(Self.secret.reveal() == Self.marker)
        #expect(Self.secret == Secret(Self.marker))
        #expect(Self.secret != Secret("other"))
        #expect("\(Self.secret)" == "•••")
    }
}
