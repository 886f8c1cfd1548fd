package import SystemKit

/// Which provider answers for a profile, in the AWS CLI's order (<doc:CredentialProviders>, Order); the first that is
/// configured decides, and its errors stop the search.
package struct ProfileSource: Sendable {
    private let config: SharedConfig
    private let environment: Environment
    /// Shared by all profiles that are asked about here.
    let collisions: CacheKeyCollisions
    let chains: RoleChainMemory

    /// - Parameter environment: what `credential_source` and the metadata service's settings are read from.
    package init(config: SharedConfig, environment: Environment) {
        self.config = config
        self.environment = environment
        collisions = CacheKeyCollisions(config: config)
        chains = RoleChainMemory(config: config)
    }

    /// Throws: `.noCredentials` for a profile that holds nothing which gives any.
    package func resolve(_ profile: Profile) throws(Failure) -> CredentialSource {
        guard let source = try configured(profile) else { throw .noCredentials(in: profile) }
        return source
    }

    /// What a profile itself gives, or nil.
    ///
    /// - Parameters:
    ///   - profile: nil where `default` is meant and isn't there.
    ///   - readsVariables: `AWS_WEB_IDENTITY_TOKEN_FILE` and its like count, as they do where no profile was named.
    package func configured(
        _ profile: Profile?, readsVariables: Bool = false
    ) throws(Failure) -> CredentialSource? {
        if let profile, RoleChain.begins(at: profile) {
            let chain = RoleChain(sources: self, config: config, environment: environment, top: profile)
            return .assumeRole(try chain.assumption())
        }
        return try withoutRole(profile, readsVariables: readsVariables)
    }

    /// The providers after an assumed role: all that count for a `source_profile`.
    func withoutRole(_ profile: Profile?, readsVariables: Bool = false) throws(Failure) -> CredentialSource? {
        let settings = WebIdentitySettings(profile: profile, variables: readsVariables ? environment : nil)
        if var identity = try settings.resolve() {
            identity.sharesItsCacheName = collisions.exist(
                of: identity.request, by: .tokenFile(identity.tokenFile.value))
            return .webIdentity(identity)
        }
        guard let profile else { return nil }
        if profile["sso_account_id"] != nil || profile["sso_role_name"] != nil {
            return .sso(try SSOProfile(config: config).role(of: profile))
        }
        if let (keys, location) = try StaticKeys.load(profile, from: .credentials) {
            return .credentialsFile(keys, location)
        }
        if let session = profile["login_session"] {
            return .loginSession(LoginSessionSettings(profile: profile.name, session: session))
        }
        if let command = profile["credential_process"] {
            return .process(ProcessSettings(profile: profile.name, command: command))
        }
        if let (keys, location) = try StaticKeys.load(profile, from: .config) { return .configFile(keys, location) }
        return nil
    }
}

extension Failure {
    /// A profile holds nothing that gives credentials.
    static func noCredentials(in profile: Profile) -> Failure {
        if let session = profile["sso_session"] {
            return Failure(
                .configInvalid,
                "profile \(profile.name) names a session but no account and role, so it gives a token and no keys",
                at: session.location, hint: "awsx token --session \(ShellQuoted.quoted(session.value))")
        }
        return Failure(
            .noCredentials, "profile \(profile.name) holds nothing that gives credentials", at: profile.location,
            hint: "add sso_session, sso_account_id and sso_role_name to it")
    }
}

/// Where a web identity's settings come from: each from its variable, where variables count, else from the profile
/// (<doc:CredentialProviders>, Web identity).
private struct WebIdentitySettings {
    let profile: Profile?
    let variables: Environment?

    func resolve() throws(Failure) -> WebIdentity? {
        guard
            let file = setting(EnvironmentKey.webIdentityTokenFile, "web_identity_token_file"), !file.value.isEmpty
        else { return nil }
        guard let role = setting(EnvironmentKey.roleARN, "role_arn"), !role.value.isEmpty else {
            throw Failure(
                .configInvalid, "there is a web identity token file and no role for it", at: file.location,
                hint: "add role_arn = ARN to the profile, or export \(EnvironmentKey.roleARN)=ARN")
        }
        try RoleLimits.check(role, "role_arn", of: profile?.name)
        let name = setting(EnvironmentKey.roleSessionName, "role_session_name")
        return WebIdentity(
            profile: profile?.name, tokenFile: file, roleARN: role,
            sessionName: name.flatMap { $0.value.isEmpty ? nil : $0 })
    }

    /// A variable that is set, even to nothing, hides the profile's key.
    private func setting(_ variable: String, _ key: String) -> Setting? {
        variables?[variable].map { Setting(value: $0, location: .variable(variable)) } ?? profile?[key]
    }
}

/// Long-lived keys in one of the two files (<doc:CredentialProviders>, Keys).
enum StaticKeys {
    enum File { case config, credentials }

    static func load(_ profile: Profile, from file: File) throws(Failure) -> (Credentials, SourceLocation)? {
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
                at: accessKeyID.location, hint: "add aws_secret_access_key beside it, or remove aws_access_key_id")
        }
        let token = setting("aws_security_token") ?? setting("aws_session_token")
        // They end in an environment, a header or on a terminal.
        for part in [accessKeyID, secret, token].compactMap(\.self)
        where part.value.unicodeScalars.contains(where: TerminalSafe.isHarmful) {
            throw Failure(
                .configInvalid, "a key of profile \(profile.name) has characters that none can have", at: part.location,
                hint: "write it anew, without control characters")
        }
        let keys = Credentials(
            accessKeyID: accessKeyID.value, secretAccessKey: Secret(secret.value),
            sessionToken: token.flatMap { $0.value.isEmpty ? nil : Secret($0.value) }, expiration: nil,
            accountID: profile["aws_account_id"]?.value)
        return (keys, accessKeyID.location)
    }
}
