extension CredentialSource {
    /// Everything that tells these credentials from others, for the name of a file of awsx's own; no secret.
    var fingerprint: JSON {
        switch self {
        case .environment(let keys), .credentialsFile(let keys, _), .configFile(let keys, _):
            named(["access_key_id": .string(keys.accessKeyID)])
        case .antiqueFile(let file): named(["access_key_id": .string(file.keys.accessKeyID)])
        case .assumeRole(let role):
            named(["request": role.request.fingerprint, "source": role.source.credentials.fingerprint])
        case .webIdentity(let identity):
            named(["request": identity.request.fingerprint, "token_file": .string(identity.tokenFile.value)])
        case .sso(let role):
            named([
                "session": .string(role.session.cacheIdentity), "start_url": .string(role.session.startURL),
                "account_id": .string(role.accountID), "role_name": .string(role.roleName),
            ])
        case .loginSession(let settings): named(["session": .string(settings.session.value)])
        case .process(let settings): named(["command": .string(settings.command.value)])
        case .container(let settings):
            named([
                "relative_uri": .text(settings.relativeURI?.value), "full_uri": .text(settings.fullURI?.value),
                "token_file": .text(settings.tokenFile?.value),
            ])
        case .instanceMetadata(let settings): named(["endpoint": .text(settings.endpoint?.value)])
        }
    }

    private func named(_ members: KeyValuePairs<String, JSON?>) -> JSON {
        .object(["provider": .string(providerName), "settings": .object(members)])
    }
}

extension RoleRequest {
    fileprivate var fingerprint: JSON {
        .object([
            "role_arn": .string(roleARN), "session_name": .text(sessionName), "external_id": .text(externalID),
            "duration_seconds": durationSeconds.map(JSON.integer) ?? .null, "serial_number": .text(serialNumber),
            "policy_arns": .array(limits.policyARNs.map(JSON.string)), "policy": .text(limits.policy),
            "tags": .array(limits.tags.map { .array([.string($0.key), .string($0.value)]) }),
            "source_identity": .text(limits.sourceIdentity), "read_only": .bool(limits.isReadOnly),
        ])
    }
}
