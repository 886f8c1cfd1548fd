/// One family of doctor's questions: values in, findings out.
package protocol Check: Sendable {
    /// Everything that it can find.
    static var codes: [Diagnosis.Code] { get }

    static func examine(_ input: DoctorInput) -> [Diagnosis]
}

/// All of doctor's questions.
package enum Checks {
    package static let all: [any Check.Type] = [
        ConfigFileCheck.self, MisleadingConfigCheck.self, ProfileCheck.self, CredentialProcessCheck.self,
        SitePolicyCheck.self, RuleCheck.self, ScopeCheck.self,
        SessionCheck.self, StandbyCheck.self, StartURLCheck.self, TokenCheck.self,
        EnvironmentCredentialsCheck.self, EnvironmentCheck.self,
        FileModeCheck.self, FileOwnerCheck.self, RedundantCacheFileCheck.self, AccessKeysInFilesCheck.self,
        PortabilityCheck.self, OtherToolCheck.self, IDECheck.self, AWSCLICheck.self, InstallationCheck.self,
        NetworkCheck.self, ShellCheck.self, AgentCheck.self,
    ]

    /// The table of every code, in the order of the groups.
    package static let codes: [Diagnosis.Code] = {
        let codes = all.flatMap { $0.codes }
        return Diagnosis.Group.allCases.flatMap { group in codes.filter { $0.group == group } }
    }()

    /// Everything that is found: by group, in a group the worst first.
    package static func examine(_ input: DoctorInput) -> [Diagnosis] {
        var list = CappedFindings<Diagnosis>()
        for check in all { list.add(check.examine(input)) }
        let found = list.all
        return Diagnosis.Group.allCases.flatMap { group in
            Diagnosis.Severity.allCases.flatMap { severity in
                found.filter { $0.code.group == group && $0.severity == severity }
            }
        }
    }
}
