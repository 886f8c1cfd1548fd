import SystemKit

/// The federation endpoint of the web console, and a console of one page (<doc:ConsoleAndClusters>, Signing in with keys).
struct FederationService: SimulatedService {
    private static let path = "/federation"
    private static let console = "/console/home"
    /// Seconds in which a sign-in token must be used.
    private static let lifetime: Int64 = 900
    private static let durations: ClosedRange<Int64> = 900...43_200

    func label(of request: ServerRequest) -> RequestLabel? {
        switch (request.method, request.path) {
        case ("GET", Self.console): return RequestLabel(.console)
        case ("GET", Self.path), ("POST", Self.path):
            switch parameters(of: request)["Action"] {
            case "getSigninToken"?: return RequestLabel(.getSigninToken)
            case "login"? where request.method == "GET": return RequestLabel(.consoleLogin)
            default: return RequestLabel(.unknown)
            }
        default: return nil
        }
    }

    func answer(_ request: ServerRequest, _ label: RequestLabel, in server: inout ServerState, now: Instant)
        -> ServerResponse
    {
        switch label.operation {
        case .getSigninToken: return signInToken(parameters(of: request), &server, now: now)
        case .consoleLogin: return login(request.query, &server, now: now)
        case .console: return console(request, server, now: now)
        default: return refusal(400, "InvalidAction", "Action is getSigninToken or login")
        }
    }

    /// AWS answers with a page, and no code that a program could read.
    func refusal(_ status: Int, _ code: String, _ message: String) -> ServerResponse {
        SignInPage.notice("Not signed in", "\(code): \(message)").response(status)
    }

    private func parameters(of request: ServerRequest) -> FormFields {
        request.method == "POST" ? request.form ?? FormFields("") : request.query
    }

    private func signInToken(_ form: FormFields, _ server: inout ServerState, now: Instant) -> ServerResponse {
        guard let session = form["Session"].flatMap({ JSONText.decode(KeySession.self, from: Array($0.utf8)) }),
            let keys = server.iam.keys(session.sessionId, state: server.center.state),
            keys.secretAccessKey == session.sessionKey, let token = keys.sessionToken, token == session.sessionToken
        else { return refusal(400, "InvalidSession", "the keys are not valid, or have no session token") }
        guard keys.expires.map({ now < $0 }) ?? true else {
            return refusal(400, "ExpiredSession", "the keys have expired")
        }
        var lasting: Int64 = 3600
        if let asked = form["SessionDuration"] {
            guard let seconds = Int64(asked), Self.durations.contains(seconds) else {
                return refusal(400, "InvalidDuration", "SessionDuration is from 900 to 43200")
            }
            // Of role chaining (<doc:ConsoleAndClusters>, Signing in with keys).
            let caller = server.iam.caller(of: keys, state: server.center.state)
            guard caller?.principal.isRoleSession != true else {
                return refusal(
                    400, "InvalidDuration",
                    "SessionDuration is not accepted for a role that was assumed by another role")
            }
            lasting = seconds
        }
        let signIn = server.center.generator.token("", bytes: 400)
        server.consoleSignIns[signIn] = ConsoleSession(
            principal: keys.principal, expires: now.advanced(bySeconds: Self.lifetime), lasting: lasting)
        return .json(["SigninToken": signIn])
    }

    /// A token is good once, and only for the console.
    private func login(_ query: FormFields, _ server: inout ServerState, now: Instant) -> ServerResponse {
        guard let token = query["SigninToken"], var session = server.consoleSignIns.removeValue(forKey: token),
            now < session.expires
        else {
            return refusal(
                400, "InvalidSigninToken", "the sign-in token is not valid, was already used, or has expired")
        }
        guard let destination = query["Destination"], Self.isConsole(destination) else {
            return refusal(400, "InvalidDestination", "Destination is not a page of the console")
        }
        session.expires = now.advanced(bySeconds: session.lasting)
        let cookie = server.center.generator.token("", bytes: 24)
        server.consoleSessions[cookie] = session
        let page = "\(server.baseURL)\(Self.console)?page=\(PercentEncoding.encode(destination))"
        return .redirect(to: page).with("Set-Cookie", "console=\(cookie); HttpOnly; SameSite=Lax; Path=\(Self.console)")
    }

    private func console(_ request: ServerRequest, _ server: ServerState, now: Instant) -> ServerResponse {
        let cookies = (request["cookie"] ?? "").split(separator: ";").map { $0.drop { $0 == " " } }
        let own = cookies.first { $0.hasPrefix("console=") }.map { String($0.dropFirst("console=".count)) }
        guard let session = own.flatMap({ server.consoleSessions[$0] }), now < session.expires else {
            return refusal(403, "NotSignedIn", "there is no session of the console in this browser")
        }
        return SignInPage.console(
            session.principal, page: request.query["page"] ?? "", until: session.expires.iso8601
        ).response(200)
    }

    private static func isConsole(_ url: String) -> Bool {
        guard url.hasPrefix("https://") else { return false }
        let host = url.dropFirst(8).prefix { !"/?#".contains($0) }
        return ["console.aws.amazon.com", "console.amazonaws.cn", "console.amazonaws-us-gov.com"].contains {
            host == $0 || host.hasSuffix(".\($0)")
        }
    }
}

/// A sign-in to the console, before and after its token was used.
struct ConsoleSession: Sendable {
    let principal: Principal
    var expires: Instant
    /// Seconds that the console's session is to last.
    let lasting: Int64
}

private struct KeySession: Decodable {
    let sessionId: String
    let sessionKey: String
    let sessionToken: String
}
