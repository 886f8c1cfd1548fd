import SystemKit

/// Each profile by itself: whether credentials and a region could come of it.
package enum ProfileCheck: Check {
    static let invalid = Diagnosis.Code(
        "profile-invalid", .configuration, .error, "a profile's settings contradict each other or are incomplete")
    static let partialKeys = Diagnosis.Code(
        "partial-keys", .configuration, .error, "an access key has no secret key")
    static let empty = Diagnosis.Code(
        "profile-without-credentials", .configuration, .note, "a profile has no settings that provide credentials")
    static let sessionMissing = Diagnosis.Code(
        "session-missing", .sessions, .error, "a profile refers to a session that does not exist")
    static let activeMissing = Diagnosis.Code(
        "active-profile-missing", .environment, .error, "a variable selects a profile that does not exist, or is empty")
    static let servicesMissing = Diagnosis.Code(
        "services-missing", .configuration, .error, "a profile refers to a services section that does not exist")
    static let region = Diagnosis.Code(
        "region-invalid", .configuration, .error,
        "a region is not valid: it has a stray character or is not a region name")
    static let account = Diagnosis.Code(
        "account-id-invalid", .configuration, .error, "an account ID is not 12 digits; a leading zero may be missing")
    static let duration = Diagnosis.Code(
        "duration-invalid", .configuration, .warning,
        "duration_seconds is out of range, or is not a number and is ignored")
    static let endpoint = Diagnosis.Code(
        "endpoint-invalid", .configuration, .error,
        "an endpoint setting is not a URL, would send tokens unencrypted, or can't be combined with another")

    package static let codes = [
        invalid, partialKeys, empty, sessionMissing, activeMissing, servicesMissing, region, account, duration,
        endpoint,
    ]

    package static func examine(_ input: DoctorInput) -> [Diagnosis] {
        let shared = Shared(
            sources: CredentialOriginResolver(config: input.config, environment: input.environment),
            sessionFaults: Set(SessionCheck.faults(input.config).map(Fault.init)))
        var list = CappedFindings<Diagnosis>()
        list.add(active(input))
        for profile in input.profiles { list.add(examine(profile, input, shared)) }
        return list.all
    }

    /// What is the same for all profiles.
    private struct Shared {
        let sources: CredentialOriginResolver
        /// A profile's failure that is the one of its session is told there once.
        let sessionFaults: Set<Fault>
    }

    private struct Fault: Hashable {
        let location: SourceLocation?
        let message: String

        init(_ failure: Failure) {
            location = failure.location
            message = failure.message
        }
    }

    /// Every variable that names a profile, since programs read one or the other (<doc:ProfileSettings>, Choosing the
    /// profile).
    private static func active(_ input: DoctorInput) -> [Diagnosis] {
        [EnvironmentKey.profile, EnvironmentKey.defaultProfile].compactMap { variable in
            guard let name = input.environment[variable], input.config.profile(name) == nil else { return nil }
            let what =
                name.isEmpty
                ? "is empty" : "selects profile \(DisplayedCommandWord.quoted(name)), which does not exist"
            let near = SimilarNames.of(name, among: input.config.profileNames).first
            return Diagnosis(
                activeMissing, "\(variable) \(what): the AWS CLI fails", at: .variable(variable),
                hint: near.map { "export \(variable)=\(DisplayedCommandWord.quoted($0))" } ?? "unset \(variable)")
        }
    }

    private static func examine(_ profile: Profile, _ input: DoctorInput, _ shared: Shared) -> [Diagnosis] {
        var found: [Diagnosis] = []
        do {
            _ = try shared.sources.resolve(profile)
        } catch {
            if let diagnosis = told(error, profile, input, shared) { found.append(diagnosis) }
        }
        for key in ["region", "sso_region"] {
            guard let setting = profile[key], !setting.value.isEmpty else { continue }
            do { _ = try RegionName(setting.value, at: setting.location) } catch {
                found.append(Diagnosis(region, error))
            }
        }
        if let setting = profile["sso_account_id"], !setting.value.isEmpty, !AccountID.isValid(setting.value) {
            found.append(
                Diagnosis(
                    account, "\"\(setting.value)\" in profile \(profile.name) is not an account ID (12 digits)",
                    at: setting.location, hint: AccountID.hint))
        }
        if let setting = profile["duration_seconds"], !isDuration(setting.value),
            !found.contains(where: { $0.location == setting.location })
        {
            found.append(
                Diagnosis(
                    duration,
                    "duration_seconds \"\(setting.value)\" in profile \(profile.name) is not between 900 and 43200",
                    at: setting.location, hint: "write whole seconds, such as duration_seconds = 3600"))
        }
        return found + endpoints(profile, input)
    }

    /// What a resolution that failed means to doctor; nil where another check tells it better.
    private static func told(
        _ failure: Failure, _ profile: Profile, _ input: DoctorInput, _ shared: Shared
    ) -> Diagnosis? {
        switch failure.code {
        case .sessionNotFound: return Diagnosis(sessionMissing, failure)
        case .partialCredentials: return Diagnosis(partialKeys, failure)
        case .noCredentials where profile["source_profile"] != nil: return Diagnosis(invalid, failure)
        case .noCredentials: return profile.name == "default" ? nil : Diagnosis(empty, failure)
        default:
            if profile["sso_session"] != nil, profile["sso_account_id"] == nil, profile["sso_role_name"] == nil {
                // For services that take a token, such as CodeCatalyst.
                return nil
            }
            let toldAlready = SessionCheck.disagreements(profile, input.config).contains {
                $0.location == failure.location
            }
            return toldAlready || shared.sessionFaults.contains(Fault(failure))
                ? nil : Diagnosis(invalid, failure)
        }
    }

    private static func isDuration(_ text: String) -> Bool { Int64(text).map { (900...43_200).contains($0) } ?? false }

    private static func endpoints(_ profile: Profile, _ input: DoctorInput) -> [Diagnosis] {
        if let section = profile["services"], input.config.services(section.value) == nil {
            return [
                Diagnosis(
                    servicesMissing,
                    "profile \(profile.name) refers to [services \(section.value)], which does not exist",
                    at: section.location,
                    hint:
                        "add [services \(DisplayedCommandWord.quoted(section.value))] to the config file or remove the line"
                )
            ]
        }
        let settings = EndpointSettings(environment: input.environment, config: input.config, profile: profile)
        let name = Setting(value: "us-east-1", location: profile.location)
        var found: [Diagnosis] = []
        for service in AWSService.allCases {
            do {
                _ = try Endpoint.resolve(service, region: name, settings: settings)
            } catch {
                let diagnosis = Diagnosis(endpoint, error)
                if !found.contains(diagnosis) { found.append(diagnosis) }
            }
        }
        return found
    }
}
