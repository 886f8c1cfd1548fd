package import Engine
import SystemKit

/// The dialogue of core and awsx-connect: one JSON object a line each way, `{"v":1,"kind":…}` answered by `{"ok":…}` or
/// `{"err":…}`. Keys pass through a pipe only.
package enum HelperProtocol {
    /// The command word that opens it.
    package static let word = "dialogue"

    /// May a sign-in be started for an answer, and a person be asked for a code?
    package enum Login: String, Sendable {
        /// A person is there: say that it is needed, and start it.
        case start
        /// Wait for one that is under way, start none.
        case wait
        /// Neither.
        case never

        /// A person is there, and nobody said no.
        package static func atHand(isForbidden: Bool, otherwise: Login, in context: RuntimeContext) -> Login {
            if isForbidden || context.environment.isOn(EnvironmentKey.awsxNoLogin) { return otherwise }
            return context.streams.hasPerson ? .start : otherwise
        }
    }

    /// What the core can ask for.
    package enum Request: Sendable, Hashable {
        /// The credentials of an identity; `minTTL` in seconds, and the code of its MFA device if it was typed.
        case credentials(IdentityRequest, minTTL: Int64?, login: Login, mfaCode: Secret? = nil)
        /// The access token of a session, or of an identity's session.
        case token(IdentityRequest, login: Login)
        /// Who AWS says that an identity is.
        case callerIdentity(IdentityRequest, login: Login)
        /// How each host answers, within so many milliseconds.
        case health([HealthTarget], deadline: Int64)
        /// The name of a profile that a person picks, for a command that was given none.
        case pickProfile(command: String)
    }

    /// A request with how much is to be said on stderr meanwhile.
    package static func line(_ request: Request, isVerbose: Bool) -> JSON {
        guard isVerbose, case .object(let members) = request.json else { return request.json }
        return .object(members + [JSON.Member("verbose", .bool(true))])
    }

    package static func ok(_ value: JSON) -> JSON { .object(["ok": value]) }

    package static func err(_ failure: Failure) -> JSON {
        .object([
            "err": .object([
                "code": .string(failure.code.rawValue), "status": .integer(Int64(failure.status.rawValue)),
                "message": .string(failure.message), "place": failure.location.map { .string($0.description) },
                "hint": failure.hint.map(JSON.string),
            ])
        ])
    }

    /// The `ok` of an answer, or its failure thrown.
    package static func result(of answer: JSON) throws(Failure) -> JSON {
        if let value = answer["ok"] { return value }
        guard let err = answer["err"], let message = err["message"]?.string else {
            throw Failure(.badAnswer, "awsx-connect gave an answer that can't be read", status: .failure)
        }
        let code = err["code"]?.string.flatMap(Failure.Code.init) ?? .failed
        let status = err["status"]?.integer.flatMap { ExitStatus(rawValue: Int32(clamping: $0)) }
        throw Failure(
            code, message, at: err["place"]?.string.map(SourceLocation.argument), hint: err["hint"]?.string,
            status: status)
    }
}

extension HelperProtocol.Request {
    package var json: JSON {
        switch self {
        case .credentials(let identity, let minTTL, let login, let mfaCode):
            .object([
                "v": .integer(1), "kind": .string("credentials.get"), "identity": identity.json,
                "min_ttl": minTTL.map(JSON.integer), "login": .string(login.rawValue),
                "mfa_code": mfaCode.map { .string($0.reveal()) },
            ])
        case .token(let identity, let login):
            .object([
                "v": .integer(1), "kind": .string("token.get"), "identity": identity.json,
                "login": .string(login.rawValue),
            ])
        case .callerIdentity(let identity, let login):
            .object([
                "v": .integer(1), "kind": .string("identity.get"), "identity": identity.json,
                "login": .string(login.rawValue),
            ])
        case .health(let targets, let deadline):
            .object([
                "v": .integer(1), "kind": .string("health.check"), "targets": .array(targets.map(\.json)),
                "deadline_ms": .integer(deadline),
            ])
        case .pickProfile(let command):
            .object(["v": .integer(1), "kind": .string("profile.pick"), "command": .string(command)])
        }
    }

