import SystemKit

/// What a person sees in the browser who signs in to the console for a command line: who to be, and for a browser on
/// another machine what to copy (<doc:LoginSessions>, Signing in).
struct ConsoleSignInPages: SimulatedService {
    private static let authorize = "/v1/authorize"

    func label(of request: ServerRequest) -> RequestLabel? {
        switch (request.method, request.path) {
        case ("GET", Self.authorize): RequestLabel(.consoleAuthorize)
        case ("POST", Self.authorize): RequestLabel(.consoleDecision)
        case ("GET", ConsoleAuthorization.confirmationPath): RequestLabel(.consoleConfirmation)
        default: nil
        }
    }

    func answer(_ request: ServerRequest, _ label: RequestLabel, in server: inout ServerState, now: Instant)
        -> ServerResponse
    {
        switch label.operation {
        case .consoleAuthorize: authorize(request, &server, now: now)
        case .consoleDecision: decide(request, &server, now: now)
        default: confirmation(request.query)
        }
    }

    func refusal(_ status: Int, _ code: String, _ message: String) -> ServerResponse {
        SignInPage.notice("Sorry", "\(code) \(message)").response(status)
    }

    private func authorize(_ request: ServerRequest, _ server: inout ServerState, now: Instant) -> ServerResponse {
        do throws(AuthorizationProblem) {
            let asked = try ConsoleAuthorization(
                request.query, base: request.base(of: server), region: request.signInRegion)
            let names = server.consoleIdentities
            let chosen = server.center.state.consoleIdentity ?? names.first ?? ""
            switch server.center.state.autoApprove {
            case .visit, .always: return .redirect(to: server.decide(asked, as: chosen, now: now))
            case .deny: return .redirect(to: server.decide(asked, as: nil, now: now))
            case .off: break
            }
            let token = server.center.generator.name(bytes: 32)
            server.logins.openForm(
                asked, token: token, until: now.advanced(bySeconds: server.center.state.lifetimes.code))
            let page = SignInPage.identities(
                names.contains(chosen) ? names : names + [chosen], chosen: chosen, action: Self.authorize,
                formToken: token)
            return page.response(200, formTarget: LoopbackURI(asked.redirectURI)?.origin)
        } catch {
            switch error {
            case .page(let reason), .redirect(let reason):
                return SignInPage.notice("This request is not valid", reason).response(400)
            }
        }
    }

    private func decide(_ request: ServerRequest, _ server: inout ServerState, now: Instant) -> ServerResponse {
        if let origin = request["origin"], origin != request.base(of: server) {
            return SignInPage.notice("Not allowed", "The form was sent from another site.").response(403)
        }
        guard let form = request.form, let token = form["form_token"], let decision = form["decision"],
            let asked = server.logins.takeForm(token, now: now)
        else { return SignInPage.notice("This page is no longer valid", "Please sign in again.").response(400) }
        let isAllowed = decision == "allow"
        guard !isAllowed || form["identity"] != nil else {
            return SignInPage.notice("No identity was chosen", "Please sign in again.").response(400)
        }
        return .redirect(to: server.decide(asked, as: isAllowed ? form["identity"] : nil, now: now))
    }

    private func confirmation(_ query: FormFields) -> ServerResponse {
        guard let state = query["state"], let code = query["code"] else {
            return SignInPage.notice("Access denied", "You may close this page.").response(200)
        }
        return SignInPage.copied(Base64.text(Array("state=\(state)&code=\(code)".utf8))).response(200)
    }
}

extension ServerRequest {
    /// Scheme and host as the client wrote them, which a proxy may have led here.
    func base(of server: ServerState) -> String {
        "\(server.baseURL.prefix { $0 != ":" })://\(self["host"] ?? "")"
    }

    /// The region of the sign-in service that was asked, where its own name leads here.
    var signInRegion: String? {
        let labels = hostName.split(separator: ".")
        return labels.count > 2 && labels[1] == "signin" ? String(labels[0]) : nil
    }
}
