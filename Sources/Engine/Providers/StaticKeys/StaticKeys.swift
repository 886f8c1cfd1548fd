/// Long-lived keys in one of the two files (<doc:CredentialProviders>, Keys).
enum StaticKeys {
    /// A profile's keys, and where the access key stands; nil where that file has none.
    ///
    /// - Parameter setting: the value of a profile's key in that file.
    static func load(
        _ profile: Profile, _ setting: (String) -> Setting?
    ) throws(Failure) -> (keys: Credentials, location: SourceLocation)? {
        guard let accessKeyID = setting("aws_access_key_id") else { return nil }
        guard let secret = setting("aws_secret_access_key") else {
            throw Failure(
                .partialCredentials, "profile \(profile.name) has an access key without aws_secret_access_key",
                at: accessKeyID.location, hint: "add aws_secret_access_key next to it, or remove aws_access_key_id")
        }
        let token = setting("aws_security_token") ?? setting("aws_session_token")
        try check(accessKeyID, profile)
        try check(secret, profile)
        if let token { try check(token, profile) }
        let keys = Credentials(
            accessKeyID: accessKeyID.value, secretAccessKey: Secret(secret.value),
            sessionToken: token.flatMap { $0.value.isEmpty ? nil : Secret($0.value) }, expiration: nil,
            accountID: profile["aws_account_id"]?.value)
        return (keys, accessKeyID.location)
    }

    /// They end in an environment, a header or on a terminal.
    private static func check(_ part: Setting, _ profile: Profile) throws(Failure) {
        guard part.value.unicodeScalars.contains(where: TerminalSafe.isHarmful) else { return }
        throw Failure(
            .configInvalid, "a key of profile \(profile.name) has invalid characters", at: part.location,
            hint: "write it again without control characters")
    }

    static let settingKeys = [
        "aws_access_key_id", "aws_secret_access_key", "aws_session_token", "aws_security_token", "aws_account_id",
    ]
}
