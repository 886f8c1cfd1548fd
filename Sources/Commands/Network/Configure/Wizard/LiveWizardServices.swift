import Engine
import PluginKit
import SystemKit
import Terminal
import Wire

/// AWS, as the wizards reach it.
struct LiveWizardServices: WizardServices {
    let connection: AWSConnection
    let options: LoginOptions
    let isQuiet: Bool
    let report: @Sendable (LoginEvent) -> Void

    func portal(of url: StartURL) async throws -> StartURL {
        try await waiting("the portal behind \(url.text)") { try await connection.portalURL(url) }
    }

    /// A device code is asked for and never used: the one question that tells whether a region knows a start URL.
    func probe(_ session: SSOSession) async throws {
        try await waiting("Identity Center in \(session.region)") { try await ask(session) }
    }

    private func ask(_ session: SSOSession) async throws {
        let service = try connection.oidc(session)
        let request = ClientRegistrationRequest(
            clientName: "botocore-client-\(session.name ?? String(connection.context.clock.now().seconds))",
            scopes: nil,
            grantTypes: nil, redirectURIs: nil, issuerURL: nil)
        let url = try await connection.portalURL(StartURL(session.startURL, at: session.location))
        do {
            let client = try await service.registerClient(request)
            _ = try await service.startDeviceAuthorization(
                clientID: client.clientID, clientSecret: client.clientSecret, startURL: url.text)
        } catch let refusal as ServiceError {
            // Whatever else AWS refuses (device codes, for one), it refuses knowing the portal.
            guard ["InvalidRequestException", "InvalidGrantException"].contains(refusal.code) else { return }
            throw Failure(
                .configInvalid, "found no Identity Center for \(session.startURL) in \(session.region)",
                hint: "find both in the AWS access portal or in your invitation email")
        }
    }

    func signIn(_ session: SSOSession, isNew: Bool) async throws {
        var options = options
        options.flow =
            session.name == nil
            ? .deviceCode
            : LoginFlow.here(
                session, connection.context, usesDeviceCode: options.flow == .deviceCode, port: options.port)
        options.force = true
        if !isNew {
            do {
                _ = try await connection.tokens(session).token(for: session)
                return
            } catch let failure as Failure where failure.code == .loginNeeded {}
        }
        try await connection.signIn(session, report).perform(session, options)
    }

    func accounts(_ session: SSOSession) async throws -> [Account]? {
        try await asking(session, for: "accounts of \(session.title)") { portal, token in
            try await portal.listAccounts(accessToken: token).inMenuOrder
        }
    }

    func roles(_ session: SSOSession, accountID: String) async throws -> [String]? {
        try await asking(session, for: "roles in \(accountID)") { portal, token in
            try await portal.listAccountRoles(accountID: accountID, accessToken: token)
                .sorted { ($0.lowercased(), $0) < ($1.lowercased(), $1) }
        }
    }

    /// Nil if AWS lets neither the token nor a renewed one in.
    private func asking<Result>(
        _ session: SSOSession, for what: String, _ body: (any PortalService, Secret) async throws -> Result
    ) async throws -> Result? {
        try await waiting(what) { try await answer(session, body) }
    }

    private func waiting<Result>(_ what: String, _ body: () async throws -> Result) async throws -> Result {
        try await Progress.during(what, isQuiet: isQuiet, in: connection.context) { _ in try await body() }
    }

    private func answer<Result>(
        _ session: SSOSession, _ body: (any PortalService, Secret) async throws -> Result
    ) async throws -> Result? {
        let tokens = try connection.tokens(session)
        let portal = try connection.portal(session)
        // Without any token nobody was refused.
        _ = try await tokens.token(for: session)
        do {
            return try await tokens.withToken(of: session) { try await body(portal, $0.accessToken) }
        } catch let failure as Failure where failure.code == .loginNeeded {
            return nil
        }
    }
}