    package init?(_ json: JSON) {
        if json["v"]?.integer == 1, json["kind"]?.string == "health.check", let targets = json["targets"]?.array {
            self = .health(
                targets.compactMap(HealthTarget.init(json:)), deadline: json["deadline_ms"]?.integer ?? 5000)
            return
        }
        if json["v"]?.integer == 1, json["kind"]?.string == "profile.pick", let command = json["command"]?.string {
            self = .pickProfile(command: command)
            return
        }
        guard json["v"]?.integer == 1, let identity = json["identity"].flatMap(IdentityRequest.init(json:)) else {
            return nil
        }
        let login = json["login"]?.string.flatMap(HelperProtocol.Login.init) ?? .never
        switch json["kind"]?.string {
        case "credentials.get"?:
            self = .credentials(
                identity, minTTL: json["min_ttl"]?.integer, login: login,
                mfaCode: json["mfa_code"]?.string.map(Secret.init))
        case "token.get"?: self = .token(identity, login: login)
        case "identity.get"?: self = .callerIdentity(identity, login: login)
        default: return nil
        }
    }
}

extension IdentityRequest {
    var json: JSON {
        .object([
            "profile": profile.map(JSON.string), "session": session.map(JSON.string),
            "account": account.map(JSON.string), "role": role.map(JSON.string), "region": region.map(JSON.string),
            "limits": limits.isEmpty ? nil : limits.json,
        ])
    }

    /// Nil for limits that can't be read: without them the run would have more power than was asked for.
    init?(json: JSON) {
        var limits = SessionScope()
        if let told = json["limits"] {
            guard let read = SessionScope(json: told) else { return nil }
            limits = read
        }
        self.init(
            profile: json["profile"]?.string, session: json["session"]?.string, account: json["account"]?.string,
            role: json["role"]?.string, region: json["region"]?.string, limits: limits)
    }
}

extension SessionScope {
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

extension Credentials {
    /// As the dialogue and `credential_process` spell them (<doc:CredentialProviders>, Programs; <doc:AWSCLICommands>,
    /// export-credentials).
    package var processJSON: JSON {
        .object([
            "Version": .integer(1), "AccessKeyId": .string(accessKeyID),
            "SecretAccessKey": .string(secretAccessKey.reveal()),
            "SessionToken": sessionToken.map { .string($0.reveal()) },
            "Expiration": expiration.map { .string($0.iso8601WithOffset) },
            "AccountId": accountID.map(JSON.string),
        ])
    }

    package init?(processJSON json: JSON) {
        guard let accessKeyID = json["AccessKeyId"]?.string, let secret = json["SecretAccessKey"]?.string else {
            return nil
        }
        self.init(
            accessKeyID: accessKeyID, secretAccessKey: Secret(secret),
            sessionToken: json["SessionToken"]?.string.map(Secret.init),
            expiration: json["Expiration"]?.string.flatMap { Instant(iso8601: $0) },
            accountID: json["AccountId"]?.string)
    }
}

extension HealthTarget {
    var json: JSON {
        .object([
            "url": .string(url), "place": location.map { .string($0.description) },
            "ca_bundle": caBundle.map {
                .object(["path": .string($0.value), "place": .string($0.location.description)])
            },
        ])
    }

    init?(json: JSON) {
        guard let url = json["url"]?.string else { return nil }
        let bundle = json["ca_bundle"].flatMap { bundle -> Setting? in
            guard let path = bundle["path"]?.string else { return nil }
            return Setting(value: path, location: .argument(bundle["place"]?.string ?? path))
        }
        self.init(url: url, caBundle: bundle, location: json["place"]?.string.map(SourceLocation.argument))
    }
}
