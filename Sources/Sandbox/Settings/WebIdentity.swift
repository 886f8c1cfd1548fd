/// A token of another identity provider, and what it says.
struct WebIdentity: Sendable, Hashable, Codable {
    /// The whole token, compared byte by byte: one that ends with a newline here must be sent with it.
    var token: String
    var subject: String
    var audience: String?
    var provider: String?
    /// Seconds since 1970, after which it is refused as expired; absent: never.
    var expires: Int64?

    static let standard = [
        WebIdentity(
            token: "eyJhbGciOiJSUzI1NiJ9.\(SecretGenerator.marker)WebIdentity.c2FuZGJveA",
            subject: "system:serviceaccount:default:sandbox",
            audience: "sts.amazonaws.com",
            provider: "https://oidc.sandbox.example"
        )
    ]
}
