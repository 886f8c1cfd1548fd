/// An Identity Center that the configuration names, and the profiles that sign in to it.
package struct ConfiguredSession: Sendable {
    package let session: SSOSession
    /// In the files' order; none for a session that no profile uses.
    package let profiles: [Profile]

    /// Every `[sso-session]` that is whole, then each legacy one once.
    package static func all(in config: SharedConfig) -> [ConfiguredSession] {
        let profiles = config.profileNames.compactMap(config.profile)
        let resolver = SessionResolver(config: config)
        let named = config.sessionNames.compactMap { name -> ConfiguredSession? in
            guard let place = config.session(name)?.place, let session = try? resolver.named(name, by: place) else {
                return nil
            }
            return ConfiguredSession(
                session: session, profiles: profiles.filter { $0["sso_session"]?.value == name })
        }
        var legacy: [ConfiguredSession] = []
        for profile in profiles where profile["sso_session"] == nil {
            guard let startURL = profile["sso_start_url"], let region = profile["sso_region"] else { continue }
            if let known = legacy.firstIndex(where: {
                $0.session.startURL == startURL.value && $0.session.region == region.value
            }) {
                legacy[known] = ConfiguredSession(
                    session: legacy[known].session, profiles: legacy[known].profiles + [profile])
            } else {
                let session = SSOSession(
                    name: nil, startURL: startURL.value, region: region.value, scopes: nil, place: startURL.place)
                legacy.append(ConfiguredSession(session: session, profiles: [profile]))
            }
        }
        return named + legacy
    }

    /// The profile that a command can name to reach it.
    var loginProfile: String? { session.name == nil ? profiles.first?.name : nil }

    var loginCommand: String { session.loginCommand(profile: loginProfile) }

    /// A few of its profiles' names, for a sentence.
    var profileList: String { Diagnosis.list(profiles.map(\.name)) }
}

extension Diagnosis {
    /// Names for a sentence: the first three, and how many more.
    static func list(_ names: [String]) -> String {
        let shown = names.prefix(3).map(CommandWord.quoted).joined(separator: ", ")
        return names.count > 3 ? "\(shown) and \(names.count - 3) more" : shown
    }
}
