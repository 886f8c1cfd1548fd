import SystemKit

/// What awsx's own config says of sessions, a section `[session NAME]` each: which session stands by in another Region,
/// and where this one's services are called (<doc:StandbyRegions>).
package struct SessionSettings: Sendable {
    private let sections: [ConfigSectionReader]

    package static let none = SessionSettings(sections: [])

    private init(sections: [ConfigSectionReader]) { self.sections = sections }

    /// Reads awsx's own config; one that is absent says nothing.
    ///
    /// - Throws: as `OwnConfigText.load`; `.configUnparsable`.
    package static func load(_ context: RuntimeContext) throws(Failure) -> SessionSettings {
        guard let own = try OwnConfigText.load(AwsxConfig.path(context), files: context.files) else { return none }
        return try SessionSettings(own)
    }

    package init(_ own: OwnConfigText) throws(Failure) {
        // Most have none, and the whole grammar costs more than this look.
        guard own.mayHaveSection(Self.prefix) else {
            sections = []
            return
        }
        // A credentials file's headers stand for themselves, which is what is wanted here.
        let config = try SharedConfig.parse(
            config: nil, credentials: own.bytes, paths: ConfigPaths(config: nil, credentials: own.path))
        sections = config.profileNames.compactMap { header in
            guard header.hasPrefix(Self.prefix), let section = config.profile(header)?.credentialsSection else {
                return nil
            }
            return ConfigSectionReader(section, ownersHint: nil)
        }
    }

    /// What the header of such a section begins with.
    package static let prefix = "session "
    package static let standbyKey = "standby"
    package static let servicesKey = "services"

    /// The header of a session's section.
    package static func header(of session: String) -> String { prefix + session }

    /// The names of the sessions that something is said of.
    package var sessionNames: [String] { sections.map { String($0.header.dropFirst(Self.prefix.count)) } }

    /// What stands in a session's section, as it stands.
    package func entries(of session: String) -> [NamedSetting] { section(of: session)?.settings ?? [] }

    /// The section `[services NAME]` of the shared config in which a session's own endpoints stand; nil for none.
    package func services(of session: SSOSession) throws(Failure) -> Setting? {
        try understood(session)?[Self.servicesKey]
    }

    /// The session that serves while this one's Region gives no answer; nil for none.
    ///
    /// - Throws: with the status of a configuration error, at the line that can't be meant: it would be found wanting on
    ///   the day on which it is needed.
    package func standby(of session: SSOSession, in config: SharedConfig) throws(Failure) -> SSOSession? {
        guard let section = try understood(session), let setting = section[Self.standbyKey] else { return nil }
        let name = DisplayedCommandWord.quoted(setting.value)
        guard setting.value != session.name else {
            throw section.invalid(
                "session \(name) is named as its own standby", at: setting.location,
                hint: "name a session of another region")
        }
        let standby: SSOSession
        do throws(Failure) {
            standby = try SessionResolver(config: config).named(setting.value, by: setting.location)
        } catch {
            throw Failure(.configInvalid, error.message, at: error.location, hint: error.hint)
        }
        guard standby.region != session.region else {
            throw section.invalid(
                "\(session.title) and its standby \(name) are both in \(session.region)", at: setting.location,
                hint: "name a session of another region")
        }
        guard Partition.of(region: standby.region) == Partition.of(region: session.region) else {
            throw section.invalid(
                """
                the standby \(name) is in \(standby.region), which is not in the same AWS partition as \
                \(session.region)
                """,
                at: setting.location, hint: "name a session of the same Identity Center")
        }
        return standby
    }

    /// Everything that can't be meant, for whoever looks before it is needed.
    package func faults(in config: SharedConfig) -> [Failure] {
        sessionNames.compactMap { name in
            do throws(Failure) {
                let section = section(of: name)
                let session: SSOSession
                do throws(Failure) {
                    session = try SessionResolver(config: config)
                        .named(name, by: section?.location ?? .argument(name))
                } catch {
                    return Failure(.configInvalid, error.message, at: error.location, hint: error.hint)
                }
                if let services = try services(of: session), config.services(services.value) == nil {
                    return EndpointSettings.noSuchSection(services)
                }
                _ = try standby(of: session, in: config)
                return nil
            } catch {
                return error
            }
        }
    }

    /// A session's section, once every key of it is known.
    private func understood(_ session: SSOSession) throws(Failure) -> ConfigSectionReader? {
        guard let name = session.name, let section = section(of: name) else { return nil }
        try section.requireKeys(among: [Self.standbyKey, Self.servicesKey])
        return section
    }

    private func section(of session: String) -> ConfigSectionReader? {
        sections.first { $0.header == Self.header(of: session) }
    }
}
