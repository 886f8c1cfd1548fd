import Engine
import PluginKit
import Synchronization
import SystemKit

/// The region of a session whose start URL is an organisation's own: the portal behind it tells the region, and a
/// configured one that differs is mended once a sign-in there went well (<doc:EndpointsAndRegions>, Start URLs).
struct RegionCorrectingLogin: Sendable {
    let connection: AWSConnection
    let configured: SSOSession

    /// Signs in there, and mends what is configured.
    @discardableResult
    func signIn(
        _ options: LoginOptions, profile: Profile?, _ display: CodeDisplay
    ) async throws -> (session: SSOSession, token: Token, wasSignedIn: Bool) {
        let session = try await session(force: options.force)
        let wasSignedIn = Mutex(false)
        let login = try connection.signIn(session) { event in
            if case .alreadySignedIn = event { wasSignedIn.withLock { $0 = true } }
            display.show(event)
        }
        let token = try await login.perform(session, options)
        connection.noteRegion(of: session)
        if let note = await keep(session, profile: profile) { display.reporter.note(note) }
        let isOld = wasSignedIn.withLock(\.self)
        if !isOld {
            try await display.reporter.tellHooks(
                HookSubject(
                    profile: profile?.name, accountID: profile?["sso_account_id"]?.value,
                    roleName: profile?["sso_role_name"]?.value, region: session.region))
        }
        return (session, token, isOld)
    }

    /// The session in its portal's region. Nothing is asked for AWS's own addresses, nor for a session whose token is
    /// still good.
    private func session(force: Bool) async throws -> SSOSession {
        let url = try StartURL(configured.startURL, at: configured.location)
        guard !url.isAWSOwned, try force || !connection.hasToken(configured) else { return configured }
        guard let region = try await connection.portalURL(url).regionInHost, region != configured.region else {
            return configured
        }
        return SSOSession(
            name: configured.name, startURL: configured.startURL, region: region, scopes: configured.scopes,
            location: configured.location)
    }

    /// Writes the region that was signed in to, and returns what to say about it; nil if it is the configured one. A
    /// file that takes no change doesn't spoil the sign-in.
    private func keep(_ session: SSOSession, profile: Profile?) async -> String? {
        guard session.region != configured.region else { return nil }
        guard let address = session.name.map(SectionAddress.session) ?? profile.map({ .profile($0.name) }) else {
            return nil
        }
        let name = TerminalSafe.text(session.title)
        do {
            let file = try ConfigFileEditor(connection.context)
            _ = try await file.edit([.set(address, ConfigEntry("sso_region", session.region))])
            return
                "\(name): changed sso_region from \(configured.region) to \(session.region), the region of the portal"
        } catch {
            return
                "\(name): the portal is in \(session.region); write that into sso_region (\(configured.location)), because "
                + "awsx can't change the file"
        }
    }
}
