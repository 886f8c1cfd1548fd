/// A key that says one thing in a profile and another in its session, which the AWS CLI refuses
/// (<doc:CredentialProviders>, Identity Center).
struct SessionConflict {
    let key: String
    let ours: Setting
    /// For example `profile dev has sso_region us-east-1 where its session corp (~/.aws/config:3) has eu-west-1`.
    let text: String

    var hint: String { "remove \(key) from the profile" }

    /// Every disagreement of a profile with the session that it names, in the session's order.
    static func all(of profile: Profile, in config: SharedConfig) -> [SessionConflict] {
        guard let name = profile["sso_session"]?.value, let section = config.session(name) else { return [] }
        return all(of: profile, with: NamedSetting.all(of: section), of: name)
    }

    /// The same with the settings of its session at hand.
    static func all(
        of profile: Profile, with settings: [NamedSetting], of session: String
    ) -> [SessionConflict] {
        var all: [SessionConflict] = []
        for theirs in settings {
            guard let ours = profile[theirs.key], ours.value != theirs.setting.value else { continue }
            all.append(
                SessionConflict(
                    key: theirs.key, ours: ours,
                    text:
                        "profile \(profile.name) has \(theirs.key) \(ours.value), but its session \(session) (\(theirs.setting.location)) has \(theirs.setting.value)"
                ))
        }
        return all
    }
}
