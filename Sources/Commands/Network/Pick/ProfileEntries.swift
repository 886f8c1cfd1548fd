import Engine
import SystemKit
import Terminal

/// The profiles as a picker shows them: account and role beside each, its state, and what would be set.
struct ProfileEntries {
    private let context: RuntimeContext
    private let config: SharedConfig

    init(_ context: RuntimeContext, _ config: SharedConfig) {
        self.context = context
        self.config = config
    }

    func load() -> [PickerEntry] {
        var files = CredentialValidityReader(context)
        let uses = Frecency.load(context)
        let now = context.clock.now()
        let sources = CredentialOriginResolver(config: config, environment: context.environment)
        var entries: [PickerEntry] = []
        for name in config.profileNames {
            guard let profile = config.profile(name) else { continue }
            let source = Result { () throws(Failure) in try sources.resolve(profile) }
            var state: CredentialValidity?
            if case .success(let source) = source { state = try? files.ends(of: source).state(at: now) }
            entries.append(entry(profile, source, state, at: now, uses.weight(of: name, at: now)))
        }
        return entries
    }

    private func entry(
        _ profile: Profile, _ source: Result<CredentialOrigin, Failure>, _ state: CredentialValidity?, at now: Instant,
        _ weight: Double
    ) -> PickerEntry {
        let region = profile["region"]?.value
        var words = [region].compactMap { $0 }
        var preview = ["AWS_PROFILE=\(profile.name)"]
        var detail = ""
        switch source {
        case .success(let source):
            if let account = source.accountID, let role = source.roleName {
                detail = "\(account) \(role)"
                preview.append("account \(account), role \(role)")
            }
            if let session = source.provider.ssoSession {
                words += [session.name, session.startURL].compactMap { $0 }
                preview.append(session.name.map { "session \($0), \(session.startURL)" } ?? session.startURL)
            } else {
                preview.append("provider \(source.providerName)")
            }
        case .failure(let fault): preview.append(fault.message)
        }
        preview.append(region.map { "region \($0)" } ?? "no region set")
        let (shown, tone) = Self.words(state, at: now)
        return PickerEntry(
            profile.name, detail: detail, state: shown, tone: tone, words: words, preview: preview, frecency: weight)
    }

    private static func words(_ state: CredentialValidity?, at now: Instant) -> (String, PickerEntry.Tone) {
        guard let state else { return ("unusable", .bad) }
        let tone: PickerEntry.Tone =
            switch state {
            case .valid, .renewable: .good
            case .loginNeeded: .pending
            case .asked, .permanent: .plain
            }
        return (state.title(at: now), tone)
    }
}
