import Engine
import PluginKit
import SystemKit

extension ExplainReport {
    var json: JSON {
        let state = explanation.ends?.state(at: time.now)
        let fault = explanation.fault ?? ruling.fault
        let members: KeyValuePairs<String, JSON?> = [
            "profile": .text(explanation.profileInUse),
            "selectedBy": explanation.profile?.location.json ?? .null,
            "execLabels": explanation.execLabels?.json ?? .null,
            "scope": .text(explanation.scope),
            "provider": .text(explanation.source?.providerName),
            "accountId": .text(explanation.source?.accountID),
            "roleName": .text(explanation.source?.roleName),
            "state": .text(state?.word),
            "expiresAt": .time(state?.end),
            "secondsLeft": .secondsLeft(until: state?.end, at: time.now),
            "loginCommand": .text(explanation.login?.words),
            "region": .text(explanation.region?.value),
            "asksMachineForRegion": .bool(explanation.asksMachineForRegion),
            "files": .array(explanation.files.map(\.json)),
            "settings": .array(explanation.settings.map(\.json)),
            "providers": .array(explanation.providers.map(\.json)),
            "chain": .array(
                (explanation.source?.links ?? []).map { link in
                    .object([
                        "provider": .string(link.source.providerName), "accountId": .text(link.source.accountID),
                        "roleName": .text(link.source.roleName), "settings": link.settings,
                    ])
                }),
            "caches": .array(explanation.caches.map { $0.json(at: time.now) }),
            "endpoint": explanation.endpoint.map { endpoint in
                .object([
                    "service": .string(endpoint.id), "url": .text(endpoint.url?.value),
                    "place": endpoint.url?.location.json ?? .null,
                ])
            } ?? .null,
            "agent": ruling.agent?.json ?? .null,
            "rules": ruling.rules?.json ?? .null,
            "warnings": .array(explanation.warnings.map(\.json)),
            "notices": .array(explanation.notices.map(JSON.string)),
            "error": fault?.json ?? .null,
        ]
        return .object(members)
    }
}

extension IdentityExplanation.SourceFile {
    fileprivate var json: JSON {
        .object([
            "path": .string(path), "kind": .string(kind), "found": .bool(isThere),
            "selectedBy": variable.map { SourceLocation.variable($0).json } ?? .null,
        ])
    }
}

extension ExplainedSetting {
    fileprivate var json: JSON {
        .object([
            "section": .string(section), "key": .string(key), "value": .string(value), "place": location.json,
            "overrode": .array(
                overrode.map { .object(["value": .string($0.value), "place": $0.location.json]) }),
        ])
    }
}

extension ExplainedProvider {
    fileprivate var json: JSON {
        .object(["provider": .string(name), "state": .string(state.rawValue), "reason": .string(reason)])
    }
}

extension ExplainedCache {
    fileprivate func json(at now: Instant) -> JSON {
        .object([
            "path": .string(path), "holds": .string(content.rawValue), "owner": .string(owner),
            "expiresAt": .time(expiresAt), "secondsLeft": .secondsLeft(until: expiresAt, at: now),
            "serves": .bool(serves), "renewable": .bool(isRenewable),
        ])
    }
}
