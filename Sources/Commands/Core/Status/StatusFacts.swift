import Engine
import SystemKit

/// What files tell of an identity and of everything that it is taken from.
struct StatusFacts: Sendable {
    /// Credentials that a role is asked for with.
    struct Link: Sendable {
        /// The `source_profile` or `credential_source`.
        let name: String
        let source: CredentialSource
        /// Nil where a file can't be read.
        let ends: Expirations?
    }

    let identity: ResolvedIdentity
    let ends: Expirations
    /// From the outermost role's to the one that asks for no other.
    let sources: [Link]
    /// What a person does about it; nil where nothing is to be done.
    let loginCommand: String?
    /// The file that proves a web identity, and whether it is there.
    let tokenFile: (path: String, isThere: Bool)?

    static func load(_ identity: ResolvedIdentity, _ context: RuntimeContext) throws(Failure) -> StatusFacts {
        var files = IdentityStatus(context)
        let ends = try files.ends(of: identity.source)
        var sources: [Link] = []
        for case .assumeRole(let role) in identity.source.chain {
            let source = role.source.credentials
            sources.append(Link(name: role.source.name, source: source, ends: try? files.ends(of: source)))
        }
        var tokenFile: (String, Bool)?
        if case .webIdentity(let web)? = identity.source.chain.last {
            tokenFile = (web.tokenFile.value, web.hasTokenFile(in: context.files))
        }
        var loginCommand: String?
        if ends.state(at: context.clock.now()) == .loginNeeded {
            loginCommand = files.loginCommand(for: identity.source, profile: identity.profile?.name)
        }
        return StatusFacts(
            identity: identity, ends: ends, sources: sources, loginCommand: loginCommand, tokenFile: tokenFile)
    }

    /// The device whose code the outermost role takes.
    var mfaSerial: String? {
        guard case .assumeRole(let role) = identity.source else { return nil }
        return role.mfaSerial?.value
    }
}

extension RoleSource {
    fileprivate var name: String {
        switch reference {
        case .profile(let setting), .named(let setting): setting.value
        }
    }
}
