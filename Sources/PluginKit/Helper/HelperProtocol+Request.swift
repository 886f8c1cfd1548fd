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
        /// The URL of a server that gives the credentials of a run to whoever has the token, until the helper's input ends.
        ///
        /// `socket` is a path at which it answers containers as well.
        case serveCredentials(folder: String, profile: String, token: Secret, socket: String? = nil)
        /// The override for a user's compose file, as a text.
        case composeOverride(file: String)
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
        case .serveCredentials(let folder, let profile, let token, let socket):
            .object([
                "v": .integer(1), "kind": .string("credentials.serve"), "folder": .string(folder),
                "profile": .string(profile), "token": .string(token.reveal()), "socket": socket.map(JSON.string),
            ])
        case .composeOverride(let file):
            .object(["v": .integer(1), "kind": .string("compose.override"), "file": .string(file)])
        }
    }

    package init?(_ json: JSON) {
        guard json["v"]?.integer == 1 else { return nil }
        let login = json["login"]?.string.flatMap(LoginPermission.init) ?? .never
        switch json["kind"]?.string {
        case "credentials.get"?:
            guard let identity = Self.identity(json) else { return nil }
            self = .credentials(
                identity, minTTL: json["min_ttl"]?.integer, login: login,
                mfaCode: json["mfa_code"]?.string.map(Secret.init))
        case "token.get"?:
            guard let identity = Self.identity(json) else { return nil }
            self = .token(identity, login: login)
        case "identity.get"?:
            guard let identity = Self.identity(json) else { return nil }
            self = .callerIdentity(identity, login: login)
        case "health.check"?:
            guard let targets = json["targets"]?.array else { return nil }
            self = .health(
                targets.compactMap(HealthTarget.init(json:)), deadline: json["deadline_ms"]?.integer ?? 5000)
        case "profile.pick"?:
            guard let command = json["command"]?.string else { return nil }
            self = .pickProfile(command: command, query: json["query"]?.string ?? "")
        case "account.find"?:
            guard let name = json["name"]?.string else { return nil }
            self = .accountID(name: name, session: json["session"]?.string, login: login)
        case "credentials.serve"?:
            guard let folder = json["folder"]?.string, let profile = json["profile"]?.string,
                let token = json["token"]?.string
            else { return nil }
            self = .serveCredentials(
                folder: folder, profile: profile, token: Secret(token), socket: json["socket"]?.string)
        case "compose.override"?:
            guard let file = json["file"]?.string else { return nil }
            self = .composeOverride(file: file)
        default: return nil
        }
    }

    private static func identity(_ json: JSON) -> IdentityRequest? {
        json["identity"].flatMap(IdentityRequest.init(json:))
    }
}
