import Engine

/// What the wizards do beyond asking: everything that reaches AWS.
protocol WizardServices: Sendable {
    /// The access portal behind a start URL; the URL itself if it is AWS's.
    func portal(of url: StartURL) async throws -> StartURL
    /// Throws `config-invalid` if no Identity Center in that region answers for the start URL, `unreachable` if nobody
    /// there answers at all.
    func probe(_ session: SSOSession) async throws
    /// - Parameter isNew: sign in although there may be a token.
    func signIn(_ session: SSOSession, isNew: Bool) async throws
    /// In the menu's order; nil for a token that may not see accounts.
    func accounts(_ session: SSOSession) async throws -> [Account]?
    /// In the menu's order; nil likewise.
    func roles(_ session: SSOSession, accountID: String) async throws -> [String]?
}
