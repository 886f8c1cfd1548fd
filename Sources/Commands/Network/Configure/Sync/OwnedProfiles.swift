import Engine

/// The profiles that sync wrote for some sessions, known by the comment line above each.
struct OwnedProfiles: Sendable {
    struct Profile: Sendable {
        let name: String
        /// As the mark says.
        let session: String
        let accountID: String?
        let role: String?
        /// What it has now, in its order.
        let entries: [ConfigEntry]
    }

    /// In the order of the file.
    let profiles: [Profile]
    /// By the bytes of the name: two spellings of one accented letter are two profiles.
    private let positions: [[UInt8]: Int]

    init(of sessions: [String], in text: ConfigText) {
        let marks = Dictionary(sessions.map { (WantedProfile.mark(session: $0), $0) }) { first, _ in first }
        profiles = text.profileNames.compactMap { name in
            let address = SectionAddress.profile(name)
            guard let mark = text.mark(above: address), let session = marks[mark], let section = text.section(address)
            else { return nil }
            return Profile(
                name: name, session: session, accountID: section["sso_account_id"]?.value,
                role: section["sso_role_name"]?.value,
                entries: section.entries.compactMap { key, value, _ in
                    if case .text(let text) = value { ConfigEntry(key, text) } else { nil }
                })
        }
        positions = Dictionary(profiles.enumerated().map { (Array($1.name.utf8), $0) }) { first, _ in first }
    }

    subscript(name: String) -> Profile? { positions[Array(name.utf8)].map { profiles[$0] } }
}
