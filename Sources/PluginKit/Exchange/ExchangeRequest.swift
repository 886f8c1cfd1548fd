package import Engine

/// What awsx asks a plugin: one JSON object, on one line of its standard input.
package struct ExchangeRequest: Sendable {
    package let operation: PluginOperation
    /// The same in every question of one run of awsx.
    package let runID: String
    /// Whether a person may be asked, on `/dev/tty`.
    package let isInteractive: Bool
    /// Milliseconds until the answer must be there.
    package let deadline: Int64

    package init(_ operation: PluginOperation, runID: String, isInteractive: Bool, deadline: Int64) {
        self.operation = operation
        self.runID = runID
        self.isInteractive = isInteractive
        self.deadline = deadline
    }

    /// Members in this order, so that a script without a parser finds its way; ASCII only.
    package var json: JSON {
        .object(
            [
                JSON.Member("v", .integer(Manifest.protocolVersion)), JSON.Member("kind", .string(operation.kind)),
                JSON.Member("runId", .string(runID)), JSON.Member("interactive", .bool(isInteractive)),
                JSON.Member("deadline_ms", .integer(deadline)),
            ] + (operation.json.members ?? []))
    }

    package var line: [UInt8] { Array(json.serialized(.minified).utf8) }
}

/// What a plugin can be asked.
package enum PluginOperation: Sendable {
    /// A profile's credentials; `reason` is the command that wants them.
    case credentials(PluginCredentialRequest, reason: String)
    /// To give back what it said that its credentials are a lease of.
    case revocation(lease: String, profile: String)
    /// What a hook has to say to an event.
    case hook(HookEvent, HookSubject)
    /// What a word of its command line may be: that at `position` of the words after its name.
    case completion(words: [String], position: Int)

    package var kind: String {
        switch self {
        case .credentials: "credentials.get"
        case .revocation: "credentials.revoke"
        case .hook: "hook"
        case .completion: "complete"
        }
    }

    fileprivate var json: JSON {
        switch self {
        case .credentials(let request, let reason):
            .object([
                "reason": .string(reason), "duration": request.durationSeconds.map(JSON.integer) ?? .null,
                "profile": .object([
                    "name": .string(request.profile), "accountId": .text(request.accountID),
                    "roleName": .text(request.roleName), "region": .text(request.region),
                    "settings": JSON.placed(request.settings),
                ]),
                "options": JSON.placed(request.options),
            ])
        case .revocation(let lease, let profile):
            .object(["lease": .string(lease), "profile": .object(["name": .string(profile)])])
        case .hook(let event, let subject):
            .object([
                "event": .string(event.rawValue), "profile": subject.json, "command": .text(subject.command),
            ])
        case .completion(let words, let position):
            .object(["words": .array(words.map(JSON.string)), "position": .integer(Int64(position))])
        }
    }
}

/// Whom and what an event is about; never a secret, and of a command the name alone.
package struct HookSubject: Sendable, Hashable {
    package let profile: String?
    package let accountID: String?
    package let roleName: String?
    package let region: String?
    package let command: String?

    package init(
        profile: String?, accountID: String? = nil, roleName: String? = nil, region: String? = nil,
        command: String? = nil
    ) {
        self.profile = profile
        self.accountID = accountID
        self.roleName = roleName
        self.region = region
        self.command = command
    }

    package init(_ identity: ResolvedIdentity, command: String? = nil) {
        self.init(
            profile: identity.profile?.name, accountID: identity.source.accountID, roleName: identity.source.roleName,
            region: identity.region?.value, command: command)
    }

    fileprivate var json: JSON {
        .object([
            "name": .text(profile), "accountId": .text(accountID), "roleName": .text(roleName),
            "region": .text(region),
        ])
    }
}

extension JSON {
    /// Settings by their keys, each with its value and its place.
    fileprivate static func placed(_ settings: [NamedSetting]) -> JSON {
        .object(
            settings.map { named in
                Member(
                    named.key,
                    .object(["value": .string(named.setting.value), "place": named.setting.location.json]))
            })
    }
}
