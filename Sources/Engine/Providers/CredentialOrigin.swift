/// Where credentials come from: the provider that answers, with every setting that it goes by and the place of each
/// (<doc:CredentialProviders>, Order). Values only: nothing here was asked of anybody.
package struct CredentialOrigin: Sendable, Hashable {
    private let held: Held

    // One reference: a value in a box of any type costs more where it may be absent, since such a type is made at run time.
    private final class Held: Sendable {
        let provider: any CredentialProvider

        init(_ provider: any CredentialProvider) { self.provider = provider }
    }

    package init(_ provider: any CredentialProvider) { held = Held(provider) }

    package var provider: any CredentialProvider { held.provider }

    package static func == (left: CredentialOrigin, right: CredentialOrigin) -> Bool {
        left.provider.isEqual(to: right.provider)
    }

    package func hash(into hasher: inout Hasher) { provider.hash(into: &hasher) }

    package var providerName: String { type(of: provider).name }

    /// The keys, where nobody has to be asked for them.
    package var keys: Credentials? { provider.keys }

    /// The sources from the outermost role to the one that asks for no other.
    package var chain: [CredentialOrigin] {
        var chain = [self]
        while let next = chain.last?.provider.sourceCredentials { chain.append(next) }
        return chain
    }

    /// The last of the chain.
    package var origin: CredentialOrigin {
        var origin = self
        while let next = origin.provider.sourceCredentials { origin = next }
        return origin
    }

    /// The Identity Center session that the credentials begin with, if they do.
    package var session: SSOSession? { origin.provider.ssoSession }

    /// The account that the credentials are for, where the configuration tells.
    package var accountID: String? { provider.knownAccountID }

    /// The role that the credentials are for, where the configuration tells.
    package var roleName: String? { provider.knownRoleName }

    /// Both, as far as they are known: `111111111111 Admin`; nil for neither.
    package var accountAndRole: String? {
        let known = [accountID, roleName].compactMap { $0 }
        return known.isEmpty ? nil : known.joined(separator: " ")
    }

    /// What a person should know of settings that were passed over.
    package var remarks: [String] {
        var remarks: [String] = []
        var next: CredentialOrigin? = self
        while let source = next {
            if let remark = source.provider.remark { remarks.append(remark) }
            next = source.provider.sourceCredentials
        }
        return remarks
    }

    /// Everything that tells these credentials from others, for the name of a file of awsx's own; no secret.
    var fingerprint: JSON {
        .object(["provider": .string(providerName), "settings": .object(provider.fingerprint)])
    }

    /// The chain from the outermost role to the source, each with what it goes by; never a secret.
    package var links: [(source: CredentialOrigin, settings: JSON)] {
        chain.enumerated().map { index, source in
            (source, JSON.object(source.provider.shownSettings(isSource: index > 0)))
        }
    }
}
