import Engine

/// One role of one account that a session gives: what a profile is made for.
struct GrantedRole: Sendable, Hashable {
    /// The `[sso-session]`'s name.
    let session: String
    /// The first label of the start URL's host: `acme` of `acme.awsapps.com`.
    let organisation: String
    let account: Account
    let role: String

    /// A role of a session's account.
    init(session: String, startURL: String, account: Account, role: String) {
        self.session = session
        organisation = Self.organisation(of: startURL)
        self.account = account
        self.role = role
    }

    static func organisation(of startURL: String) -> String {
        let host = (try? StartURL(startURL, at: nil))?.host ?? startURL
        return host.split(separator: ".").first.map(String.init) ?? host
    }

    /// `ACCOUNT/ROLE`, as a person tells it from others.
    var title: String { "\(account.name.map { "\($0) (\(account.id))" } ?? account.id)/\(role)" }
}
