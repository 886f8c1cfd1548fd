/// Which provider answers for a profile, in the AWS CLI's order (facts 3.1); the first that is configured decides, and
/// its errors stop the search.
package struct ProfileSource: Sendable {
    private let config: SharedConfig

    package init(config: SharedConfig) { self.config = config }

    package func resolve(_ profile: Profile) throws(Failure) -> CredentialSource {
        if profile["role_arn"] != nil { throw unsupported("role_arn", "an assumed role", in: profile) }
        if profile["web_identity_token_file"] != nil {
            throw unsupported("web_identity_token_file", "a web identity", in: profile)
        }
        if profile["sso_account_id"] != nil || profile["sso_role_name"] != nil {
            return .sso(try SSOProfile(config: config).role(of: profile))
        }
        if let (keys, place) = try StaticKeys.load(profile, from: .credentials) { return .credentialsFile(keys, place) }
        if profile["login_session"] != nil { throw unsupported("login_session", "an `aws login` session", in: profile) }
        if profile["credential_process"] != nil {
            throw unsupported("credential_process", "an external process", in: profile)
        }
        if let (keys, place) = try StaticKeys.load(profile, from: .config) { return .configFile(keys, place) }
        throw noCredentials(profile)
    }

    private func unsupported(_ key: String, _ what: String, in profile: Profile) -> Failure {
        Failure(
            .unsupportedProvider,
            "profile \(profile.name) takes its credentials from \(what), which this version of awsx can't do yet",
            at: profile[key]?.place,
            hint: "aws configure export-credentials --profile \(CommandWord.quoted(profile.name))")
    }

    private func noCredentials(_ profile: Profile) -> Failure {
        if let session = profile["sso_session"] {
            return Failure(
                .configInvalid,
                "profile \(profile.name) names a session but no account and role, so it gives a token and no keys",
                at: session.place, hint: "awsx token --session \(CommandWord.quoted(session.value))")
        }
        return Failure(
            .noCredentials, "profile \(profile.name) holds nothing that gives credentials", at: profile.place,
            hint: "add sso_session, sso_account_id and sso_role_name to it")
    }
}

/// Long-lived keys in one of the two files (facts 3.3).
enum StaticKeys {
    enum File { case config, credentials }

    static func load(_ profile: Profile, from file: File) throws(Failure) -> (Credentials, Place)? {
        let setting = { (key: String) in
            switch file {
            case .config: profile.fromConfigFile(key)
            case .credentials: profile.fromCredentialsFile(key)
            }
        }
        guard let accessKeyID = setting("aws_access_key_id") else { return nil }
        guard let secret = setting("aws_secret_access_key") else {
            throw Failure(
                .partialCredentials, "profile \(profile.name) has an access key without aws_secret_access_key",
                at: accessKeyID.place, hint: "add aws_secret_access_key beside it, or remove aws_access_key_id")
        }
        let token = setting("aws_security_token") ?? setting("aws_session_token")
        let keys = Credentials(
            accessKeyID: accessKeyID.value, secretAccessKey: Secret(secret.value),
            sessionToken: token.flatMap { $0.value.isEmpty ? nil : Secret($0.value) }, expiration: nil,
            accountID: profile["aws_account_id"]?.value)
        return (keys, accessKeyID.place)
    }
}
