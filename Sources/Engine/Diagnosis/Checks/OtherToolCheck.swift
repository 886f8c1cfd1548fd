import SystemKit

/// Profiles that other tools wrote for themselves, with the plain profile that would do (<doc:OtherTools>, Keys and
/// options of their own).
package enum OtherToolCheck: Check {
    static let granted = Diagnosis.Code(
        "granted-keys", .tools, .note, "a profile with granted's own keys, which no other program reads")
    static let process = Diagnosis.Code(
        "process-of-another-tool", .tools, .note, "a credential_process of another sign-in tool")

    package static let codes = [granted, process]

    package static func examine(_ input: DoctorInput) -> [Diagnosis] {
        CappedFindings.of(input.profiles) { profile in
            let plain = EquivalentProfile.of(profile, in: input.config)
            let keys = profile.entries.filter { $0.key.hasPrefix("granted_") }
            var found: [Diagnosis] = []
            if let first = keys.first {
                let names = keys.map(\.key).joined(separator: ", ")
                found.append(
                    Diagnosis(
                        granted, "profile \(profile.name) contains granted's own keys (\(names))", at: first.location,
                        hint: advice(plain, replacing: "them"), plainProfile: plain ?? []))
            }
            if let setting = profile["credential_process"], let tool = OtherTool(command: setting.value) {
                found.append(
                    Diagnosis(
                        process,
                        "profile \(profile.name) runs \(tool.rawValue), which must be installed wherever the file is used",
                        at: setting.location, hint: advice(plain, replacing: "it"), plainProfile: plain ?? []))
            }
            return found
        }
    }

    private static func advice(_ plain: [Diagnosis.PlainKey]?, replacing what: String) -> Hint {
        guard let plain, !plain.isEmpty else {
            return
                "if it is an Identity Center role, replace \(what) with a plain profile: \(run: .configureProfile(nil))"
        }
        let keys = plain.map { "\($0.key) = \($0.value)" }.joined(separator: "; ")
        return "replace \(what) with: \(keys)"
    }
}

/// Tools that people put into `credential_process`.
enum OtherTool: String, CaseIterable {
    case granted
    case awsVault = "aws-vault"
    case awsSSO = "aws-sso"
    case awsSSOUtil = "aws-sso-util"
    case aws2Wrap = "aws2-wrap"
    case awsSSOCredentialProcess = "aws-sso-credential-process"
    case awsume = "awsumepy"
    case saml2aws
    case leapp
    case awsOkta = "aws-okta"
    case okta = "okta-aws-cli"
    case gimme = "gimme-aws-creds"

    /// The tool that a command runs, through `env` or a Python as well.
    init?(command: String) {
        guard let words = try? ShellWords.split(command) else { return nil }
        let names = words.prefix(3).map { $0.lastPathName ?? $0 }
        guard let tool = names.lazy.compactMap(Self.init(rawValue:)).first else { return nil }
        self = tool
    }
}
