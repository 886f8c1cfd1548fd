import SystemKit

/// The administrator's side, under `/_admin`. Its requests are neither counted nor made to fail.
struct AdminService {
    static let root = "/_admin"

    func concerns(_ request: ServerRequest) -> Bool {
        request.path == Self.root || request.path.hasPrefix("\(Self.root)/")
    }

    /// Answers only programs on this machine that name it: a web page's request has an `Origin`, and one that was led
    /// here by a name server has another host.
    func answer(_ request: ServerRequest, in server: inout ServerState, now: Instant) -> ServerResponse {
        guard request["origin"] == nil, isLocal(request["host"] ?? "") else {
            return problem(403, "web pages can't use the admin API")
        }
        switch (request.method, String(request.path.dropFirst(Self.root.count))) {
        case ("GET", "/counts"):
            return .json(server.counts.byName)
        case ("POST", "/reset-counts"):
            server.counts = RequestCounts()
            server.log = RequestLog()
            return .json(Done())
        case ("GET", "/requests"):
            return .json(server.log.entries)
        case ("GET", "/keys"):
            return .json(server.iam.all.map(IssuedKeysReport.init))
        case ("GET", "/events"):
            return .json(server.trail.records)
        case ("GET", "/state"):
            return .json(bytes: server.center.state.json)
        case ("PUT", "/state"):
            return merge(request.body, &server)
        case ("POST", "/approve"):
            return decide(request.body, allow: true, &server, now: now)
        case ("POST", "/deny"):
            return decide(request.body, allow: false, &server, now: now)
        case ("POST", "/login"):
            return login(request.body, &server, now: now)
        case ("POST", "/revoke"):
            return revoke(request.body, &server)
        default:
            return problem(404, "not found: \(request.method) \(request.path)")
        }
    }

    private func merge(_ body: [UInt8], _ server: inout ServerState) -> ServerResponse {
        do throws(StateProblem) {
            server.set(try server.center.state.merged(with: body))
            return .json(bytes: server.center.state.json)
        } catch {
            return problem(400, error.description)
        }
    }

    private func decide(_ body: [UInt8], allow: Bool, _ server: inout ServerState, now: Instant) -> ServerResponse {
        guard let order = JSONText.decode(DecisionOrder.self, from: body) else {
            return problem(400, "expected {\"userCode\": …}")
        }
        guard server.center.decideDevice(order.userCode, allow: allow, now: now) else {
            return problem(404, "no device is waiting for this code")
        }
        return .json(Done())
    }

    private func revoke(_ body: [UInt8], _ server: inout ServerState) -> ServerResponse {
        guard let order = JSONText.decode(RevokeOrder.self, from: body) else {
            let kinds = IdentityCenter.Revocation.allCases.map(\.rawValue).joined(separator: ", ")
            return problem(400, "expected {\"what\": one of \(kinds)}")
        }
        server.center.revoke(order.what)
        if order.what == .logins { server.logins.endAll() }
        return .json(Done())
    }

    /// Begins a session of `aws login`; the reply holds the file that it writes, secrets and all.
    private func login(_ body: [UInt8], _ server: inout ServerState, now: Instant) -> ServerResponse {
        guard let order = JSONText.decode(LoginOrder.self, from: body),
            let file = server.beginLogin(order.loginSession, secondsLeft: order.secondsLeft, now: now)
        else { return problem(400, "expected {\"loginSession\": an ARN, \"secondsLeft\": an optional number}") }
        return .json(["name": file.name, "text": file.text])
    }

    private func problem(_ status: Int, _ message: String) -> ServerResponse {
        .json(Problem(error: message), status: status)
    }

    private func isLocal(_ host: String) -> Bool {
        let name = host.hasPrefix("[") ? host.prefix { $0 != "]" } + "]" : host.prefix { $0 != ":" }
        return ["127.0.0.1", "localhost", "[::1]"].contains(name)
    }
}

private struct Done: Encodable { let ok = true }
private struct Problem: Encodable { let error: String }
private struct DecisionOrder: Decodable { let userCode: String }
private struct RevokeOrder: Decodable { let what: IdentityCenter.Revocation }
private struct LoginOrder: Decodable {
    let loginSession: String
    let secondsLeft: Int64?
}
