/// Profiles of a sandbox's config that show each way to credentials besides Identity Center's own
/// (<doc:CredentialProviders>, Order), as far as the state has what they need.
struct ProviderProfiles {
    let state: SandboxConfiguration
    /// The profile of Identity Center that roles are assumed from; nil: there is none.
    let source: String?
    /// The command's HOME, where the files lie that profiles name.
    let home: String

    /// Where the web identity's token is.
    static let tokenFile = ".aws/web-identity-token"
    /// What the profile `process` runs.
    static let processFile = ".aws/credential-process"
    /// Whose session of `aws login` the profile `console` is.
    static let loginSession = "arn:aws:iam::111111111111:user/ci"

    /// A profile: its name, and the lines of its section.
    struct Section: Sendable, Hashable {
        let name: String
        let lines: [String]

        var text: String { (["[profile \(name)]"] + lines).joined(separator: "\n") }
    }

    var sections: [Section] {
        var sections: [Section] = []
        func add(_ name: String, _ lines: [String?]) {
            sections.append(Section(name: name, lines: lines.compactMap(\.self) + [region]))
        }
        let deploy = role { $0.principals == ["*"] && $0.externalId == nil && !$0.requiresMfa }
        if let source, let deploy {
            add("assume", ["role_arn = \(deploy.roleArn)", "source_profile = \(source)"])
            if let next = role({ $0.principals == [deploy.roleArn] }) {
                let externalID = next.externalId.map { "external_id = \($0)" }
                add("chain", ["role_arn = \(next.roleArn)", "source_profile = assume", externalID])
            }
        }
        if let user = state.iamUsers.first, let key = user.accessKeys.first {
            add(
                "keys",
                ["aws_access_key_id = \(key.accessKeyId)", "aws_secret_access_key = \(key.secretAccessKey)"])
            let arn = user.arn(state.partition)
            if let guarded = role({ $0.requiresMfa }), let device = state.mfaDevices.first(where: { $0.userArn == arn })
            {
                add(
                    "mfa",
                    [
                        "role_arn = \(guarded.roleArn)", "source_profile = keys",
                        "mfa_serial = \(device.serialNumber)",
                    ])
            }
        }
        if !state.webIdentities.isEmpty, let web = role({ !$0.webIdentities.isEmpty }) {
            add("web", ["role_arn = \(web.roleArn)", "web_identity_token_file = \(home)/\(Self.tokenFile)"])
        }
        if processScript != nil { add("process", ["credential_process = sh \"\(home)/\(Self.processFile)\""]) }
        add("console", ["login_session = \(Self.loginSession)"])
        return sections
    }

    /// A shell script that prints the keys of the first user; nil: there is no user.
    var processScript: String? {
        guard let key = state.iamUsers.first?.accessKeys.first else { return nil }
        return """
            cat <<'KEYS'
            {"Version": 1, "AccessKeyId": "\(key.accessKeyId)", "SecretAccessKey": "\(key.secretAccessKey)"}
            KEYS

            """
    }

    private var region: String { "region = \(state.region.filter { !$0.isNewline })" }

    private func role(_ fits: (IAMRole) -> Bool) -> IAMRole? { state.iamRoles.first(where: fits) }
}
