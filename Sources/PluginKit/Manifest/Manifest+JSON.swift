package import Engine

// The form of `manifest.schema.json`. What a later version adds to it is passed over.
extension Manifest {
    /// Reads a manifest file.
    ///
    /// - Throws: `.pluginBroken` with what is wrong in it.
    package init(parsing bytes: [UInt8], path: String) throws(Failure) {
        func broken(_ why: String) -> Failure {
            Failure(.pluginBroken, "the plugin manifest \(why)", at: .file(path, line: nil))
        }
        let json: JSON
        do { json = try JSON(parsing: bytes) } catch { throw broken("is not JSON: \(error.reason)") }
        guard json["schema"]?.integer == 1 else { throw broken("has another schema than 1") }
        guard let name = json["name"]?.string, Self.isName(name) else { throw broken("has no valid name") }
        guard let version = json["version"]?.string, let summary = json["summary"]?.string else {
            throw broken("lacks version or summary")
        }
        let kinds = (json["kinds"]?.array ?? []).compactMap(\.string).compactMap(Kind.init)
        guard !kinds.isEmpty else { throw broken("names no kind (command, provider, hook)") }
        let least = json["protocol"]?["min"]?.integer ?? 1
        let most = json["protocol"]?["max"]?.integer ?? 1
        guard (least...max(least, most)).contains(Self.protocolVersion) else {
            throw broken("requires protocol \(least) to \(most), but this awsx supports \(Self.protocolVersion)")
        }
        let hooks = HookEvent.all(in: json["hooks"])
        guard hooks.isEmpty != kinds.contains(.hook) else {
            throw broken(
                hooks.isEmpty
                    ? "names no event in hooks (\(HookEvent.allCases.map(\.rawValue).joined(separator: ", ")))"
                    : "has hooks, and hook is not among its kinds")
        }
        let isPolicy = json["policy"]?.bool ?? false
        guard !isPolicy || kinds.contains(.hook) else { throw broken("is a policy, and hook is not among its kinds") }
        let deadline = json["deadline_ms"]?.integer
        guard deadline.map((1...Self.longestDeadline).contains) ?? (json["deadline_ms"] == nil) else {
            throw broken("has a deadline_ms that is not a number from 1 to \(Self.longestDeadline)")
        }
        let executables = (json["executables"]?.array ?? []).map(PluginExecutable.init)
        guard executables.count <= Self.mostExecutables else {
            throw broken("names more than \(Self.mostExecutables) executables")
        }
        if let bad = executables.first(where: { !PluginExecutable.isFile($0.file, of: name) }) {
            throw broken("names \(DisplayedCommandWord.quoted(bad.file)) as an executable: awsx-\(name)-… is one")
        }
        self.init(
            name: name, version: version, kinds: kinds, summary: summary,
            group: json["group"]?.string.flatMap(HelpGroup.init),
            position: json["position"]?.integer.flatMap(Int.init(exactly:)) ?? Self.lastPosition,
            needs: CommandRequirements(json["needs"]),
            environment: (json["env"]?.array ?? []).compactMap(\.string).filter(Self.isVariable),
            hooks: hooks, isPolicy: isPolicy,
            personAccess: json["interactive"]?.string.flatMap(PersonAccess.init) ?? .never,
            deadlineMilliseconds: deadline, executables: executables,
            answersInJSON: json["json"]?.bool ?? true,
            words: { CommandSyntax(json) })
    }

    /// A manifest file's object, without what has its usual meaning.
    package var json: JSON {
        .object([
            "schema": .integer(1), "name": .string(name), "version": .string(version),
            "kinds": .array(kinds.map { .string($0.rawValue) }), "summary": .string(summary),
            "group": group.map { .string($0.rawValue) },
            "position": position == Self.lastPosition ? nil : .integer(Int64(position)), "needs": needs.json,
            "env": Self.array(environment), "hooks": Self.array(hooks.map(\.rawValue)),
            "policy": isPolicy ? .bool(true) : nil,
            "interactive": personAccess == .never ? nil : .string(personAccess.rawValue),
            "deadline_ms": deadlineMilliseconds.map(JSON.integer),
            "executables": executables.isEmpty ? nil : .array(executables.map(\.json)),
            "json": answersInJSON ? nil : .bool(false),
            "options": words.optionsJSON, "arguments": words.argumentsJSON, "subcommands": words.subcommandsJSON,
        ])
    }

    private static let mostExecutables = 16

    /// Texts, or nothing where there are none.
    fileprivate static func array(_ texts: [String]) -> JSON? {
        texts.isEmpty ? nil : .array(texts.map(JSON.string))
    }

    /// A name that a shell takes for a variable's.
    private static func isVariable(_ name: String) -> Bool {
        guard let first = name.utf8.first, !(0x30...0x39).contains(first), name.utf8.count <= 128 else { return false }
        return name.utf8.allSatisfy {
            (0x61...0x7a).contains($0 | 0x20) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "_")
        }
    }
}

extension HookEvent {
    /// Those that this awsx knows, each once.
    fileprivate static func all(in json: JSON?) -> [HookEvent] {
        let named = (json?.array ?? []).compactMap(\.string)
        return allCases.filter { named.contains($0.rawValue) }
    }
}

extension PluginExecutable {
    fileprivate init(_ json: JSON) {
        self.init(
            json["file"]?.string ?? "",
            kinds: (json["kinds"]?.array ?? []).compactMap(\.string).compactMap(Manifest.Kind.init),
            hooks: HookEvent.all(in: json["hooks"]),
            subcommands: (json["subcommands"]?.array ?? []).compactMap(\.string))
    }

    fileprivate var json: JSON {
        .object([
            "file": .string(file), "kinds": Manifest.array(kinds.map(\.rawValue)),
            "hooks": Manifest.array(hooks.map(\.rawValue)), "subcommands": Manifest.array(subcommands),
        ])
    }
}

extension CommandRequirements {
    init(_ json: JSON?) {
        self.init(
            credentials: json?["credentials"]?.string.flatMap(Credentials.init) ?? .none,
            network: json?["network"]?.bool ?? false, terminal: json?["tty"]?.bool ?? false)
    }

    var json: JSON {
        .object([
            "credentials": .string(credentials.rawValue), "network": .bool(network),
            "tty": terminal ? .bool(true) : nil,
        ])
    }
}
