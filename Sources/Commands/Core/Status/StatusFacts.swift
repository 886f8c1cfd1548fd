import Engine
import SystemKit

/// What files tell of an identity and of everything that it is taken from.
struct StatusFacts: Sendable {
    /// Credentials that a role is asked for with.
    struct Link: Sendable {
        /// The `source_profile` or `credential_source`.
        let name: String
        let source: CredentialOrigin
        /// Nil where a file can't be read.
        let ends: Expirations?
    }

    let identity: ResolvedIdentity
    /// What an outer `awsx exec` calls the keys; nil for all others.
    let execLabels: ExecLabels?
    /// What keys in the environment are narrowed to, as their label says.
    let scope: String?
    let ends: Expirations
    /// From the outermost role's to the one that asks for no other.
    let sources: [Link]
    /// What a person does about it; nil where nothing is to be done.
    let login: Hint?
    /// The file that proves a web identity, and whether it is there.
    let tokenFile: (path: String, isThere: Bool)?
    /// When somebody will probably have to sign in again, though the token renews till then; nil while nothing tells.
    let loginExpected: Instant?

    static func load(_ identity: ResolvedIdentity, _ context: RuntimeContext) throws(Failure) -> StatusFacts {
        var files = CredentialValidityReader(context)
        let ends = try files.ends(of: identity.source)
        var sources: [Link] = []
        for link in identity.source.chain {
            guard let source = link.provider.sourceCredentials, let name = link.provider.sourceReference?.value else {
                continue
            }
            sources.append(Link(name: name, source: source, ends: try? files.ends(of: source)))
        }
        let tokenFile = identity.source.origin.provider.proofFile.map { file in
            (path: file.value, isThere: (try? context.files.status(file.value)) != nil)
        }
        var login: Hint?
        if ends.state(at: context.clock.now()) == .loginNeeded {
            login = files.login(for: identity.source, profile: identity.profile?.name)
        }
        return StatusFacts(
            identity: identity, execLabels: ExecLabels.of(identity.source, in: context.environment),
            scope: ExecLabels.scope(of: identity.source, in: context.environment), ends: ends,
            sources: sources, login: login, tokenFile: tokenFile,
            loginExpected: login == nil ? signIn(identity.source.session, ends, context)?.expectedEnd : nil)
    }

    /// What is known of the sign-in that credentials are renewed by; nil where there is none.
    static func signIn(_ session: SSOSession?, _ ends: Expirations, _ context: RuntimeContext) -> SignInSpan? {
        guard let session, ends.isRenewable(at: context.clock.now()) else { return nil }
        return SignInSpan.load(session, context)
    }

    /// The device whose code the outermost role takes.
    var mfaSerial: String? { identity.source.provider.mfaSerial?.value }
}
