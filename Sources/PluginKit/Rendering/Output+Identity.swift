package import Engine

extension Output {
    /// Notices and warnings that touch an identity, once a command.
    package func tell(_ identity: ResolvedIdentity, of config: SharedConfig) {
        identity.notices.forEach(remark)
        if isVerbose { remark(explanation(of: identity)) }
        guard let name = identity.profile?.name else { return }
        for warning in config.warnings(touching: name) { warn("\(warning.file):\(warning.line): \(warning.text)") }
    }

    private func explanation(of identity: ResolvedIdentity) -> String {
        let who = identity.profile.map { "profile \($0.name)" } ?? "no profile"
        let account = identity.source.accountID.map { ", account \($0)" } ?? ""
        let role = identity.source.roleName.map { ", role \($0)" } ?? ""
        let region = identity.region.map { ", region \($0.value) (\($0.location))" } ?? ", no region"
        return "acting as \(who) by provider \(identity.source.providerName)\(account)\(role)\(region)"
    }
}
