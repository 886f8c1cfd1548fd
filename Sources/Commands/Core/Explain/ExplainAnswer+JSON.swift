import Engine
import PluginKit
import SystemKit

extension ExplainAnswer {
    var json: JSON {
        .object([
            "profile": .text(explanation.profile?.value),
            "selectedBy": .text(explanation.profile?.location.description),
            "provider": .text(explanation.source?.providerName),
            "accountId": .text(explanation.source?.accountID),
            "roleName": .text(explanation.source?.roleName),
            "state": .text(explanation.ends?.state(at: now).word),
            "loginCommand": .text(explanation.loginCommand),
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
            "message": .string(fault.message), "place": .text(fault.location?.description), "hint": .text(fault.hint),
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

extension CredentialSource {
    /// The chain as data, from the outermost role to the source, each link by its kind; never a secret.
    var links: [JSON.Member] {
        chain.enumerated().map { index, source in
            // Keys of the environment that a role's `credential_source` names.
            if index > 0, case .environment = source { return JSON.Member("NamedSource", .string("Environment")) }
            return source.link
        }
    }

    private var link: JSON.Member {
        switch self {
        case .environment(let keys), .credentialsFile(let keys, _), .configFile(let keys, _):
            JSON.Member("AccessKey", .object(["access_key_id": .string(keys.accessKeyID)]))
        case .antiqueFile(let file):
            JSON.Member("AccessKey", .object(["access_key_id": .string(file.keys.accessKeyID)]))
        case .assumeRole(let role):
            JSON.Member(
                "AssumeRole",
                .object([
                    "role_arn": .string(role.roleARN.value), "external_id": role.externalID.map { .string($0.value) },
                    "role_session_name": role.sessionName.map { .string($0.value) },
                    "duration_seconds": role.durationSeconds.map(JSON.integer),
                    "mfa_serial": role.mfaSerial.map { .string($0.value) },
                ]))
        case .webIdentity(let role):
            JSON.Member(
                "WebIdentityToken",
                .object([
                    "role_arn": .string(role.roleARN.value),
                    "web_identity_token_file": .string(role.tokenFile.value),
                    "role_session_name": role.sessionName.map { .string($0.value) },
                ]))
        case .sso(let role):
            JSON.Member(
                "Sso",
                .object([
                    "sso_session": role.session.name.map(JSON.string),
                    "sso_start_url": .string(role.session.startURL), "sso_region": .string(role.session.region),
                    "sso_account_id": .string(role.accountID), "sso_role_name": .string(role.roleName),
                ]))
        case .loginSession(let session):
            JSON.Member("LoginSession", .object(["login_session": .string(session.session.value)]))
        case .process(let process):
            JSON.Member("Process", .object(["command": .string(process.shownCommand)]))
        case .container: JSON.Member("NamedSource", .string("EcsContainer"))
        case .instanceMetadata: JSON.Member("NamedSource", .string("Ec2InstanceMetadata"))
        }
    }
}
