import Engine

extension IdentityRequest {
    var json: JSON {
        .object([
            "profile": profile.map(JSON.string), "profile_word": isProfileWord ? .bool(true) : nil,
            "session": session.map(JSON.string),
            "account": account.map(JSON.string), "role": role.map(JSON.string), "region": region.map(JSON.string),
            "limits": limits.isEmpty ? nil : limits.json,
        ])
    }

    /// Nil for limits that can't be read: without them the run would have more power than was asked for.
    init?(json: JSON) {
        var limits = RoleSessionRestrictions()
        if let told = json["limits"] {
            guard let read = RoleSessionRestrictions(json: told) else { return nil }
            limits = read
        }
        self.init(
            profile: json["profile"]?.string, isProfileWord: json["profile_word"]?.bool ?? false,
            session: json["session"]?.string, account: json["account"]?.string,
            role: json["role"]?.string, region: json["region"]?.string, limits: limits)
    }
}

extension RoleSessionRestrictions {
    fileprivate var json: JSON {
        .object([
            "read_only": .bool(isReadOnly), "policy_arns": .array(policyARNs.map(JSON.string)),
            "policy": policy.map(JSON.string), "source_identity": sourceIdentity.map(JSON.string),
            "tags": .array(tags.map { .object(["key": .string($0.key), "value": .string($0.value)]) }),
            "duration": durationSeconds.map(JSON.integer),
        ])
    }

    fileprivate init?(json: JSON) {
        guard let isReadOnly = json["read_only"]?.bool, let arns = json["policy_arns"]?.array,
            let tags = json["tags"]?.array
        else { return nil }
        self.init()
        self.isReadOnly = isReadOnly
        policyARNs = arns.compactMap(\.string)
        policy = json["policy"]?.string
        self.tags = tags.compactMap { tag in
            tag["key"]?.string.flatMap { key in tag["value"]?.string.map { Tag(key: key, value: $0) } }
        }
        guard policyARNs.count == arns.count, self.tags.count == tags.count else { return nil }
        sourceIdentity = json["source_identity"]?.string
        durationSeconds = json["duration"]?.integer
    }
}
