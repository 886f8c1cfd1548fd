import Engine
import PluginKit
import SystemKit

/// What the prompt says of the active identity, told from files alone; nothing here fails.
struct PromptSegment: Sendable {
    enum Kind: String, Sendable {
        /// No identity is chosen: nothing is shown.
        case none = ""
        case timed, permanent, unusable
    }

    let kind: Kind
    let profile: String
    /// The name is a label of keys, not a profile that was resolved.
    let isLabel: Bool
    /// What an outer `awsx exec` calls the keys; nil for all others.
    let execLabels: ExecLabels?
    /// What keys in the environment are narrowed to, as their label says; empty for nothing.
    let scope: String
    let source: CredentialOrigin?
    /// Only where it is not the profile's own.
    let region: String
    /// Keys in the environment that other programs would use instead of the profile.
    let hasLeftoverKeys: Bool
    /// The mark of a sign-in that comes to its end, and when that changes.
    let signIn: (mark: String, changes: Instant?)
    let valid: Instant
    let renewable: Instant
    let colour: Colour
    let format: PromptFormat
    let isUTF8: Bool

    /// - Parameter format: a typed template; nil for that of the settings.
    static func load(
        _ context: RuntimeContext, format typed: String? = nil, providers: ProviderOrder = .awsCLI
    ) -> PromptSegment {
        let settings = try? AwsxConfig.load(context)
        let name =
            context.environment[EnvironmentKey.profile] ?? context.environment[EnvironmentKey.defaultProfile] ?? ""
        let format = (typed ?? settings?.format).map(PromptFormat.init) ?? .usual
        guard let service = try? CredentialService(context, for: IdentityRequest(), providers: providers),
            let identity = try? service.resolver.resolve(IdentityRequest())
        else {
            return PromptSegment(
                context, kind: name.isEmpty ? .none : .unusable, profile: name, settings: settings, format: format)
        }
        let isChosen = !name.isEmpty || identity.profile == nil
        let label = identity.profile?.name ?? context.environment.text(EnvironmentKey.awsxProfile) ?? "keys"
        var files = CredentialValidityReader(context, settings: settings)
        guard identity.doubt == nil, let ends = try? files.ends(of: identity.source) else {
            let kind: Kind = isChosen && !name.isEmpty ? .unusable : .none
            return PromptSegment(context, kind: kind, profile: label, settings: settings, format: format)
        }
        // `default` is shown once it is in use: with a login, that is.
        if !isChosen, ends.state(at: context.clock.now()) == .loginNeeded {
            return PromptSegment(context, kind: .none, profile: "", settings: settings, format: format)
        }
        return PromptSegment(context, ends, identity, label: label, settings: settings, format: format)
    }

    private init(
        _ context: RuntimeContext, _ ends: Expirations, _ identity: ResolvedIdentity, label: String,
        settings: AwsxConfig?,
        format: PromptFormat
    ) {
        kind = ends.kind == .permanent ? .permanent : .timed
        valid = ends.valid
        renewable = ends.renewable
        profile = label
        isLabel = identity.profile == nil
        execLabels = ExecLabels.of(identity.source, in: context.environment)
        scope = ExecLabels.scope(of: identity.source, in: context.environment) ?? ""
        source = identity.source
        let own = identity.profile?["region"]?.value
        region = identity.region.flatMap { $0.value == own ? nil : $0.value } ?? ""
        signIn =
            format.hasLogin
            ? StatusFacts.signIn(source?.session, ends, context)?.mark(at: LocalTime(context.clock)) ?? ("", nil)
            : ("", nil)
        hasLeftoverKeys =
            identity.profile != nil && context.environment.text(EnvironmentKey.accessKeyID) != nil
        colour =
            settings?.colour(
                of: RunSubject(
                    profile: label, accountID: source?.accountID, roleName: source?.roleName, isOnTerminal: true))
            ?? .usual(for: label)
        self.format = format
        isUTF8 = Self.isUTF8(context.environment)
    }

    private init(_ context: RuntimeContext, kind: Kind, profile: String, settings: AwsxConfig?, format: PromptFormat) {
        self.kind = kind
        self.profile = profile
        isLabel = false
        execLabels = nil
        scope = ""
        source = nil
        region = ""
        hasLeftoverKeys = false
        signIn = ("", nil)
        valid = .past
        renewable = .past
        colour = settings?.colour(of: RunSubject(profile: profile, isOnTerminal: true)) ?? .usual(for: profile)
        self.format = format
        isUTF8 = Self.isUTF8(context.environment)
    }

    private static func isUTF8(_ environment: Environment) -> Bool {
        for name in PromptVariables.locale {
            if let locale = environment.text(name) { return locale.lowercased().contains("utf") }
        }
        return false
    }

    private func value(_ field: PromptFormat.Field) -> String {
        let value =
            switch field {
            case .profile: execLabels == nil ? profile : "exec:\(profile)"
            case .account: source?.accountID ?? execLabels?.accountID ?? ""
            case .role: source?.roleName ?? execLabels?.roleName ?? ""
            case .region: region
            case .scope: scope.isEmpty ? "" : "scope:\(scope)"
            case .keys: hasLeftoverKeys ? "+keys" : ""
            case .login: signIn.mark
            case .time: ""
            }
        return TerminalSafe.text(value)
    }

    /// Around the time, while it is valid.
    var aroundTime: (head: String, tail: String) { format.filledAroundTime(value) }

    /// After that, or where there is no time.
    var withoutTime: String { filled(kind == .timed ? (isUTF8 ? "↻" : "~") : kind == .unusable ? "unusable" : "") }

    /// It takes the place of the mark, too.
    var loginNeeded: String { format.filled { $0 == .time ? "login needed" : $0 == .login ? "" : value($0) } }

    private func filled(_ time: String) -> String { format.filled { $0 == .time ? time : value($0) } }

    func state(at now: Instant) -> String {
        switch kind {
        case .none: "none"
        case .permanent, .unusable: kind.rawValue
        case .timed where valid > now: "valid"
        case .timed where renewable > now: "renewable"
        case .timed: "login-needed"
        }
    }

    func text(at now: Instant) -> String {
        switch state(at: now) {
        case "none": ""
        case "valid": filled(Self.left(valid.seconds(since: now)))
        case "login-needed": loginNeeded
        default: withoutTime
        }
    }

    func ink(at now: Instant) -> Colour {
        ["login-needed", "unusable"].contains(state(at: now)) ? .yellow : colour
    }

    /// `<1m`, `52m`, `3h05m`, `49h00m`; from a hundred hours on days, `4d`: what changes once a minute at most. The
    /// shells' scripts spell it alike.
    static func left(_ seconds: Int64) -> String {
        switch seconds {
        case ..<60: "<1m"
        case ..<3600: "\(seconds / 60)m"
        case ..<360_000: "\(seconds / 3600)h\(seconds / 60 % 60 < 10 ? "0" : "")\(seconds / 60 % 60)m"
        default: "\(seconds / 86_400)d"
        }
    }
}
