/// What SDKs in other languages read otherwise than awsx and the AWS CLI (<doc:ConfigurationFiles>, What SDKs read
/// otherwise).
package enum PortabilityCheck: Check {
    static let name = Diagnosis.Code(
        "sdk-name", .portability, .warning,
        "a profile's or session's name that SDKs for Go, JavaScript or Rust can't find")
    static let colon = Diagnosis.Code(
        "sdk-colon", .portability, .warning, "a key with a colon, which SDKs for JavaScript and Rust don't read")
    static let upperCase = Diagnosis.Code(
        "sdk-upper-case", .portability, .warning, "a key in upper case, which the SDK for JavaScript can't find")
    static let comment = Diagnosis.Code(
        "sdk-indented-comment", .portability, .warning,
        "an indented comment, which the SDK for Rust treats as part of a value")
    static let header = Diagnosis.Code(
        "sdk-mark-in-header", .portability, .warning, "a # or ; in a header, where SDKs for Go and Rust end it")
    static let keysAndSSO = Diagnosis.Code(
        "sdk-keys-and-sso", .portability, .error,
        "keys and SSO in one profile: the AWS CLI uses SSO, the SDK for Go the keys")
    static let sources = Diagnosis.Code(
        "sdk-several-sources", .portability, .warning,
        "several sources of credentials in one profile, which the SDK for Go refuses")
    static let code = Diagnosis.Code(
        "sdk-mfa", .portability, .note, "a role that needs an MFA code, which programs such as tofu can't ask for")

    package static let codes = [name, colon, upperCase, comment, header, keysAndSSO, sources, code]

    package static func examine(_ input: DoctorInput) -> [Diagnosis] {
        var traps = CappedFindings<Diagnosis>()
        input.config.forEachPortabilityTrap { trap, location in
            traps.add(code(of: trap).word) { told(trap, at: location) }
        }
        return traps.all + CappedFindings.of(input.profiles, examine)
            + CappedFindings.single(of: input.config.sessionNames) { session in
                input.config.session(session).flatMap { examine(name: session, "session", at: $0.location) }
            }
    }

    private static func code(of trap: PortabilityTrap) -> Diagnosis.Code {
        switch trap {
        case .colonDelimiter: colon
        case .upperCaseKey: upperCase
        case .indentedComment: comment
        case .markInHeader: header
        }
    }

    private static func told(_ trap: PortabilityTrap, at location: SourceLocation) -> Diagnosis {
        switch trap {
        case .colonDelimiter(let key):
            Diagnosis(
                colon, "\(key) is separated from its value by a colon, which SDKs for JavaScript and Rust don't read",
                at: location,
                hint: "write \(key) = …")
        case .upperCaseKey(let key):
            Diagnosis(
                upperCase, "the SDK for JavaScript looks for \(PythonLowercase.of(key)) and can't find \(key)",
                at: location,
                hint: "write \(PythonLowercase.of(key))")
        case .indentedComment:
            Diagnosis(
                comment, "the SDK for Rust treats this comment as part of the value above", at: location,
                hint: "remove the spaces before the comment")
        case .markInHeader(let header):
            Diagnosis(
                Self.header, "SDKs for Go and Rust end [\(header)] before the # or ;", at: location,
                hint: "rename it, using only \(PortableName.rule)")
        }
    }

    private static func examine(_ profile: Profile) -> [Diagnosis] {
        var found = [examine(name: profile.name, "profile", at: profile.location)].compactMap(\.self)
        let hasSSO = profile["sso_account_id"] != nil || profile["sso_role_name"] != nil
        if hasSSO, let key = profile["aws_access_key_id"] {
            found.append(
                Diagnosis(
                    keysAndSSO,
                    "profile \(profile.name) contains keys and an SSO role: awsx and the AWS CLI use the role, programs in Go the keys",
                    at: key.location, hint: "remove one of the two"))
        }
        let sources = ["source_profile", "credential_source", "credential_process", "web_identity_token_file"]
            .compactMap { key in profile[key].map { (key, $0.location) } }
        if sources.count > 1 {
            found.append(
                Diagnosis(
                    self.sources,
                    "profile \(profile.name) contains \(sources.map(\.0).joined(separator: " and ")); the SDK for Go accepts only one",
                    at: sources[1].1, hint: "keep only one of them"))
        }
        if let serial = profile["mfa_serial"], profile["role_arn"] != nil {
            found.append(
                Diagnosis(
                    code, "profile \(profile.name) needs an MFA code, which most programs can't ask for",
                    at: serial.location,
                    hint: "start them with \(run: .run(profile: profile.name))"))
        }
        return found
    }

    private static func examine(name: String, _ what: String, at location: SourceLocation) -> Diagnosis? {
        // A mark in the header is told by itself.
        guard !PortableName.isPortable(name), !name.contains("#"), !name.contains(";") else { return nil }
        return Diagnosis(
            self.name, "SDKs for Go, JavaScript or Rust can't find \(what) \(DisplayedCommandWord.quoted(name))",
            at: location,
            hint: "rename it, using only \(PortableName.rule)")
    }
}
