package import Engine

/// What a plugin asks to be trusted with, as its manifest says.
package struct PluginRequest: Sendable, Hashable {
    package let kinds: [Manifest.Kind]
    package let hooks: [HookEvent]
    package let isPolicy: Bool
    package let personAccess: PersonAccess
    package let needs: CommandRequirements
    /// Variables that say who one is in AWS, and neither are keys nor lead to some.
    package let labels: [String]
    /// Variables that are keys, tell of some or lead to some.
    package let keys: [String]

    package init(_ manifest: Manifest) {
        kinds = manifest.kinds
        hooks = manifest.hooks
        isPolicy = manifest.isPolicy
        personAccess = manifest.personAccess
        needs = manifest.needs
        // All others it gets anyway.
        labels = EnvironmentKey.identity.filter {
            manifest.environment.contains($0) && !EnvironmentKey.keys.contains($0)
        }
        keys = EnvironmentKey.identity.filter { manifest.environment.contains($0) && EnvironmentKey.keys.contains($0) }
    }
}

extension PluginRequest {
    /// One thing that it asks for, in words; what can do harm stands out.
    package struct Item: Sendable, Hashable {
        package let text: String
        package let isGrave: Bool
    }

    /// What a person decides about.
    package var items: [Item] {
        var items: [Item] = []
        func add(_ text: String, isGrave: Bool = false) { items.append(Item(text: text, isGrave: isGrave)) }
        switch needs.credentials {
        case .none: break
        case .profile: add("the credentials of the profile in use")
        case .any: add("the credentials of any profile")
        }
        if needs.network { add("the network") }
        if needs.terminal { add("a terminal") }
        if kinds.contains(.provider) { add("to provide credentials for the profiles that you assign to it") }
        for hook in hooks { add(hook.sentence) }
        if isPolicy {
            add("that awsx refuses the command or change if the plugin gives no answer (policy)", isGrave: true)
        }
        switch personAccess {
        case .never: break
        case .ifAvailable: add("to ask you, if you are there")
        case .always: add("to ask you, each time")
        }
        if !labels.isEmpty { add("the variables \(labels.joined(separator: ", "))") }
        if !keys.isEmpty {
            add("your KEYS, in the variables \(keys.joined(separator: ", "))", isGrave: true)
        }
        return items
    }

    /// What it did not ask for before.
    package func items(beyond earlier: PluginRequest) -> [Item] { items.filter { !earlier.items.contains($0) } }
}

extension HookEvent {
    fileprivate var sentence: String {
        switch self {
        case .preExec: "to allow or refuse each command that runs with credentials (pre-exec)"
        case .postLogin: "to be notified of each sign-in (post-login)"
        case .preUse: "to allow or refuse each change of a shell's identity (pre-use)"
        case .onDenied: "to be notified when credentials are denied (on-denied)"
        }
    }
}

extension PluginRequest {
    init?(_ json: JSON) {
        let kinds = (json["kinds"]?.array ?? []).compactMap(\.string).compactMap(Manifest.Kind.init)
        guard !kinds.isEmpty else { return nil }
        self.init(
            Manifest(
                name: "", kinds: kinds, summary: "", needs: CommandRequirements(json["needs"]),
                environment: (json["env"]?.array ?? []).compactMap(\.string),
                hooks: (json["hooks"]?.array ?? []).compactMap(\.string).compactMap(HookEvent.init),
                isPolicy: json["policy"]?.bool ?? false,
                personAccess: json["interactive"]?.string.flatMap(PersonAccess.init) ?? .never))
    }

    /// With a manifest's words, each of them said.
    package var json: JSON {
        .object([
            "kinds": .array(kinds.map { .string($0.rawValue) }), "hooks": .array(hooks.map { .string($0.rawValue) }),
            "policy": .bool(isPolicy), "interactive": .string(personAccess.rawValue),
            "needs": .object([
                "credentials": .string(needs.credentials.rawValue), "network": .bool(needs.network),
                "tty": .bool(needs.terminal),
            ]),
            "env": .array((labels + keys).map(JSON.string)),
        ])
    }
}
