import SystemKit

/// Keys and other identities left in the environment, which programs take in place of the profile
/// (<doc:CredentialProviders>, Order; <doc:ExecEnvironment>, What a program uses).
package enum EnvironmentCredentialsCheck: Check {
    static let keys = Diagnosis.Code(
        "environment-keys", .environment, .warning,
        "keys in the environment, which other programs use instead of the profile")
    static let expired = Diagnosis.Code(
        "environment-keys-expired", .environment, .error, "expired keys in the environment")
    static let partial = Diagnosis.Code(
        "environment-keys-partial", .environment, .error, "an incomplete pair of keys in the environment")
    static let securityToken = Diagnosis.Code(
        "environment-security-token", .environment, .warning,
        "the old AWS_SECURITY_TOKEN, which programs use instead of AWS_SESSION_TOKEN")
    static let webIdentity = Diagnosis.Code(
        "environment-web-identity", .environment, .warning,
        "a web identity in the environment, which overrides SSO and keys of a profile")
    static let container = Diagnosis.Code(
        "environment-container", .environment, .note,
        "a container's credentials in the environment together with a profile")
    static let oldFile = Diagnosis.Code(
        "environment-credential-file", .environment, .note, "the obsolete AWS_CREDENTIAL_FILE")

    package static let codes = [keys, expired, partial, securityToken, webIdentity, container, oldFile]

    package static func examine(_ input: DoctorInput) -> [Diagnosis] {
        // What awsx set for a command is what that command is for.
        guard !input.environment.isInsideRun else { return [] }
        return [leftoverKeys(input), securityToken(input), webIdentity(input), container(input), oldFile(input)]
            .compactMap(\.self)
    }

    private static func leftoverKeys(_ input: DoctorInput) -> Diagnosis? {
        let environment = input.environment
        let id = environment.text(EnvironmentKey.accessKeyID)
        let secret = environment.text(EnvironmentKey.secretAccessKey)
        let variable = SourceLocation.variable(id == nil ? EnvironmentKey.secretAccessKey : EnvironmentKey.accessKeyID)
        guard id != nil || secret != nil else { return nil }
        let unset = unset(
            [
                EnvironmentKey.accessKeyID, EnvironmentKey.secretAccessKey, EnvironmentKey.sessionToken,
                EnvironmentKey.securityToken, EnvironmentKey.credentialExpiration,
            ].filter { environment[$0] != nil })
        guard id != nil, secret != nil else {
            let other = id == nil ? EnvironmentKey.accessKeyID : EnvironmentKey.secretAccessKey
            return Diagnosis(partial, "\(variable.name) is set without \(other)", at: variable, hint: unset)
        }
        if let text = environment.text(EnvironmentKey.credentialExpiration), let end = Instant(iso8601: text),
            end <= input.now
        {
            return Diagnosis(
                expired,
                "the keys in the environment expired \(TimeLeft(until: input.now, from: end).text) ago, and other programs still use them",
                at: variable, hint: unset)
        }
        guard let profile = rival(input) else { return nil }
        return Diagnosis(
            keys, "other programs use the keys in the environment instead of \(profile)", at: variable, hint: unset)
    }

    private static func securityToken(_ input: DoctorInput) -> Diagnosis? {
        guard let old = input.environment.text(EnvironmentKey.securityToken),
            let new = input.environment.text(EnvironmentKey.sessionToken), old != new
        else { return nil }
        return Diagnosis(
            securityToken,
            "\(EnvironmentKey.securityToken) differs from \(EnvironmentKey.sessionToken), and the AWS CLI prefers it",
            at: .variable(EnvironmentKey.securityToken), hint: "unset \(EnvironmentKey.securityToken)")
    }

    private static func webIdentity(_ input: DoctorInput) -> Diagnosis? {
        guard input.environment.text(EnvironmentKey.webIdentityTokenFile) != nil, let profile = rival(input) else {
            return nil
        }
        let names = [EnvironmentKey.webIdentityTokenFile, EnvironmentKey.roleARN, EnvironmentKey.roleSessionName]
        return Diagnosis(
            webIdentity, "other programs use the web identity in the environment instead of \(profile)",
            at: .variable(EnvironmentKey.webIdentityTokenFile),
            hint: unset(names.filter { input.environment[$0] != nil }))
    }

    private static func container(_ input: DoctorInput) -> Diagnosis? {
        let names = [
            EnvironmentKey.containerFullURI, EnvironmentKey.containerRelativeURI,
            EnvironmentKey.containerToken, EnvironmentKey.containerTokenFile,
        ].filter { input.environment[$0] != nil }
        guard let first = names.first, input.namedProfile != nil || isUsable("default", input) else { return nil }
        return Diagnosis(
            container,
            "a container's credentials are in the environment; programs use them if the profile has none",
            at: .variable(first), hint: unset(names))
    }

    private static func oldFile(_ input: DoctorInput) -> Diagnosis? {
        let name = EnvironmentKey.credentialFile
        guard input.environment[name] != nil else { return nil }
        return Diagnosis(
            oldFile, "\(name) is read by very old programs if nothing else provides credentials",
            at: .variable(name), hint: unset([name]))
    }

    /// The profile that a person means and other programs pass over; nil where none is set and there is no default.
    private static func rival(_ input: DoctorInput) -> String? {
        if let (name, location) = input.namedProfile {
            return "profile \(DisplayedCommandWord.quoted(name)) (\(location))"
        }
        return isUsable("default", input) ? "profile default" : nil
    }

    private static func isUsable(_ name: String, _ input: DoctorInput) -> Bool {
        guard let profile = input.config.profile(name) else { return false }
        return profile.entries.contains { !["region", "output", "cli_pager"].contains($0.key) }
    }

    private static func unset(_ names: [String]) -> String { "unset \(names.joined(separator: " "))" }
}

extension SourceLocation {
    /// What a person calls it.
    fileprivate var name: String {
        if case .variable(let name) = self { return name }
        return description
    }
}
