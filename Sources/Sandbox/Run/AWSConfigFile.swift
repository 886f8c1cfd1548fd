/// The `~/.aws/config` of a sandbox: one session, a profile for every account and role, a legacy one, a default,
/// and one for each other way to credentials.
struct AWSConfigFile {
    let state: SandboxConfiguration
    /// The command's HOME.
    let home: String
    var standby: StandbyRegion?

    /// The one session.
    static let session = "sandbox"

    /// Names of the profiles in their order, `default` first.
    var profileNames: [String] {
        ["default"] + pairs.map(\.name) + (pairs.isEmpty ? [] : ["legacy"]) + providers.sections.map(\.name)
    }

    /// The profiles of the other ways to credentials.
    var providers: ProviderProfiles {
        ProviderProfiles(state: state, source: pairs.isEmpty ? nil : "default", home: home)
    }

    var text: String {
        var sections = [
            """
            [sso-session \(Self.session)]
            sso_start_url = \(oneLine(state.startUrl))
            sso_region = \(oneLine(state.region))
            sso_registration_scopes = \(portalScope)
            """
        ]
        sections += standby?.sections ?? []
        if let first = pairs.first { sections.append(section("default", first)) }
        sections += pairs.map { section("profile \($0.name)", $0) }
        if let first = pairs.first {
            sections.append(
                """
                [profile legacy]
                sso_start_url = \(oneLine(state.startUrl))
                sso_region = \(oneLine(state.region))
                sso_account_id = \(first.accountID)
                sso_role_name = \(oneLine(first.role))
                region = \(oneLine(state.region))
                """
            )
        }
        sections += providers.sections.map(\.text)
        return sections.joined(separator: "\n\n") + "\n"
    }

    private struct Pair {
        let name: String
        let accountID: String
        let role: String
    }

    private var pairs: [Pair] {
        state.accounts.flatMap { account in
            account.roles.map { role in
                Pair(
                    name: plain("\(account.accountName ?? account.accountId)-\(role)"),
                    accountID: account.accountId,
                    role: role
                )
            }
        }
    }

    private func section(_ title: String, _ pair: Pair) -> String {
        """
        [\(title)]
        sso_session = \(Self.session)
        sso_account_id = \(pair.accountID)
        sso_role_name = \(oneLine(pair.role))
        region = \(oneLine(state.region))
        """
    }

    /// Letters that need no quoting in a section header or a shell; all others become a dash.
    private func plain(_ text: String) -> String {
        String(
            text.map { letter in
                letter.isASCII && (letter.isLetter || letter.isNumber || "._@+-".contains(letter)) ? letter : "-"
            }
        )
    }

    private func oneLine(_ text: String) -> String { text.filter { !$0.isNewline } }
}
