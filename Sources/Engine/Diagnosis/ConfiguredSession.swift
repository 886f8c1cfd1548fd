/// An Identity Center that the configuration names, and the profiles that sign in to it.
package struct ConfiguredSession: Sendable {
    package let session: SSOSession
    /// In the files' order; none for a session that no profile uses.
    package let profiles: [Profile]

    /// Every `[sso-session]` that is whole, then each legacy one once.
    package static func all(in config: SharedConfig) -> [ConfiguredSession] {
        let profiles = config.profileNames.compactMap(config.profile)
        let resolver = SessionResolver(config: config)
        let users = Dictionary(grouping: profiles.filter { $0["sso_session"] != nil }) {
            Array(($0["sso_session"]?.value ?? "").utf8)
        }
        let named = config.sessionNames.compactMap { name -> ConfiguredSession? in
            guard let location = config.session(name)?.location, let session = try? resolver.named(name, by: location)
            else {
                return nil
            }
            return ConfiguredSession(
                session: session, profiles: users[Array(name.utf8)] ?? [])
        }
        var order: [LegacyPortal] = []
        var members: [LegacyPortal: [Profile]] = [:]
        for profile in profiles where profile["sso_session"] == nil {
            guard let startURL = profile["sso_start_url"], let region = profile["sso_region"] else { continue }
            let portal = LegacyPortal(startURL: startURL.value, region: region.value)
            if members[portal] == nil { order.append(portal) }
            members[portal, default: []].append(profile)
        }
        let legacy = order.compactMap { portal -> ConfiguredSession? in
            guard let profiles = members[portal], let location = profiles.first?["sso_start_url"]?.location else {
                return nil
            }
            let session = SSOSession(
                name: nil, startURL: portal.startURL, region: portal.region, scopes: nil, location: location)
            return ConfiguredSession(session: session, profiles: profiles)
        }
        return named + legacy
    }

    /// What profiles of the legacy style have in common that share a token.
    private struct LegacyPortal: Hashable {
        let startURL: String
        let region: String
    }

    /// The profile that a command can name to reach it.
    var loginProfile: String? { session.name == nil ? profiles.first?.name : nil }

    func login(_ manner: Hint.LoginManner) -> Hint.Action { session.login(profile: loginProfile, manner) }

    /// A few of its profiles' names, for a sentence.
    var profileList: String { Diagnosis.list(profiles.map(\.name)) }
}

extension Diagnosis {
    /// Names for a sentence: the first three, and how many more.
    static func list(_ names: [String]) -> String {
        let shown = names.prefix(3).map(DisplayedCommandWord.quoted).joined(separator: ", ")
        return names.count > 3 ? "\(shown) and \(names.count - 3) more" : shown
    }
}
