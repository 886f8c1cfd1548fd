import Engine
import SystemKit
import TestSupport

extension LoginSession {
    /// The session of the test vector in <doc:CacheFiles>.
    static let bob = named("arn:aws:iam::123456789012:user/bob")

    static func named(_ arn: String) -> LoginSession {
        LoginSession(
            LoginSessionSettings(
                profile: "my dev", session: Setting(value: arn, location: .file("~/.aws/config", line: 5))))
    }

    /// A cache file as `aws login` writes it (<doc:LoginSessions>, The file).
    static func fileText(endsAt end: String, refreshToken: String = "REFRESH", key: String = "AKID") -> String {
        #"{"accessToken": {"accessKeyId": "\#(key)", "secretAccessKey": "SECRET", "sessionToken": "SESSION", "#
            + #""accountId": "123456789012", "expiresAt": "\#(end)"}, "tokenType": "aws_sigv4", "#
            + #""clientId": "arn:aws:signin:::devtools/same-device", "refreshToken": "\#(refreshToken)", "#
            + #""idToken": "ID", "dpopKey": "PEM\n"}"#
    }
}
