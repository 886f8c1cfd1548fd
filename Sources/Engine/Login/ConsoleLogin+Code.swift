import SystemKit

extension ConsoleLogin {
    /// A browser of this machine, which comes back to a listener.
    func codeOfThisMachine(
        _ target: ConsoleLoginTarget, _ options: LoginOptions, _ service: any SignInService
    ) async throws -> SignInCode {
        let question = Question(.sameDevice, context.random)
        let answer = try await redirects.code(
            for: target.title, port: options.port, state: question.state, clock: context.clock,
            orElse: "\(target.command) --remote"
        ) { redirectURI in
            let url = service.authorizeURL(question.parameters(redirectURI: redirectURI))
            browser.open(url, for: target.title, options, report)
        }
        return question.answered(by: answer.code, redirectURI: answer.redirectURI)
    }

    /// A browser anywhere, which ends on a page with a text to copy.
    func codeOfAnyMachine(
        _ target: ConsoleLoginTarget, _ service: any SignInService
    ) async throws -> SignInCode {
        guard person.isThere else {
            throw Failure(
                .usage, "without a terminal nobody can paste the code that the browser shows",
                hint: "run it in a terminal, or without --remote")
        }
        let end = context.clock.now().milliseconds + LoginMutex.deadline
        let question = Question(.crossDevice, context.random)
        let redirectURI = service.confirmationURL
        report(.page(target.title, url: service.authorizeURL(question.parameters(redirectURI: redirectURI))))
        var complaint: String?
        while let text = try await pasted(complaint, until: end) {
            if let code = service.authorizationCode(pasted: text, state: question.state) {
                return question.answered(by: code, redirectURI: redirectURI)
            }
            complaint = "This code does not belong to this sign-in: copy the whole code that the page shows."
        }
        throw CancellationError()
    }

    /// - Parameter end: in milliseconds of the clock.
    private func pasted(_ complaint: String?, until end: Int64) async throws -> String? {
        let (person, clock) = (person, context.clock)
        let answer = try await clock.within(max(0, end - clock.now().milliseconds)) {
            try await person.pastedCode(complaint)
        }
        guard let answer else { throw Failure(.loginTimedOut, "no code was pasted within 10 minutes") }
        return answer
    }

    /// One sign-in's questions to the browser and to the service.
    private struct Question {
        private let client: SignInClientID
        private let proof: PKCE
        let state: String

        init(_ client: SignInClientID, _ random: Randomness) {
            self.client = client
            proof = PKCE.make(random)
            state = random.uuid()
        }

        func parameters(redirectURI: String) -> [(name: String, value: String)] {
            [
                ("response_type", "code"), ("client_id", client.rawValue), ("state", state),
                ("code_challenge_method", "SHA-256"), ("scope", "openid"), ("redirect_uri", redirectURI),
                ("code_challenge", proof.challenge),
            ]
        }

        func answered(by code: Secret, redirectURI: String) -> SignInCode {
            SignInCode(clientID: client.rawValue, code: code, verifier: proof.verifier, redirectURI: redirectURI)
        }
    }
}

/// The two clients that AWS knows for this; their partition is `aws` everywhere (<doc:LoginSessions>, Signing in).
private enum SignInClientID: String {
    case sameDevice = "arn:aws:signin:::devtools/same-device"
    case crossDevice = "arn:aws:signin:::devtools/cross-device"
}

extension Failure {
    /// What ended a sign-in, in the words of one.
    init(consoleLoginError error: any Error, _ target: ConsoleLoginTarget) {
        switch error {
        case let failure as Failure: self = failure
        case is CancellationError: self.init(.loginCancelled, "the sign-in to \(target.title) was cancelled")
        case let refusal as ServiceError where refusal.reason == "AUTHCODE_EXPIRED":
            self.init(
                .loginTimedOut, "the sign-in to \(target.title) took too long: its code has expired",
                at: .url(refusal.url), hint: target.command)
        case let refusal as ServiceError where refusal.reason == "INSUFFICIENT_PERMISSIONS":
            self.init(
                .loginRefused, "AWS does not allow this identity to sign in here (\(refusal.message))",
                at: .url(refusal.url),
                hint:
                    "ask for signin:AuthorizeOAuth2Access and signin:CreateOAuth2Token, as in SignInLocalDevelopmentAccess"
            )
        case let refusal as ServiceError where refusal.code == "AccessDeniedException":
            let words = [refusal.reason, refusal.message].compactMap(\.self).joined(separator: ": ")
            self.init(
                .loginRefused, "the sign-in to \(target.title) was refused (\(words))", at: .url(refusal.url),
                hint: refusal.clockRemedy.map { Hint($0) })
        case let refusal as ServiceError: self.init(refusal)
        default: self.init(.failed, "the sign-in to \(target.title) failed: \(error)")
        }
    }
}
