package import Engine

extension HelperProtocol {
    /// What the core can ask for.
    package enum Request: Sendable, Hashable {
        /// The credentials of an identity; `minTTL` in seconds, and the code of its MFA device if it was typed.
        case credentials(IdentityRequest, minTTL: Int64?, login: LoginPermission, mfaCode: Secret? = nil)
        /// The access token of a session, or of an identity's session.
        case token(IdentityRequest, login: LoginPermission)
        /// Who AWS says that an identity is.
        case callerIdentity(IdentityRequest, login: LoginPermission)
        /// How each host answers, within so many milliseconds.
        case health([HealthTarget], deadline: Int64)
        /// The name of a profile that a person picks, for a command that was given none or, with a query, a part of one.
        case pickProfile(command: String, query: String = "")
        /// The id of the account that a session's portal knows by a name.
        case accountID(name: String, session: String?, login: LoginPermission)
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
        case .pickProfile(let command, let query):
            .object([
                "v": .integer(1), "kind": .string("profile.pick"), "command": .string(command),
                "query": query.isEmpty ? nil : .string(query),
            ])
        case .accountID(let name, let session, let login):
            .object([
                "v": .integer(1), "kind": .string("account.find"), "name": .string(name),
                "session": session.map(JSON.string), "login": .string(login.rawValue),
            ])
        }
    }

    package init?(_ json: JSON) {
        if json["v"]?.integer == 1, json["kind"]?.string == "health.check", let targets = json["targets"]?.array {
            self = .health(
                targets.compactMap(HealthTarget.init(json:)), deadline: json["deadline_ms"]?.integer ?? 5000)
            return
        }
        if json["v"]?.integer == 1, json["kind"]?.string == "profile.pick", let command = json["command"]?.string {
            self = .pickProfile(command: command, query: json["query"]?.string ?? "")
            return
        }
        if json["v"]?.integer == 1, json["kind"]?.string == "account.find", let name = json["name"]?.string {
            self = .accountID(
                name: name, session: json["session"]?.string,
                login: json["login"]?.string.flatMap(LoginPermission.init) ?? .never)
            return
        }
        guard json["v"]?.integer == 1, let identity = json["identity"].flatMap(IdentityRequest.init(json:)) else {
            return nil
        }
        let login = json["login"]?.string.flatMap(LoginPermission.init) ?? .never
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
