import SystemKit

/// What a person sees in the browser: the authorize page and the device page.
struct SignInPages: SimulatedService {
    func label(of request: ServerRequest) -> RequestLabel? {
        switch (request.method, request.path) {
        case ("GET", "/authorize"): RequestLabel(.authorize)
        case ("GET", "/device"): RequestLabel(.device)
        case ("POST", "/authorize"), ("POST", "/device"): RequestLabel(.decision)
        default: nil
        }
    }

    func answer(_ request: ServerRequest, _ label: RequestLabel, in server: inout ServerState, now: Instant)
        -> ServerResponse
    {
        switch label.operation {
        case .authorize: authorize(request.query, &server.center, now: now)
        case .device: device(request.query, &server.center, now: now)
        default: decide(request, &server, now: now)
        }
    }

    func refusal(_ status: Int, _ code: String, _ message: String) -> ServerResponse {
        SignInPage.notice("Sorry", "\(code) \(message)").response(status)
    }

    private func authorize(_ query: FormFields, _ center: inout IdentityCenter, now: Instant) -> ServerResponse {
        do throws(AuthorizationProblem) {
            let request = try center.checkAuthorization(query, now: now)
            switch center.state.autoApprove {
            case .visit, .always: return .redirect(to: center.decide(request, allow: true, now: now))
            case .deny: return .redirect(to: center.decide(request, allow: false, now: now))
            case .off: break
            }
            let token = center.openForm(.authorization(request), now: now)
            let page = SignInPage.question(request.consent, userCode: nil, action: "/authorize", formToken: token)
            return page.response(200, formTarget: request.redirectURI.origin)
        } catch {
            switch error {
            case .page(let reason): return SignInPage.notice("This request is not valid", reason).response(400)
            case .redirect(let url): return .redirect(to: url)
            }
        }
    }

    private func device(_ query: FormFields, _ center: inout IdentityCenter, now: Instant) -> ServerResponse {
        guard let typed = query["user_code"] else { return SignInPage.codeEntry().response(200) }
        guard let device = center.waitingDevice(typed, now: now) else {
            return SignInPage.notice("No such code", "The code is unknown, used or expired.").response(400)
        }
        switch center.state.autoApprove {
        case .visit, .always:
            center.decideDevice(typed, allow: true, now: now)
            return SignInPage.done(allowed: true).response(200)
        case .deny:
            center.decideDevice(typed, allow: false, now: now)
            return SignInPage.done(allowed: false).response(200)
        case .off:
            let token = center.openForm(.device(device.userCode), now: now)
            return SignInPage.question(
                device.consent,
                userCode: device.userCode,
                action: "/device",
                formToken: token
            ).response(200)
        }
    }

    /// Takes Allow or Deny, once for each page, and from our own pages only.
    private func decide(_ request: ServerRequest, _ server: inout ServerState, now: Instant) -> ServerResponse {
        if let origin = request["origin"], origin != server.baseURL {
            return SignInPage.notice("Not allowed", "The form was sent from another site.").response(403)
        }
        guard let form = request.form, let token = form["form_token"], let decision = form["decision"],
            ["allow", "deny"].contains(decision), let pending = server.center.takeForm(token, now: now)
        else { return SignInPage.notice("This page is no longer valid", "Please sign in again.").response(400) }
        let allow = decision == "allow"
        switch pending.subject {
        case .authorization(let request):
            return .redirect(to: server.center.decide(request, allow: allow, now: now))
        case .device(let userCode):
            guard server.center.decideDevice(userCode, allow: allow, now: now) else {
                return SignInPage.notice("No such code", "The code is used or expired.").response(400)
            }
            return SignInPage.done(allowed: allow).response(200)
        }
    }
}
