import Engine
import PluginKit
import SystemKit

extension ExplainReport {
    var json: JSON {
        .object([
            "profile": .text(explanation.profile?.value),
            "selectedBy": .text(explanation.profile?.location.description),
            "provider": .text(explanation.source?.providerName),
            "accountId": .text(explanation.source?.accountID),
            "roleName": .text(explanation.source?.roleName),
            "state": .text(explanation.ends?.state(at: now).word),
            "loginCommand": .text(explanation.login?.words),
            "region": .text(explanation.region?.value),
            "asksMachineForRegion": .bool(explanation.asksMachineForRegion),
            "files": .array(explanation.files.map(\.json)),
            "settings": .array(explanation.settings.map(\.json)),
            "providers": .array(explanation.providers.map(\.json)),
            "chain": .array((explanation.source?.links ?? []).map { .object([$0]) }),
            "caches": .array(explanation.caches.map(\.json)),
            "service": explanation.endpoint.map { .string($0.id) },
            "endpoint_url": explanation.endpoint.map { .text($0.url?.value) },
            "endpointFrom": explanation.endpoint.map { .text($0.url?.location.description) },
            "warnings": .array(
                explanation.warnings.map { warning in
                    .object([
                        "code": .string(warning.code), "message": .string(warning.text),
                        "place": .string("\(warning.file):\(warning.line)"),
                    ])
                }),
            "notices": .array(explanation.notices.map(JSON.string)),
            "error": explanation.fault.map(error) ?? .null,
        ])
    }

    private func error(_ fault: Failure) -> JSON {
        .object([
            "code": .string(fault.code.rawValue), "status": .integer(Int64(fault.status.rawValue)),
            "message": .string(fault.message), "place": .text(fault.location?.description),
            "hint": .text(fault.hint?.words),
        ])
    }
}

extension IdentityExplanation.SourceFile {
    fileprivate var json: JSON {
        .object([
            "path": .string(path), "kind": .string(kind), "found": .bool(isThere), "variable": .text(variable),
        ])
    }
}

extension ExplainedSetting {
    fileprivate var json: JSON {
        .object([
            "section": .string(section), "key": .string(key), "value": .string(value),
            "place": .string(location.description),
            "overrode": .array(
                overrode.map { .object(["value": .string($0.value), "place": .string($0.location.description)]) }),
        ])
    }
}

extension ExplainedProvider {
    fileprivate var json: JSON {
        .object(["name": .string(name), "state": .string(state.rawValue), "reason": .string(reason)])
    }
}

extension ExplainedCache {
    fileprivate var json: JSON {
        .object([
            "path": .string(path), "holds": .string(content.rawValue), "of": .string(owner),
            "expiresAt": .text(expiresAt?.iso8601), "serves": .bool(serves), "renewable": .bool(isRenewable),
        ])
    }
}
