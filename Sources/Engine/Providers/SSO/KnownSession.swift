import Synchronization

/// A session as the profiles that name it need it: resolved, and with each setting to compare theirs with.
struct KnownSession: Sendable {
    let session: SSOSession
    let settings: [NamedSetting]

    /// Resolves a session, and reads its settings.
    ///
    /// - Throws: as `SessionResolver.named`.
    init(_ reference: Setting, in config: SharedConfig) throws(Failure) {
        session = try SessionResolver(config: config).named(reference.value, by: reference.location)
        settings = config.session(reference.value).map { NamedSetting.all(of: $0) } ?? []
    }

    /// The one that was resolved last: in a file with thousands of profiles most name the same one.
    final class Memory: Sendable {
        private let last = Mutex<KnownSession?>(nil)

        subscript(name: String) -> KnownSession? { last.withLock { $0?.session.name == name ? $0 : nil } }

        func keep(_ session: KnownSession) { last.withLock { $0 = session } }
    }
}

extension SharedConfig {
    /// The session that a profile refers to.
    ///
    /// - Throws: as `SessionResolver.named`.
    func knownSession(_ reference: Setting) throws(Failure) -> KnownSession {
        if let known = sessions?[reference.value] { return known }
        let known = try KnownSession(reference, in: self)
        sessions?.keep(known)
        return known
    }
}
