/// Sessions against the profiles that use them, and legacy ones (<doc:CredentialProviders>, Identity Center;
/// <doc:SignInProtocol>, Renewal).
package enum SessionCheck: Check {
    static let invalid = Diagnosis.Code(
        "session-invalid", .sessions, .error, "a session has no start URL or region, or its region is not valid")
    static let disagrees = Diagnosis.Code(
        "session-disagrees", .sessions, .error, "a profile and its session have different values for a key")
    static let legacy = Diagnosis.Code(
        "legacy-session", .sessions, .warning,
        "profiles contain the start URL themselves: such a session can't be refreshed")
    static let scope = Diagnosis.Code(
        "session-without-scope", .sessions, .warning,
        "a session's scopes lack sso:account:access, so it can't list accounts or get a refresh token")

    package static let codes = [invalid, disagrees, legacy, scope]

    package static func examine(_ input: DoctorInput) -> [Diagnosis] {
        let sessions = ConfiguredSession.all(in: input.config)
        return CappedFindings.single(of: faults(input.config)) { Diagnosis(invalid, $0) }
            + CappedFindings.of(input.profiles) { disagreements($0, input.config) }
            + CappedFindings.single(of: sessions, legacy)
            + CappedFindings.single(of: sessions) { scope($0, input.config) }
    }

    /// What is wrong with the sessions themselves.
    static func faults(_ config: SharedConfig) -> [Failure] {
        config.sessionNames.compactMap { name -> Failure? in
            guard let section = config.session(name) else { return nil }
            do throws(Failure) {
                let session = try SessionResolver(config: config).named(name, by: section.location)
                _ = try RegionName(session.region, at: section["sso_region"]?.location)
                return nil
            } catch {
                return error
            }
        }
    }

    static func disagreements(_ profile: Profile, _ config: SharedConfig) -> [Diagnosis] {
        SessionConflict.all(of: profile, in: config).map {
            Diagnosis(disagrees, "\($0.text); awsx and the AWS CLI reject that", at: $0.ours.location, hint: $0.hint)
        }
    }

    private static func legacy(_ configured: ConfiguredSession) -> Diagnosis? {
        guard configured.session.name == nil else { return nil }
        let count = configured.profiles.count == 1 ? "profile \(configured.profileList)" : configured.profileList
        return Diagnosis(
            legacy,
            "\(count) sign\(configured.profiles.count == 1 ? "s" : "") in to \(configured.session.startURL) in the legacy format, which can't be refreshed",
            at: configured.session.location,
            hint:
                "run \(run: .configureSession), then replace sso_start_url and sso_region with sso_session = NAME"
        )
    }

    private static func scope(_ configured: ConfiguredSession, _ config: SharedConfig) -> Diagnosis? {
        guard let name = configured.session.name, let scopes = configured.session.scopes,
            !scopes.contains("sso:account:access"), configured.profiles.contains(where: { $0["sso_account_id"] != nil })
        else { return nil }
        return Diagnosis(
            scope,
            "session \(name) does not request sso:account:access, so it gets no credentials and no refresh token",
            at: config.session(name)?["sso_registration_scopes"]?.location ?? configured.session.location,
            hint: "add sso:account:access to sso_registration_scopes, then \(run: configured.login(.anew))")
    }
}
