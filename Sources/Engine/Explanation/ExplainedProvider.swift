import SystemKit

/// One provider of the AWS CLI's chain (<doc:CredentialProviders>, Order): whether it answers, and why not.
package struct ExplainedProvider: Sendable, Hashable {
    package enum State: String, Sendable {
        case answers
        /// It has nothing to go by.
        case skipped
        /// It has something to go by, and that is wrong.
        case failed
        /// One before it decides.
        case notAsked = "not-asked"
    }

    package let name: String
    package let state: State
    package let reason: String
    /// It has something to go by, whether it is asked or not.
    package let isConfigured: Bool
}

/// Goes through the providers in their order.
struct ProvidersExplainer {
    let context: RuntimeContext
    let chosen: (name: String, location: SourceLocation)?
    let profile: Profile?
    let source: CredentialSource?
    let fault: Failure?

    private var environment: Environment { context.environment }

    private struct Step {
        let name: String
        /// The setting or variable that it would go by; nil for nothing.
        let trigger: String?
        /// Why it has nothing to go by.
        let absence: String
    }

    func all() -> [ExplainedProvider] {
        let steps = steps
        // What the resolver found decides; where it found a fault, the first provider with something to go by has it.
        let answering = source?.providerName
        let decisive = answering ?? faulty(steps)
        var isDecided = false
        return steps.map { step in
            if step.name == decisive {
                isDecided = true
                if answering != nil {
                    return ExplainedProvider(
                        name: step.name, state: .answers,
                        reason: step.trigger.map { "\($0) is set" } ?? "nothing else is left to ask",
                        isConfigured: true)
                }
                return ExplainedProvider(
                    name: step.name, state: .failed, reason: fault?.message ?? step.absence, isConfigured: true)
            }
            guard isDecided, let decisive else {
                return ExplainedProvider(
                    name: step.name, state: .skipped, reason: step.absence, isConfigured: false)
            }
            let reason =
                step.trigger.map { "\(decisive) comes first, though \($0) is set too" } ?? "\(decisive) comes first"
            return ExplainedProvider(
                name: step.name, state: .notAsked, reason: reason, isConfigured: step.trigger != nil)
        }
    }

    private func faulty(_ steps: [Step]) -> String? {
        // Of a profile that isn't there, nothing can be said.
        guard fault != nil, profile != nil || chosen == nil else { return nil }
        return steps.first { $0.trigger != nil }?.name
    }

    private var steps: [Step] {
        [
            Step(name: "env", trigger: environmentTrigger, absence: environmentAbsence),
            roleStep,
            webIdentityStep,
            step("sso", ["sso_account_id", "sso_role_name"]),
            step("shared-credentials-file", ["aws_access_key_id"], in: "the credentials file") {
                $0.fromCredentialsFile($1)
            },
            step("login", ["login_session"]),
            step("custom-process", ["credential_process"]),
            step("config-file", ["aws_access_key_id"], in: "the config file") { $0.fromConfigFile($1) },
            antiqueStep(.ec2, "AWSAccessKeyId"),
            antiqueStep(.boto, "aws_access_key_id"),
            containerStep,
            metadataStep,
        ]
    }

    private var environmentTrigger: String? {
        chosen == nil && environment.text(EnvironmentKey.accessKeyID) != nil
            ? EnvironmentKey.accessKeyID : nil
    }

    private var environmentAbsence: String {
        guard environment.text(EnvironmentKey.accessKeyID) != nil else {
            return "\(EnvironmentKey.accessKeyID) is not set"
        }
        guard case .variable(let name)? = chosen?.location else {
            return "a profile was typed, so \(EnvironmentKey.accessKeyID) does not count"
        }
        return "\(name) is set, so \(EnvironmentKey.accessKeyID) does not count; the AWS CLI would use it"
    }

    private var roleStep: Step {
        let name = "assume-role"
        guard let role = profile?["role_arn"] else { return Step(name: name, trigger: nil, absence: none("role_arn")) }
        guard profile?["web_identity_token_file"] == nil else {
            return Step(name: name, trigger: nil, absence: "web_identity_token_file makes role_arn a web identity's")
        }
        return Step(name: name, trigger: "role_arn (\(role.location))", absence: "")
    }

    private var webIdentityStep: Step {
        let name = "assume-role-with-web-identity"
        let variable = EnvironmentKey.webIdentityTokenFile
        if chosen == nil, environment.text(variable) != nil {
            return Step(name: name, trigger: variable, absence: "")
        }
        if let file = profile?["web_identity_token_file"] {
            return Step(name: name, trigger: "web_identity_token_file (\(file.location))", absence: "")
        }
        let isPassedOver = environment.text(variable) != nil
        return Step(
            name: name, trigger: nil,
            absence: isPassedOver
                ? "\(variable) does not count beside a profile that was named" : none("web_identity_token_file"))
    }

    private var containerStep: Step {
        let set = [EnvironmentKey.containerRelativeURI, EnvironmentKey.containerFullURI].first {
            environment[$0] != nil
        }
        return Step(
            name: "container-role", trigger: set,
            absence: "neither \(EnvironmentKey.containerRelativeURI) nor \(EnvironmentKey.containerFullURI) is set")
    }

    private var metadataStep: Step {
        let isOff = environment[EnvironmentKey.metadataDisabled]?.lowercased() == "true"
        return Step(
            name: "iam-role", trigger: nil,
            absence: isOff
                ? "\(EnvironmentKey.metadataDisabled) is true" : "it is asked only if nothing else is configured")
    }

    private func step(
        _ name: String, _ keys: [String], in file: String? = nil,
        _ setting: (Profile, String) -> Setting? = { $0[$1] }
    ) -> Step {
        let found = profile.flatMap { profile in
            keys.compactMap { key in setting(profile, key).map { (key, $0.location) } }.first
        }
        return Step(
            name: name, trigger: found.map { "\($0.0) (\($0.1))" },
            absence: none(keys.joined(separator: " or "), in: file))
    }

    private func none(_ keys: String, in file: String? = nil) -> String {
        guard let profile else { return "there is no profile to hold \(keys)" }
        let location = file.map { " in \($0)" } ?? ""
        return "profile \(profile.name) has no \(keys)\(location)"
    }

    private func antiqueStep(_ kind: LegacyCredentialsFile.Kind, _ key: String) -> Step {
        let variable = kind.variable
        let isSet = environment[variable] != nil
        let usual = kind == .boto ? ", and /etc/boto.cfg and ~/.boto have no \(key)" : ""
        let absence = isSet ? "the file of \(variable) has no \(key)" : "\(variable) is not set\(usual)"
        do throws(Failure) {
            let trigger = try LegacyCredentialsFile.load(kind, context).map { "\(key) (\($0.location))" }
            return Step(name: kind.rawValue, trigger: trigger, absence: absence)
        } catch {
            return Step(
                name: kind.rawValue, trigger: isSet ? variable : "~/.boto or /etc/boto.cfg", absence: error.message)
        }
    }
}
