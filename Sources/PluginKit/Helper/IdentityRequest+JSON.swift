package import Engine

extension IdentityRequest {
    package var json: JSON {
        .object([
            "profile": profile.map(JSON.string), "profile_word": isProfileWord ? .bool(true) : nil,
            "session": session.map(JSON.string),
            "account": account.map(JSON.string), "role": role.map(JSON.string), "region": region.map(JSON.string),
            "limits": limits.isEmpty ? nil : limits.json,
            "scopes": scopes.isEmpty ? nil : .array(scopes.map(\.json)), "reason": reason.map(JSON.string),
        ])
    }

    /// Nil for limits and scopes that can't be read: without them the run would have more power than was asked for.
    package init?(json: JSON) {
        var limits = RoleSessionRestrictions()
        if let told = json["limits"] {
            guard let read = RoleSessionRestrictions(json: told) else { return nil }
            limits = read
        }
        var scopes: [ScopeSelection] = []
        if let told = json["scopes"] {
            let read = (told.array ?? []).compactMap(ScopeSelection.init(json:))
            guard !read.isEmpty, read.count == told.array?.count else { return nil }
            scopes = read
        }
        self.init(
            profile: json["profile"]?.string, isProfileWord: json["profile_word"]?.bool ?? false,
            session: json["session"]?.string, account: json["account"]?.string,
            role: json["role"]?.string, region: json["region"]?.string, limits: limits,
            scopes: scopes, reason: json["reason"]?.string)
    }
}

extension ScopeSelection {
    fileprivate var json: JSON {
        .object(["names": .array(names.map(JSON.string)), "authority": .string(authority.rawValue)])
    }

    fileprivate init?(json: JSON) {
        guard let names = json["names"]?.array, !names.isEmpty,
            let authority = json["authority"]?.string.flatMap(Authority.init)
        else { return nil }
        let texts = names.compactMap(\.string)
        guard texts.count == names.count else { return nil }
        self.init(texts, authority: authority)
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
